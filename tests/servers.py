"""Real processes for tests: `onefold serve` on a free port of loopback, killed, stopped and started again at will."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx

from app.core.db import migrations

ROOT = Path(__file__).parent.parent
# How long a real process may take to start or end: long, since a machine that runs two suites and a build is slow.
PATIENCE_SECONDS = 100.0
ADMIN = {"email": "owner@example.com", "password": "correct horse battery"}


def free_port() -> int:
    """Return a port of loopback that nobody listens on.

    It lies below those that the system gives to outgoing connections (from 32768 on Linux), one of which could take
    it before the server does, and is not drawn from the tests' seed, which another run beside this one may share.
    """
    while True:
        port = 20_000 + secrets.randbelow(12_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


def clean_environment(extra: Mapping[str, str]) -> dict[str, str]:
    """Return this process's environment without any setting of Onefold, plus `extra`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ONEFOLD_")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)  # each start would compile the app again
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"} | dict(extra)


def answered(answer: httpx.Response, status: int = 200) -> httpx.Response:
    """Return an answer that has to have this status; fails with the body, which says why it has another."""
    assert answer.status_code == status, f"{answer.request.method} {answer.url}: {answer.status_code} {answer.text}"
    return answer


class OnefoldServer:
    """One `onefold serve`. Its database is migrated at the first start; its log is in `log`."""

    def __init__(self, data_dir: Path, database_url: str, port: int | None = None, **settings: str) -> None:
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        data_dir.mkdir(parents=True, exist_ok=True)
        self.log = data_dir / f"server-{self.port}.log"
        self.environment = {
            "ONEFOLD_DATA_DIR": str(data_dir),
            "ONEFOLD_DATABASE_URL": database_url,
            "ONEFOLD_PORT": str(self.port),
            "ONEFOLD_ADMIN_EMAIL": ADMIN["email"],
            "ONEFOLD_ADMIN_PASSWORD": ADMIN["password"],
            "ONEFOLD_EGRESS_ALLOW": "127.0.0.0/8",
            **{f"ONEFOLD_{name.upper()}": value for name, value in settings.items()},
        }
        self._process: subprocess.Popen[bytes] | None = None
        self._migrated = False

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _tb: TracebackType | None
    ) -> None:
        self.end()

    def command(self, *arguments: str) -> None:
        """Run another `onefold` command with this server's settings."""
        subprocess.run(
            [sys.executable, "-m", "app", *arguments],
            env=clean_environment(self.environment),
            cwd=ROOT,
            check=True,
            capture_output=True,
            timeout=PATIENCE_SECONDS,
        )

    def start(self, *, wait: bool = True, **settings: str) -> None:
        """Start the process, with these settings changed for this start; returns when it is ready."""
        if not self._migrated:
            # In this process, which has Alembic in memory after the first time: the command takes 2 s of CPU.
            url = self.environment.get("ONEFOLD_DIRECT_DATABASE_URL", self.environment["ONEFOLD_DATABASE_URL"])
            migrations.upgrade(url)
            self._migrated = True
        changed = {f"ONEFOLD_{name.upper()}": value for name, value in settings.items()}
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "app", "serve"],
                env=clean_environment(self.environment | changed),
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        if wait:
            self.wait_ready()

    def wait_ready(self, timeout: float = PATIENCE_SECONDS) -> None:
        """Return when `/readyz` answers 200; raises with the log's end when the process ended instead."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise AssertionError(f"the server ended:\n{self.log.read_text()[-3000:]}")
            try:
                if httpx.get(f"{self.url}/readyz", timeout=2).status_code == 200:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.05)
        raise AssertionError(f"the server is not ready after {timeout} s:\n{self.log.read_text()[-3000:]}")

    @property
    def process(self) -> "subprocess.Popen[bytes]":
        """The running process."""
        assert self._process is not None
        return self._process

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the process."""
        self.process.send_signal(number)

    def kill(self) -> None:
        """End the process as a power cut would."""
        self.process.kill()
        self.process.wait(timeout=PATIENCE_SECONDS)

    def wait_dead(self, timeout: float = PATIENCE_SECONDS) -> int:
        """Return the exit code once the process has ended by itself."""
        return self.process.wait(timeout=timeout)

    def end(self) -> None:
        """End the process politely, then by force."""
        if self._process is None or self._process.poll() is not None:
            return
        self._process.send_signal(signal.SIGCONT)
        self._process.terminate()
        try:
            self._process.wait(timeout=PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(timeout=PATIENCE_SECONDS)

    def sign_in(self) -> httpx.Client:
        """Return a client signed in as the first owner."""
        headers = {"Origin": self.url, "X-CSRF": "1"}
        answer = answered(httpx.post(f"{self.url}/api/auth/login", json=ADMIN, headers=headers, timeout=30))
        return httpx.Client(base_url=self.url, headers=headers, cookies=answer.cookies, timeout=30)

    def make_key(self, *scopes: str) -> str:
        """Return a new API key of the first owner."""
        with closing(self.sign_in()) as client:
            made = client.post("/api/api-keys", json={"name": "test", "scopes": list(scopes)})
            return str(answered(made, 201).json()["key"])

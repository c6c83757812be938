"""The TypeScript client in workerd, the runtime of Cloudflare Workers."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.clients.npm_package import ROOT, NodePrograms, install_others, run
from tests.servers import OnefoldServer, free_port

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
SCOPES = ("actions:read", "actions:write", "actions:run", "files:read", "files:write")


@contextmanager
def working(workerd: Path, folder: Path) -> Iterator[str]:
    """Serve the worker of a folder; yields its address."""
    port = free_port()
    with (folder / "workerd.log").open("wb") as log:
        command = (workerd, "serve", "worker.capnp", f"--socket-addr=http=127.0.0.1:{port}")
        # It wants the system's certificates, not those that tests trust.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("SSL_")}
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
    try:
        while not listens(port):
            assert process.poll() is None, (folder / "workerd.log").read_text()
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=60)


def listens(port: int) -> bool:
    """Say whether somebody listens at a port of loopback."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_a_worker_runs_workflows_and_keeps_files(tmp_path: Path) -> None:
    (tmp_path / "npm").mkdir()
    (tmp_path / "others").mkdir()
    folder = NodePrograms(tmp_path / "npm").folder
    bundle = ("worker.ts", "--bundle", "--format=esm", "--outfile=worker.mjs")
    run(ROOT / "node_modules/.bin/esbuild", *bundle, cwd=folder)
    # The command of the npm package is a script around this one.
    [workerd] = install_others(tmp_path / "others").parent.glob("@cloudflare/workerd-*/bin/workerd")
    with OnefoldServer(tmp_path / "data", f"sqlite:///{tmp_path / 'onefold.db'}") as server:
        given = {"url": server.url, "key": server.make_key(*SCOPES)}
        with working(workerd, folder) as url:
            found = httpx.get(url, params=given, timeout=60)
    assert found.status_code == 200, found.text
    answer = found.json()
    assert "Error" in answer.pop("path"), "a worker has no disk"
    assert answer == {
        "result": {"text": "Hello, Ada!"},
        "types": ["execution.completed"],
        "blob": ["image/png", "blob"],
        "stream": "stream",
        "seen": [{"sent": 6, "total": None}],
        "stale": "revision_conflict",
    }

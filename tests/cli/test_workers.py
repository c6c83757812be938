"""`onefold serve --workers`: several real processes on one port."""

import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from app.cli.serve import server_config
from tests.servers import ROOT, OnefoldServer, clean_environment


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_two_workers_serve_and_end_with_all_they_logged(tmp_path: Path, database_url: str) -> None:
    server = OnefoldServer(tmp_path, database_url)
    with server.log.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "app", "serve", "--workers", "2"],
            env=clean_environment(server.environment),
            cwd=ROOT,
            stdout=log,
            stderr=log,
        )
    server._process = process
    try:
        server.wait_ready()
        assert httpx.get(f"{server.url}/healthz", trust_env=False).status_code == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    finally:
        server.end()
    text = server.log.read_text()
    assert text.count("Finished server process") == 2, text[-2000:]
    assert "died" not in text
    assert "Traceback" not in text


def test_a_worker_has_time_to_import_the_app_on_a_busy_machine() -> None:
    assert server_config("app.cli.serve:serving_app", 2).timeout_worker_healthcheck >= 60

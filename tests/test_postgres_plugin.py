"""The plugin that serves Postgres clears away what a killed run left behind, and stops nobody else's process."""

import subprocess
import sys
from pathlib import Path

from tests.postgres import remove


def leftover(folder: Path, pid: int) -> Path:
    server = folder / "onefold-pg-1"
    server.mkdir()
    (server / "postmaster.pid").write_text(f"{pid}\n{server}\n")
    return server


def test_the_folder_of_a_server_that_is_gone_is_removed(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    server = leftover(tmp_path, gone.pid)
    remove(server)
    assert not server.exists()


def test_a_process_that_has_the_servers_old_id_lives_on(tmp_path: Path) -> None:
    stranger = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        server = leftover(tmp_path, stranger.pid)
        remove(server)
        assert not server.exists()
        assert stranger.poll() is None
    finally:
        stranger.communicate(b"\n")
    assert stranger.returncode == 0

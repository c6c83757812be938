"""A pytest plugin: Debian's PgBouncer in transaction mode, as it comes otherwise, in front of the run's Postgres."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from tests.servers import free_port

START_SECONDS = 20
# It refuses to run as root, and must reach the socket of the Postgres that root started as this user.
POSTGRES_USER = "pgserver"


def configure(folder: Path, port: int, socket_folder: str) -> Path:
    """Write PgBouncer's configuration and list of users; returns the first."""
    users = folder / "users.txt"
    users.write_text('"postgres" "password"\n')
    configuration = folder / "pgbouncer.ini"
    configuration.write_text(
        f"[databases]\n* = host={socket_folder}\n[pgbouncer]\npool_mode = transaction\nauth_file = {users}\n"
        f"listen_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\n"
    )
    folder.chmod(0o755)
    return configuration


@pytest.fixture(scope="session")
def pooled(postgres_server: str) -> Iterator[Callable[[str], str]]:
    """A function that returns the address of a database through the pooler."""
    # Debian installs it where only root's PATH looks.
    program = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None:
        pytest.skip("PgBouncer is not installed (Debian: apt install pgbouncer)")
    folder, port = Path(tempfile.mkdtemp(prefix="onefold-pooler-")), free_port()
    configuration = configure(folder, port, postgres_server.partition("?host=")[2])
    user = ["-u", POSTGRES_USER] if os.getuid() == 0 else []
    log = folder / "log"
    with log.open("wb") as output:
        process = subprocess.Popen([program, *user, configuration], stdout=output, stderr=output)

    def address(database: str) -> str:
        return f"postgresql://postgres:password@127.0.0.1:{port}/{database}"

    try:
        wait_ready(process, address("postgres"), log)
        yield address
    finally:
        process.kill()
        process.wait(timeout=60)
        shutil.rmtree(folder)


def wait_ready(process: "subprocess.Popen[bytes]", url: str, log: Path) -> None:
    """Return when the pooler answers; raises with its log when it ended or never does."""
    end = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < end:
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"PgBouncer does not serve:\n{log.read_text()}")

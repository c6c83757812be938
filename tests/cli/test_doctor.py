"""`onefold doctor`: it finds what is wrong with each setting, says what to do, and changes nothing."""

import asyncio
import json
import secrets
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli.problems import Exit
from app.core.db import migrations
from app.core.settings import Settings
from app.main import create_app
from tests.auth.conftest import BROWSER
from tests.cli.command import onefold
from tests.conftest import ONE_DATABASE, client_of, running
from tests.serving import Serve


def look() -> dict[str, dict[str, str]]:
    """Return what doctor says, by the name of the check; fails when its code does not fit."""
    result = onefold("doctor", "--json")
    said = json.loads(result.stdout)
    checks = {check["name"]: check for check in said["checks"]}
    is_well = all(check["status"] != "failed" for check in said["checks"])
    assert (said["ok"], result.exit_code) == (is_well, 0 if is_well else Exit.FAILED), result.output
    for check in said["checks"]:
        assert check["remedy"] or check["status"] == "ok", f"{check['name']} does not say what to do"
    return checks


def ready() -> None:
    """Make what a first day makes."""
    assert onefold("migrate").exit_code == 0
    assert onefold("create-admin", "anna@example.com", stdin="long enough words").exit_code == 0


@pytest.fixture
def closed_port() -> int:
    """A port of loopback where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port of loopback where something listens that is not Onefold."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        # Its first connection is closed without an answer.
        taken.settimeout(0)
        yield int(taken.getsockname()[1])


def test_on_a_fresh_machine_it_says_what_comes_first_and_makes_nothing(tmp_path: Path) -> None:
    checks = look()
    assert checks["database"]["status"] == "warning"
    assert "onefold migrate" in checks["database"]["remedy"]
    assert not (tmp_path / "data").exists()


def test_all_is_well_after_the_first_steps(tmp_path: Path) -> None:
    ready()
    before = sorted(tmp_path.rglob("*"))
    checks = look()
    assert {check["status"] for check in checks.values()} == {"ok"}, checks
    assert checks["migrations"]["detail"] == f"at {migrations.head_revision()}"
    assert sorted(tmp_path.rglob("*")) == before


def test_people_read_a_line_for_each_check_and_what_to_do() -> None:
    shown = onefold("doctor")
    assert shown.exit_code == 0
    assert "warn  database" in shown.stdout
    assert "→ Run `onefold migrate`." in shown.stdout
    assert shown.stdout.endswith("0 failed, 1 with a warning.\n")
    assert "\x1b" not in shown.stdout, "no colour where nobody looks"


def test_settings_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONEFOLD_PORT", "abc")
    monkeypatch.setenv("ONEFOLD_DATADIR", "elsewhere")
    checks = look()
    assert checks["settings"]["status"] == "failed"
    assert "ONEFOLD_PORT: Should be a whole number" in checks["settings"]["detail"]
    assert "ONEFOLD_DATA_DIR?" in checks["variables"]["detail"]


def test_no_user_yet() -> None:
    assert onefold("migrate").exit_code == 0
    assert "onefold create-admin" in look()["users"]["remedy"]


def test_a_data_dir_in_the_way_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("ONEFOLD_DATA_DIR", str(tmp_path / "file"))
    assert look()["data dir"]["status"] == "failed"


def test_a_weak_first_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONEFOLD_ADMIN_EMAIL", "anna@example.com")
    monkeypatch.setenv("ONEFOLD_ADMIN_PASSWORD", "short")
    found = look()["first owner"]
    assert (found["status"], "at least 10 characters" in found["detail"]) == ("failed", True)


@pytest.mark.parametrize(("name", "check"), [("EGRESS_ALLOW", "egress"), ("TRUSTED_PROXIES", "trusted proxies")])
def test_networks_that_are_everything(name: str, check: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"ONEFOLD_{name}", "10.0.0.0/8,0.0.0.0/0")
    assert look()[check]["status"] == "warning"


def test_keys_that_others_can_read(tmp_path: Path) -> None:
    ready()
    keys = tmp_path / "data" / "secret_keys"
    asyncio.run(store_a_secret())
    keys.chmod(0o644)
    found = look()["key ring"]
    assert (found["status"], found["remedy"]) == ("warning", f"chmod 600 {keys}")


async def store_a_secret() -> None:
    """Store a secret as an owner does, under the ring of the settings."""
    async with running(create_app(Settings())) as app, client_of(app, **BROWSER) as client:
        login = await client.post(
            "/api/auth/login", json={"email": "anna@example.com", "password": "long enough words"}
        )
        client.cookies = login.cookies
        made = await client.post("/api/secrets", json={"name": "token", "value": "very secret value"})
        assert made.status_code == 201, made.text


def test_secrets_that_no_key_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    ready()
    asyncio.run(store_a_secret())
    assert look()["secrets"]["detail"] == "all 1 open"
    monkeypatch.setenv("ONEFOLD_SECRET_KEYS", f"k9:{secrets.token_urlsafe(32)}")
    found = look()["secrets"]
    assert (found["status"], "1 of 1" in found["detail"]) == ("failed", True)


def test_a_database_that_is_behind(tmp_path: Path) -> None:
    assert onefold("migrate").exit_code == 0
    migrations.downgrade(f"sqlite:///{tmp_path / 'data' / 'onefold.db'}", "-1")
    found = look()["migrations"]
    assert (found["status"], "onefold migrate" in found["detail"]) == ("failed", True)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "onefold.db").write_text("not SQLite at all" * 100)
    found = look()["database"]
    assert (found["status"], "not a database" in found["detail"]) == ("failed", True)


def test_a_database_that_does_not_answer(closed_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONEFOLD_DATABASE_URL", f"postgresql://u:very-secret@127.0.0.1:{closed_port}/x")
    found = look()["database"]
    assert (found["status"], "very-secret" in str(found)) == ("failed", False)


def test_an_s3_server_that_does_not_answer(closed_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONEFOLD_S3_BUCKET", "files")
    monkeypatch.setenv("ONEFOLD_S3_ENDPOINT", f"http://127.0.0.1:{closed_port}")
    monkeypatch.setenv("ONEFOLD_S3_ACCESS_KEY", "key")
    monkeypatch.setenv("ONEFOLD_S3_SECRET_KEY", "very-secret")
    found = look()["storage"]
    assert (found["status"], "very-secret" in str(found)) == ("failed", False)
    assert "ONEFOLD_S3_" in found["remedy"]


def test_a_port_that_something_else_has(taken_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.cli.examine.TIMEOUT_S", 0.2)
    monkeypatch.setenv("ONEFOLD_PORT", str(taken_port))
    found = look()["port"]
    assert (found["status"], "in use" in found["detail"]) == ("failed", True)


def test_a_public_url_where_nobody_answers(closed_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONEFOLD_PUBLIC_URL", f"https://127.0.0.1:{closed_port}")
    checks = look()
    assert checks["public URL"]["status"] == "warning"
    monkeypatch.setenv("ONEFOLD_PAGES_URL", f"https://localhost:{closed_port}")
    assert look()["pages URL"]["status"] == "warning"
    assert "ONEFOLD_TRUSTED_PROXIES" in checks["trusted proxies"]["remedy"]


def test_a_public_url_that_is_more_than_an_origin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONEFOLD_PUBLIC_URL", "http://127.0.0.1/onefold")
    assert look()["public URL"]["status"] == "failed"


@ONE_DATABASE
async def test_a_server_that_runs_is_found(settings: Settings, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(create_app(settings)) as app:
        port = await serve(app)
        monkeypatch.setenv("ONEFOLD_DATA_DIR", str(settings.data_dir))
        monkeypatch.setenv("ONEFOLD_DATABASE_URL", settings.database_url)
        monkeypatch.setenv("ONEFOLD_PORT", str(port))
        monkeypatch.setenv("ONEFOLD_PUBLIC_URL", f"http://127.0.0.1:{port}")
        # It leads to a process that does not know of it.
        monkeypatch.setenv("ONEFOLD_PAGES_URL", f"http://localhost:{port}")
        checks = await asyncio.to_thread(look)
    assert checks["port"]["detail"] == f"Onefold serves at 127.0.0.1 port {port}"
    assert checks["public URL"]["status"] == "ok"
    assert (checks["pages URL"]["status"], "Restart" in checks["pages URL"]["remedy"]) == ("failed", True)
    assert "a probe was written, read and removed" in checks["storage"]["detail"]


@pytest.mark.parametrize("database_url", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True)
def test_postgres_is_looked_at_too(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONEFOLD_DATABASE_URL", database_url)
    checks = look()
    assert checks["database"]["detail"].startswith("Postgres ")
    assert checks["direct database"]["status"] == "ok"
    assert checks["migrations"]["status"] == "ok"

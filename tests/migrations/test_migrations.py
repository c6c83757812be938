"""Migrations: up, down and up again on both databases, equal to the tables of the code, safe to run twice at once."""

import asyncio
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from app.core.db import migrations
from app.core.db.database import Database, Table
from app.main import create_app
from tests.conftest import (
    client_of,
    make_settings,
    running,
)

REPOSITORY = Path(__file__).parents[2]


def tables(url: str) -> set[str]:
    with migrations.schema_connection(url) as connection:
        return set(inspect(connection).get_table_names()) - {"alembic_version"}


def set_revision(url: str, revision: str) -> None:
    with migrations.schema_connection(url) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})


def test_up_down_and_up_again(empty_url: str) -> None:
    head = migrations.head_revision()
    assert migrations.upgrade(empty_url) == (None, head)
    made = tables(empty_url)
    assert "auth_user" in made
    migrations.check_schema(empty_url)
    migrations.downgrade(empty_url, "base")
    assert tables(empty_url) == set()
    assert migrations.upgrade(empty_url) == (None, head)
    assert tables(empty_url) == made
    assert migrations.upgrade(empty_url) == (head, head)


def test_the_migrated_schema_is_what_the_code_declares(empty_url: str) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Table.metadata))

    migrations.upgrade(empty_url)
    with migrations.schema_connection(empty_url) as connection:
        assert differences(connection) == [], "run tools/first_migration.sh, or add a migration"


@pytest.mark.parametrize("empty_url", ["sqlite"], indirect=True)
def test_alembic_by_hand_finds_nothing_to_add(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    migrations.upgrade(empty_url)
    monkeypatch.setenv("ONEFOLD_DATABASE_URL", empty_url)
    done = subprocess.run([sys.executable, "-m", "alembic", "check"], cwd=REPOSITORY, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_two_that_migrate_at_once_both_succeed(empty_url: str) -> None:
    with ThreadPoolExecutor(2) as pool:
        results = [future.result() for future in [pool.submit(migrate_in_a_process, empty_url) for _ in range(2)]]
    assert sorted(line.startswith("Migrated") for line in results) == [False, True], results
    migrations.check_schema(empty_url)


def migrate_in_a_process(url: str) -> str:
    """Run `onefold migrate` and return what it says."""
    program = (
        "import sys; from app.core.db import migrations; "
        "before, after = migrations.upgrade(sys.argv[1]); print('Migrated' if before != after else 'Nothing to do')"
    )
    done = subprocess.run([sys.executable, "-c", program, url], cwd=REPOSITORY, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_migration_that_fails_leaves_nothing_behind(empty_url: str) -> None:
    with migrations.schema_connection(empty_url) as connection:
        connection.execute(text("CREATE TABLE auth_user (id INTEGER)"))
    with pytest.raises(Exception, match="auth_user"):
        migrations.upgrade(empty_url)
    assert tables(empty_url) == {"auth_user"}


def test_a_database_that_is_behind_or_ahead_is_refused(empty_url: str) -> None:
    with pytest.raises(migrations.DatabaseBehind, match="run `onefold migrate`"):
        migrations.check_schema(empty_url)
    migrations.upgrade(empty_url)
    set_revision(empty_url, "from_the_future")
    with pytest.raises(migrations.DatabaseAhead, match="newer Onefold"):
        migrations.check_schema(empty_url)
    with pytest.raises(migrations.DatabaseAhead, match="newer Onefold"):
        migrations.upgrade(empty_url)


async def test_readyz_says_when_the_database_was_migrated_meanwhile(empty_url: str, tmp_path: Path) -> None:
    await asyncio.to_thread(migrations.upgrade, empty_url)
    async with running(create_app(make_settings(tmp_path / "data", empty_url))) as app, client_of(app) as client:
        assert (await client.get("/readyz")).json()["checks"]["migrations"] == "ok"
        await asyncio.to_thread(set_revision, empty_url, "from_the_future")
        answer = await client.get("/readyz")
    assert (answer.status_code, answer.json()["checks"]["migrations"]) == (503, "DatabaseAhead")


async def test_the_revision_is_read_from_an_open_database(empty_url: str) -> None:
    database = Database(empty_url)
    with pytest.raises(migrations.DatabaseBehind):
        await database.check_schema(migrations.head_revision())
    await asyncio.to_thread(migrations.upgrade, empty_url)
    await database.check_schema(migrations.head_revision())
    await database.close()


def test_revisions_are_those_alembic_sees() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrations.script_location()))
    script = ScriptDirectory.from_config(config)
    assert migrations.head_revision() == script.get_current_head()
    assert migrations.revisions() == {each.revision: each.down_revision for each in script.walk_revisions()}

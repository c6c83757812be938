"""What people make in the `local` source on Postgres comes back from a backup as it was: every kind of it."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from app.cli.archives import local_schema
from app.cli.problems import Exit
from app.core.db.database import Database
from app.core.security.key_ring import load_key_ring
from app.core.settings import Settings
from app.data.sources.local_role import prepare_role
from tests.cli.command import onefold, refused
from tests.conftest import create_postgres_database, database_of, drop_postgres_database
from tests.data.sources.test_local_role import plain_user  # noqa: F401 (a fixture)

pytestmark = pytest.mark.postgres

MADE = """
CREATE TYPE onefold_local.mood AS ENUM ('happy', 'it''s ok', 'sad');
CREATE DOMAIN onefold_local.positive AS integer DEFAULT 1 NOT NULL CHECK (VALUE > 0);
CREATE SEQUENCE onefold_local.numbers AS smallint INCREMENT 5 START 10 CYCLE;
CREATE TABLE onefold_local.parent (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "Odd name""s" text COLLATE "C" DEFAULT 'a''b' UNIQUE,
  mood onefold_local.mood NOT NULL DEFAULT 'sad',
  moods onefold_local.mood[],
  amount onefold_local.positive,
  price numeric(10, 2) CHECK (price >= 0),
  doubled numeric GENERATED ALWAYS AS (price * 2) STORED,
  at timestamptz DEFAULT now(),
  payload jsonb, bits bytea, span int4range
);
CREATE TABLE onefold_local.child (
  id serial,
  parent bigint REFERENCES onefold_local.parent ON DELETE CASCADE,
  next smallint DEFAULT nextval('onefold_local.numbers'),
  EXCLUDE USING btree (next WITH =)
);
CREATE UNLOGGED TABLE onefold_local.empty ();
CREATE UNIQUE INDEX part_of ON onefold_local.child (parent, lower(id::text)) WHERE parent IS NOT NULL;
CREATE VIEW onefold_local.seen AS
  SELECT p.id, c.next FROM onefold_local.parent p JOIN onefold_local.child c ON parent = p.id;
CREATE MATERIALIZED VIEW onefold_local.kept AS SELECT id FROM onefold_local.seen;
CREATE INDEX kept_id ON onefold_local.kept (id);
CREATE OR REPLACE VIEW onefold_local.first AS SELECT 1 AS one;
CREATE VIEW onefold_local.second AS SELECT one FROM onefold_local.first;
CREATE VIEW onefold_local.zero AS SELECT 2 AS one;
CREATE OR REPLACE VIEW onefold_local.first AS SELECT one FROM onefold_local.zero;
COMMENT ON TABLE onefold_local.parent IS 'it''s a table';
COMMENT ON COLUMN onefold_local.parent.price IS 'in €';
COMMENT ON VIEW onefold_local.seen IS 'a view';
INSERT INTO onefold_local.parent ("Odd name""s", mood, moods, amount, price, payload, bits, span)
  SELECT 'x' || n, 'happy', '{"it''s ok",sad}', n, n, '{"a": [null, "\\u00fc"]}', '\\x00ff', '[1,5)'
  FROM generate_series(1, 3) n;
INSERT INTO onefold_local.child (parent) SELECT id FROM onefold_local.parent;
REFRESH MATERIALIZED VIEW onefold_local.kept;
"""


@pytest.fixture
def urls(postgres_server: str, postgres_template: str) -> Iterator[tuple[str, str]]:
    """A migrated database, and one without anything in it."""
    names = [f"made_{uuid4().hex}", f"again_{uuid4().hex}"]
    create_postgres_database(postgres_server, names[0], postgres_template)
    create_postgres_database(postgres_server, names[1])
    yield database_of(postgres_server, names[0]), database_of(postgres_server, names[1])
    for name in names:
        drop_postgres_database(postgres_server, name)
        with psycopg.connect(postgres_server, autocommit=True) as connection:
            connection.execute(f'DROP ROLE IF EXISTS "onefold_local_{name}"')


async def prepare(settings: Settings) -> str:
    """Make the role and the schema of the source, as its first use does."""
    database = Database(settings.database_url)
    role = await prepare_role(database, load_key_ring(settings))
    await database.close()
    return role


def make(monkeypatch: pytest.MonkeyPatch, folder: Path, url: str, statements: str) -> None:
    """Make things in the `local` source of a database, as its role."""
    monkeypatch.setenv("ONEFOLD_DATA_DIR", str(folder))
    monkeypatch.setenv("ONEFOLD_DATABASE_URL", url)
    role = asyncio.run(prepare(Settings()))
    with psycopg.connect(url) as connection:
        connection.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(role)))
        connection.execute(statements)


def look(url: str) -> tuple[Any, ...]:
    """Return all there is in the source: how it is made, its rows, and who owns it."""
    with psycopg.connect(url) as connection:
        schema = local_schema.read(connection)
        rows = [
            connection.execute(
                sql.SQL("SELECT * FROM {} ORDER BY 1").format(sql.Identifier("onefold_local", name))
            ).fetchall()
            for name in (*schema.tables, "seen", "kept", "second")
            if name != "empty"
        ]
        owners = connection.execute(
            "SELECT DISTINCT rolname LIKE 'onefold_local_%' FROM pg_class JOIN pg_roles ON pg_roles.oid = relowner "
            "WHERE relnamespace = 'onefold_local'::regnamespace"
        ).fetchall()
    return schema, rows, owners


def test_every_kind_of_thing_comes_back(
    urls: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(monkeypatch, tmp_path / "old", urls[0], MADE)
    before = look(urls[0])
    assert before[2] == [(True,)]
    result = onefold("backup", str(tmp_path / "b.tar"))
    assert result.exit_code == 0, result.output
    monkeypatch.setenv("ONEFOLD_DATA_DIR", str(tmp_path / "new"))
    monkeypatch.setenv("ONEFOLD_DATABASE_URL", urls[1])
    restored = onefold("restore", str(tmp_path / "b.tar"))
    assert restored.exit_code == 0, restored.output
    assert look(urls[1])[1:] == before[1:]
    # The order of what does not depend on each other is that of its making, which is another now.
    again, once = look(urls[1])[0], before[0]
    for part in ("before", "tables", "after", "views", "last"):
        assert sorted(getattr(again, part)) == sorted(getattr(once, part))
    with psycopg.connect(urls[1]) as connection:
        next_ids = connection.execute(
            "INSERT INTO onefold_local.parent (price) VALUES (4) RETURNING id, doubled, amount"
        ).fetchone()
        assert next_ids == (4, 8, 1)
        assert connection.execute(
            "INSERT INTO onefold_local.child (parent) VALUES (4) RETURNING id, next"
        ).fetchone() == (4, 25)


def test_a_user_who_may_make_roles_is_enough(
    plain_user: tuple[str, str],  # noqa: F811
    postgres_server: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """For most people the main user is no superuser."""
    user, url = plain_user
    again = f"{user}_again"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"ALTER ROLE {user} CREATEROLE")
        connection.execute(f"CREATE DATABASE {again} OWNER {user} TEMPLATE template0")
    make(monkeypatch, tmp_path / "old", url, MADE)
    before = look(url)
    assert onefold("backup", str(tmp_path / "b.tar")).exit_code == 0
    monkeypatch.setenv("ONEFOLD_DATA_DIR", str(tmp_path / "new"))
    monkeypatch.setenv("ONEFOLD_DATABASE_URL", url.replace(f"/{user}?", f"/{again}?"))
    for options in ((), ("--replace",)):
        restored = onefold("restore", str(tmp_path / "b.tar"), *options)
        assert restored.exit_code == 0, restored.output
    assert look(url.replace(f"/{user}?", f"/{again}?"))[1:] == before[1:]
    drop_postgres_database(postgres_server, again)


def test_what_a_backup_cannot_make_again_is_named_and_not_left_out(
    urls: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    function = "CREATE FUNCTION onefold_local.two() RETURNS int LANGUAGE sql RETURN 2"
    make(monkeypatch, tmp_path / "old", urls[0], function)
    result = onefold("backup", str(tmp_path / "b.tar"))
    refused(result, Exit.FAILED, "function two", "pg_dump")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["old"]

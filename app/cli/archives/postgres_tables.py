"""Postgres in a backup: the rows of every table of one snapshot, by COPY.

The schema of Onefold's own tables is not in it: a restore makes it by the same migrations. That of the `local` source
is (`local_schema`), since people make it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, cast

import psycopg
from psycopg import sql

from app.cli.archives import local_schema
from app.cli.archives.archive import ArchiveWriter, read_members
from app.cli.archives.local_schema import BlockingConnection
from app.cli.archives.objects import apply_changes
from app.core.db import migrations
from app.core.db.database import Table
from app.data.sources.local_role import SCHEMA
from app.engine.ownership.liveness import LOCK_CLASS

PART_BYTES = 4 * 1024 * 1024
"""Bytes of rows that are gathered for a member: a tar says its size before it."""
LOCAL_DDL = "postgres/local.json"


@contextmanager
def read_snapshot(url: str) -> Iterator[BlockingConnection]:
    """A connection that sees the database as it is now for as long as the block runs."""
    with psycopg.connect(url, connect_timeout=5, prepare_threshold=None) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        for name in ("idle_in_transaction_session_timeout", "statement_timeout", "lock_timeout"):
            connection.execute(sql.SQL("SET LOCAL {} = 0").format(sql.Identifier(name)))
        _write_values_as_usual(connection)
        yield connection


def _write_values_as_usual(connection: BlockingConnection) -> None:
    """Write and read values in the one way that every server understands, whatever its own settings are."""
    connection.execute("SET LOCAL datestyle = 'ISO, YMD'")
    connection.execute("SET LOCAL intervalstyle = 'postgres'")
    connection.execute("SET LOCAL extra_float_digits = 1")


def list_own_tables() -> list[str]:
    """Return Onefold's tables, those that others point to first."""
    import_module("app.main")  # only what is imported has declared its tables
    return [table.name for table in Table.metadata.sorted_tables]


def add_tables(archive: ArchiveWriter, connection: BlockingConnection) -> dict[str, Any]:
    """Write the rows of all tables; returns what the manifest says of them."""
    own: Any = connection.execute("SELECT current_schema()").fetchone()
    described = [
        _add_table(archive, connection, own[0], name, f"postgres/main/{number:04}")
        for number, name in enumerate(list_own_tables())
    ]
    if has_local := local_schema.exists(connection):
        schema = local_schema.read(connection)
        archive.add(LOCAL_DDL, schema.dump())
        described += [
            _add_table(archive, connection, SCHEMA, name, f"postgres/local/{number:04}")
            for number, name in enumerate(schema.tables)
        ]
    return {"tables": described, "has_local": has_local}


def _add_table(
    archive: ArchiveWriter, connection: BlockingConnection, schema: str, name: str, place: str
) -> dict[str, Any]:
    table = sql.Identifier(schema, name)
    columns = [
        column
        for (column,) in connection.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped "
            "AND attgenerated = '' ORDER BY attnum",
            [table.as_string(connection)],
        )
    ]
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    parts, gathered = 0, bytearray()
    with connection.cursor().copy(sql.SQL("COPY (SELECT {} FROM ONLY {}) TO STDOUT").format(names, table)) as rows:
        for row in rows:
            gathered += row
            if len(gathered) >= PART_BYTES:
                archive.add(f"{place}/{parts:06}.copy", bytes(gathered))
                parts += 1
                gathered.clear()
    if gathered:
        archive.add(f"{place}/{parts:06}.copy", bytes(gathered))
        parts += 1
    kind = "local" if schema == SCHEMA else "main"
    return {"schema": kind, "name": name, "columns": columns, "place": place, "parts": parts}


def is_empty(url: str) -> bool:
    """Return whether the database has neither tables of Onefold nor anything in the `local` source."""
    with psycopg.connect(url, connect_timeout=5, prepare_threshold=None) as connection:
        found = connection.execute("SELECT to_regclass('alembic_version')").fetchone()
        return found == (None,) and local_schema.is_empty(connection)


def is_served(url: str) -> bool:
    """Return whether a process of Onefold is alive on this database: each holds a lock of its own."""
    with psycopg.connect(url, connect_timeout=5, prepare_threshold=None) as connection:
        held = connection.execute(
            "SELECT 1 FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database "
            "WHERE locktype = 'advisory' AND granted AND datname = current_database() AND classid = %s::int::oid",
            [LOCK_CLASS],
        )
        return held.fetchone() is not None


def restore_tables(archive: Path, url: str, manifest: dict[str, Any], role: str | None) -> None:
    """Fill the database from a backup, in one transaction: what was there is gone when it ends, or still all there.

    `role` owns what is in the `local` source; None where the backup has none.
    """
    with migrations.schema_connection(url) as connection:
        migrations.replace_schema(connection, manifest["revision"])
        raw = cast(BlockingConnection, connection.connection.driver_connection)
        _write_values_as_usual(raw)
        own = cast(tuple[str], raw.execute("SELECT current_schema()").fetchone())[0]
        raw.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(SCHEMA)))
        main = [table for table in manifest["tables"] if table["schema"] == "main"]
        # What a migration has put there is in the backup too.
        names = [sql.Identifier(own, table["name"]) for table in main]
        raw.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(names)))
        for table in main:
            _fill(archive, raw, table, own)
        if role is not None:
            _restore_local(archive, raw, role, [table for table in manifest["tables"] if table["schema"] == "local"])
        migrations.upgrade_on(connection)
        apply_changes(connection, manifest["changed_objects"])


def _restore_local(archive: Path, connection: BlockingConnection, role: str, tables: list[dict[str, Any]]) -> None:
    schema = local_schema.load(archive, LOCAL_DDL)
    with local_schema.made_by(connection, role):
        schema.make_tables(connection)
        for table in tables:
            _fill(archive, connection, table, SCHEMA)
        schema.make_rest(connection)


def _fill(archive: Path, connection: BlockingConnection, table: dict[str, Any], schema: str) -> None:
    if not table["parts"]:
        return
    columns = sql.SQL(", ").join(map(sql.Identifier, table["columns"]))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(schema, table["name"]), columns)
    if not table["columns"]:
        statement = sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(schema, table["name"]))
    with connection.cursor().copy(statement) as rows:
        for _, _, chunks in read_members(archive, f"{table['place']}/"):
            for chunk in chunks:
                rows.write(chunk)

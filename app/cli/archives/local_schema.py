"""What people have made in the `local` source on Postgres: read from the catalogues and made again.

Postgres words each part itself (`pg_get_expr`, `pg_get_constraintdef`…). What was made there by means that Onefold
does not offer, such as functions, is refused, so that no backup is less than it seems.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from app.cli.archives.archive import read_members
from app.data.sources.local_role import SCHEMA

BlockingConnection = psycopg.Connection[Any]
_HERE = f"'{SCHEMA}'::regnamespace"

_UNSUPPORTED = f"""
SELECT 'function ' || proname FROM pg_proc WHERE pronamespace = {_HERE}
UNION ALL SELECT 'trigger ' || tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
  WHERE relnamespace = {_HERE} AND NOT tgisinternal
UNION ALL SELECT CASE relkind WHEN 'f' THEN 'foreign table ' ELSE 'partitioned table ' END || relname FROM pg_class
  WHERE relnamespace = {_HERE} AND relkind IN ('f', 'p', 'I')
UNION ALL SELECT 'inheriting table ' || relname FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
  WHERE relnamespace = {_HERE} AND relkind = 'r'
UNION ALL SELECT 'type ' || typname FROM pg_type LEFT JOIN pg_class ON pg_class.oid = typrelid
  WHERE typnamespace = {_HERE} AND (typtype IN ('r', 'm', 'p') OR (typtype = 'b' AND typelem = 0) OR relkind = 'c')
UNION ALL SELECT 'policy ' || polname FROM pg_policy JOIN pg_class ON pg_class.oid = polrelid
  WHERE relnamespace = {_HERE}
"""
_ENUMS = f"""
SELECT format('CREATE TYPE %s AS ENUM (%s)', oid::regtype, (
  SELECT string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder) FROM pg_enum
  WHERE enumtypid = pg_type.oid))
FROM pg_type WHERE typnamespace = {_HERE} AND typtype = 'e' ORDER BY oid
"""
_DOMAINS = f"""
SELECT format('CREATE DOMAIN %s AS %s%s%s', oid::regtype, format_type(typbasetype, typtypmod),
  coalesce(' DEFAULT ' || typdefault, ''), CASE WHEN typnotnull THEN ' NOT NULL' ELSE '' END)
FROM pg_type WHERE typnamespace = {_HERE} AND typtype = 'd' ORDER BY oid
"""
_DOMAIN_CHECKS = f"""
SELECT format('ALTER DOMAIN %s ADD CONSTRAINT %I %s', contypid::regtype, conname, pg_get_constraintdef(oid))
FROM pg_constraint WHERE connamespace = {_HERE} AND contypid <> 0 AND contype = 'c' ORDER BY oid
"""
# Those of identity columns come with their column.
_SEQUENCES = f"""
SELECT format('CREATE SEQUENCE %s AS %s INCREMENT %s MINVALUE %s MAXVALUE %s START %s CACHE %s%s', c.oid::regclass,
  format_type(seqtypid, NULL), seqincrement, seqmin, seqmax, seqstart, seqcache,
  CASE WHEN seqcycle THEN ' CYCLE' ELSE '' END)
FROM pg_sequence JOIN pg_class c ON c.oid = seqrelid WHERE relnamespace = {_HERE}
  AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = c.oid AND deptype = 'i' AND classid = 'pg_class'::regclass)
ORDER BY c.oid
"""
_TABLES = f"""
SELECT c.relname, format('CREATE %sTABLE %s (%s)', CASE relpersistence WHEN 'u' THEN 'UNLOGGED ' ELSE '' END,
  c.oid::regclass, coalesce((
    SELECT string_agg(format('%I %s%s%s%s', attname, format_type(atttypid, atttypmod),
      CASE WHEN attcollation <> typcollation THEN ' COLLATE ' || attcollation::regcollation ELSE '' END,
      CASE WHEN attidentity <> '' THEN format(' GENERATED %s AS IDENTITY',
             CASE attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END)
           WHEN attgenerated = 's' THEN format(' GENERATED ALWAYS AS (%s) STORED', pg_get_expr(adbin, adrelid))
           WHEN adbin IS NOT NULL THEN ' DEFAULT ' || pg_get_expr(adbin, adrelid) ELSE '' END,
      CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END), ', ' ORDER BY attnum)
    FROM pg_attribute JOIN pg_type ON pg_type.oid = atttypid
      LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped), ''))
FROM pg_class c WHERE relnamespace = {_HERE} AND relkind = 'r' ORDER BY c.oid
"""
_OWNED_SEQUENCES = f"""
SELECT format('ALTER SEQUENCE %s OWNED BY %s.%I', c.oid::regclass, refobjid::regclass, attname)
FROM pg_class c JOIN pg_depend ON objid = c.oid AND deptype = 'a' AND pg_depend.classid = 'pg_class'::regclass
  AND refclassid = 'pg_class'::regclass JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
WHERE relnamespace = {_HERE} AND relkind = 'S' ORDER BY c.oid
"""
_SEQUENCE_NAMES = f"""
SELECT c.oid::regclass::text, refobjid::regclass::text, attname FROM pg_class c
  LEFT JOIN pg_depend ON objid = c.oid AND deptype = 'i' AND pg_depend.classid = 'pg_class'::regclass
    AND refclassid = 'pg_class'::regclass
  LEFT JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
WHERE relnamespace = {_HERE} AND relkind = 'S' ORDER BY c.oid
"""
# Keys before what points to them; constraints of NOT NULL (Postgres 18) stand in the table.
_CONSTRAINTS = f"""
SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
FROM pg_constraint WHERE connamespace = {_HERE} AND conrelid <> 0 AND contype IN ('p', 'u', 'x', 'c', 'f')
ORDER BY contype = 'f', oid
"""
_INDEXES = f"""
SELECT pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
WHERE relnamespace = {_HERE} AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)
  AND EXISTS (SELECT 1 FROM pg_class t WHERE t.oid = indrelid AND t.relkind = 'r') ORDER BY indexrelid
"""
_VIEWS = f"""
SELECT format('CREATE %sVIEW %s AS %s', CASE relkind WHEN 'm' THEN 'MATERIALIZED ' ELSE '' END, oid::regclass,
  pg_get_viewdef(oid))
FROM pg_class WHERE relnamespace = {_HERE} AND relkind IN ('v', 'm') ORDER BY oid
"""
_VIEW_INDEXES = f"""
SELECT pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class t ON t.oid = indrelid
WHERE relnamespace = {_HERE} AND relkind = 'm' ORDER BY indexrelid
"""
_COMMENTS = f"""
SELECT format('COMMENT ON %s %s IS %L', CASE relkind WHEN 'r' THEN 'TABLE' WHEN 'v' THEN 'VIEW'
  WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'INDEX' END, c.oid::regclass, description)
FROM pg_description JOIN pg_class c ON c.oid = objoid AND classoid = 'pg_class'::regclass AND objsubid = 0
WHERE relnamespace = {_HERE}
UNION ALL SELECT format('COMMENT ON COLUMN %s.%I IS %L', c.oid::regclass, attname, description)
FROM pg_description JOIN pg_class c ON c.oid = objoid AND classoid = 'pg_class'::regclass
  JOIN pg_attribute ON attrelid = c.oid AND attnum = objsubid WHERE relnamespace = {_HERE} AND objsubid > 0
"""


class NotBackedUp(Exception):
    """The `local` source holds what a backup cannot make again; the message names it."""


@dataclass(frozen=True, slots=True)
class LocalSchema:
    """The statements that make the schema again, before and after its rows, and its tables."""

    before: Sequence[str]
    tables: Sequence[str]
    after: Sequence[str]
    views: Sequence[str]
    last: Sequence[str]

    def dump(self) -> bytes:
        """Return it as JSON."""
        return json.dumps(asdict(self), indent=1).encode()

    def make_tables(self, connection: BlockingConnection) -> None:
        """Make what has to be there before the rows."""
        _run(connection, self.before)

    def make_rest(self, connection: BlockingConnection) -> None:
        """Make keys, indexes and views, and let sequences go on where they were."""
        _run(connection, self.after)
        # A view may read others: each round makes those whose ground is there.
        left = list(self.views)
        while left:
            failed = [statement for statement in left if not _try(connection, statement)]
            if len(failed) == len(left):
                _run(connection, failed)
            left = failed
        _run(connection, self.last)


def exists(connection: BlockingConnection) -> bool:
    """Return whether the `local` source has been used."""
    return connection.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [SCHEMA]).fetchone() is not None


def is_empty(connection: BlockingConnection) -> bool:
    """Return whether nobody has made anything in the `local` source; its schema may be there all the same."""
    made = "SELECT 1 FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace WHERE nspname = %s LIMIT 1"
    return connection.execute(made, [SCHEMA]).fetchone() is None


def read(connection: BlockingConnection) -> LocalSchema:
    """Return what is in the schema; raises NotBackedUp."""
    # With no path, Postgres words every name of ours with its schema.
    connection.execute("SET LOCAL search_path = ''")
    if unsupported := _list(connection, _UNSUPPORTED):
        raise NotBackedUp(
            f"The local source holds what was not made by Onefold and is in none of its backups: "
            f"{', '.join(unsupported[:10])}. Use pg_dump for this database, or drop them."
        )
    tables = connection.execute(as_sql(_TABLES)).fetchall()
    schema = LocalSchema(
        before=[
            *_list(connection, _ENUMS),
            *_list(connection, _DOMAINS),
            *_list(connection, _DOMAIN_CHECKS),
            *_list(connection, _SEQUENCES),
            *(statement for _, statement in tables),
        ],
        tables=[name for name, _ in tables],
        after=[
            *_list(connection, _OWNED_SEQUENCES),
            *_list_sequence_values(connection),
            *_list(connection, _CONSTRAINTS),
            *_list(connection, _INDEXES),
        ],
        views=_list(connection, _VIEWS),
        last=[*_list(connection, _VIEW_INDEXES), *_list(connection, _COMMENTS)],
    )
    connection.execute("RESET search_path")
    return schema


@contextmanager
def made_by(connection: BlockingConnection, role: str) -> Iterator[None]:
    """Make the schema, and what the block makes in it, as its role, which owns it then."""
    schema, name = sql.Identifier(SCHEMA), sql.Identifier(role)
    connection.execute(sql.SQL("CREATE SCHEMA {}").format(schema))
    connection.execute(sql.SQL("GRANT USAGE, CREATE ON SCHEMA {} TO {}").format(schema, name))
    connection.execute(sql.SQL("SET LOCAL ROLE {}").format(name))
    yield
    connection.execute("RESET ROLE")


def load(archive: Path, member: str) -> LocalSchema:
    """Return the schema of a backup that has one."""
    [(_, _, chunks)] = ((name, size, list(chunks)) for name, size, chunks in read_members(archive, member))
    return LocalSchema(**json.loads(b"".join(chunks)))


def _list(connection: BlockingConnection, query: str) -> list[str]:
    return [text for (text,) in connection.execute(as_sql(query))]


def _list_sequence_values(connection: BlockingConnection) -> list[str]:
    """Return the statements that set each sequence to where it is; those of identity columns have no name of ours."""
    statements = []
    for name, table, column in connection.execute(as_sql(_SEQUENCE_NAMES)).fetchall():
        found: Any = connection.execute(as_sql(f"SELECT last_value, is_called FROM {name}")).fetchone()
        target = sql.Literal(name)
        if table is not None:
            target = sql.SQL("pg_get_serial_sequence({}, {})").format(sql.Literal(table), sql.Literal(column))  # type: ignore[assignment]
        setting = sql.SQL("SELECT setval({}, {}, {})").format(target, sql.Literal(found[0]), sql.Literal(found[1]))
        statements.append(setting.as_string(connection))
    return statements


def _run(connection: BlockingConnection, statements: Iterable[str]) -> None:
    for statement in statements:
        connection.execute(as_sql(statement))


def _try(connection: BlockingConnection, statement: str) -> bool:
    try:
        with connection.transaction():
            connection.execute(as_sql(statement))
    except psycopg.errors.UndefinedTable:
        return False
    return True


def as_sql(text: str) -> sql.SQL:
    """Return a statement of ours, or one that Postgres itself has worded."""
    return sql.SQL(text)

"""The statements that make and change tables in the `local` source, for both dialects.

Every table gets `id` (UUIDv7, made by the database, so that plain SQL inserts get one too) and `created_at`.
Names and literals are all that a statement takes from outside: names are checked and quoted, literals escaped.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from app.core.errors import FieldProblem, Invalid
from app.data.queries.sql import Dialect, quote
from app.data.values import ColumnType, coerce, to_bindable

OWN_COLUMNS = ("id", "created_at")

_NATIVE: dict[Dialect, dict[ColumnType, str]] = {
    # "…_TEXT" has text affinity (sqlite.org/datatype3.html 3.1) and tells our readers what the text is.
    "sqlite": {
        ColumnType.TEXT: "TEXT", ColumnType.INTEGER: "INTEGER", ColumnType.NUMBER: "REAL",
        ColumnType.BOOLEAN: "BOOLEAN", ColumnType.JSON: "JSON_TEXT", ColumnType.DATETIME: "DATETIME_TEXT",
        ColumnType.DATE: "DATE_TEXT", ColumnType.UUID: "UUID_TEXT",
    },
    "postgres": {
        ColumnType.TEXT: "text", ColumnType.INTEGER: "bigint", ColumnType.NUMBER: "double precision",
        ColumnType.BOOLEAN: "boolean", ColumnType.JSON: "jsonb", ColumnType.DATETIME: "timestamptz",
        ColumnType.DATE: "date", ColumnType.UUID: "uuid",
    },
}  # fmt: skip
# SQLite stores any value in any column unless a check refuses it.
_SQLITE_CHECKS = {
    ColumnType.TEXT: "typeof({0}) IN ('text', 'null')",
    ColumnType.INTEGER: "typeof({0}) IN ('integer', 'null')",
    ColumnType.NUMBER: "typeof({0}) IN ('real', 'integer', 'null')",
    ColumnType.BOOLEAN: "{0} IN (0, 1)",
    ColumnType.JSON: "{0} IS NULL OR json_valid({0})",
    ColumnType.DATETIME: "datetime({0}) IS NOT NULL OR {0} IS NULL",
    ColumnType.DATE: "date({0}) IS NOT NULL OR {0} IS NULL",
    ColumnType.UUID: "length({0}) = 36",
}
_SQLITE_MS = "printf('%012x', CAST(round((julianday('now') - 2440587.5) * 86400000) AS INTEGER))"
_SQLITE_UUID7 = (
    f"(substr({_SQLITE_MS}, 1, 8) || '-' || substr({_SQLITE_MS}, 9) || '-7' || "
    "substr(lower(hex(randomblob(2))), 2) || '-' || substr('89ab', 1 + (random() & 3), 1) || "
    "substr(lower(hex(randomblob(2))), 2) || '-' || lower(hex(randomblob(6))))"
)
# Everything after the version digit of a random (version 4) UUID is as a version 7 wants it (RFC 9562).
_POSTGRES_MS = "lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0')"
_POSTGRES_UUID7 = (
    f"(substr({_POSTGRES_MS}, 1, 8) || '-' || substr({_POSTGRES_MS}, 9) || '-7' || "
    "substr(gen_random_uuid()::text, 16))::uuid"
)
_OWN_COLUMNS: dict[Dialect, list[str]] = {
    "sqlite": [
        f'"id" UUID_TEXT NOT NULL PRIMARY KEY DEFAULT {_SQLITE_UUID7}',
        "\"created_at\" DATETIME_TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))",
    ],
    "postgres": [
        f'"id" uuid NOT NULL PRIMARY KEY DEFAULT {_POSTGRES_UUID7}',
        "\"created_at\" timestamptz NOT NULL DEFAULT date_trunc('milliseconds', now())",
    ],
}


@dataclass(frozen=True, slots=True)
class ColumnDefinition:
    """A column to be made. `default` is a value, None for none."""

    name: str
    type: ColumnType
    required: bool = False
    unique: bool = False
    default: JsonValue = None


def create_table(dialect: Dialect, table: str, columns: Sequence[ColumnDefinition]) -> list[str]:
    """Return the statements that make a table."""
    parts = _OWN_COLUMNS[dialect] + [_definition(dialect, at, column) for at, column in enumerate(columns)]
    statements = [f"CREATE TABLE {quote(table)} ({', '.join(parts)})"]
    return statements + [_unique(table, column) for column in columns if column.unique]


def add_column(dialect: Dialect, table: str, column: ColumnDefinition) -> list[str]:
    """Return the statements that add a column; raises Invalid for a required one without default, which the rows
    that exist could not have."""
    if column.required and column.default is None:
        raise _wrong(["body", "default"], "a required column that is added later needs a default")
    if column.required and column.unique:
        raise _wrong(["body", "unique"], "a column with one default for all rows cannot be unique")
    statements = [f"ALTER TABLE {quote(table)} ADD COLUMN {_definition(dialect, 0, column)}"]
    return statements + ([_unique(table, column)] if column.unique else [])


def drop_table(table: str, kind: str) -> str:
    """Return the statement that drops a table with its rows, or a view."""
    return f"DROP {'VIEW' if kind == 'view' else 'TABLE'} {quote(table)}"


def _definition(dialect: Dialect, at: int, column: ColumnDefinition) -> str:
    name = quote(column.name)
    words = [name, _NATIVE[dialect][column.type]]
    if column.required:
        words.append("NOT NULL")
    if column.default is not None:
        words.append(f"DEFAULT {_literal(dialect, at, column)}")
    if dialect == "sqlite":
        words.append(f"CHECK ({_SQLITE_CHECKS[column.type].format(name)})")
    return " ".join(words)


def _unique(table: str, column: ColumnDefinition) -> str:
    # A digest, because table "a_b" with column "c" and table "a" with column "b_c" would share a name.
    digest = hashlib.sha256(f"{table}.{column.name}".encode()).hexdigest()[:16]
    return f"CREATE UNIQUE INDEX {quote(f'uq_{digest}')} ON {quote(table)} ({quote(column.name)})"


def _literal(dialect: Dialect, at: int, column: ColumnDefinition) -> str:
    try:
        value = to_bindable(coerce(column.type, column.default))
    except ValueError as error:
        raise _wrong(["body", "columns", at, "default"], str(error)) from None
    if isinstance(value, bool):
        return str(value).upper() if dialect == "postgres" else str(int(value))
    if isinstance(value, (int, float)):
        return f"({value!r})"
    return "'" + str(value).replace("'", "''") + "'"


def _wrong(loc: list[str | int], message: str) -> Invalid:
    return Invalid(errors=[FieldProblem(loc=loc, msg=message)])

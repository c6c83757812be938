"""Rows of a table: read by key in pages, insert, and (in `local`) change and delete."""

import base64
import binascii
import json
from collections.abc import Mapping, Sequence

from pydantic import JsonValue

from app.core.errors import FieldProblem, Invalid
from app.core.http.pagination import InvalidCursor
from app.data.effects import EffectKey, do_once
from app.data.errors import NotLocal, RowNotFound
from app.data.queries.sql import quote
from app.data.sources.source import Source, Transaction
from app.data.tables.catalog import TableInfo
from app.data.values import QueryResult, coerce


async def list_rows(
    transaction: Transaction, table: TableInfo, limit: int, cursor: str | None
) -> tuple[QueryResult, str | None]:
    """Return a page of rows and the cursor of the next: by primary key downwards (newest first where ids are UUIDv7),
    or, in a table without one, in the database's own order by offset."""
    key = table.key
    params: dict[str, JsonValue] = {"limit": limit + 1}
    clauses = ""
    if key:
        names = ", ".join(map(quote, key))
        if cursor is not None:
            values = decode_values(cursor, len(key))
            params |= {f"after_{at}": value for at, value in enumerate(values)}
            clauses = f" WHERE ({names}) < ({', '.join(f':after_{at}' for at in range(len(key)))})"
        clauses += " ORDER BY " + ", ".join(f"{quote(name)} DESC" for name in key) + " LIMIT :limit"
    else:
        offset = decode_values(cursor, 1)[0] if cursor is not None else 0
        if not isinstance(offset, int) or isinstance(offset, bool) or not 0 <= offset < 2**31:
            raise InvalidCursor("Use next_cursor of the page before, unchanged.")
        params["offset"] = offset
        clauses = " LIMIT :limit OFFSET :offset"
    found = await transaction.execute(f"SELECT * FROM {table.quoted}{clauses}", params, large=True)
    if len(found.rows) <= limit:
        return found, None
    kept = found.rows[:limit]
    after = [kept[-1][name] for name in key] if key else [int(str(params["offset"])) + limit]
    return QueryResult(found.columns, kept, limit), encode_values(after)


async def insert(
    source: Source,
    transaction: Transaction,
    table: TableInfo,
    values: Mapping[str, JsonValue],
    key: EffectKey | None,
) -> tuple[QueryResult, bool]:
    """Return the stored row and whether it was stored now; see `do_once` for the key."""

    async def work() -> JsonValue:
        stored = await _insert(source, transaction, table, values)
        return stored.rows[0] if stored.rows else {}

    row, is_new = await do_once(source, transaction, key, table.name, work)
    rows = [row] if isinstance(row, dict) and row else []
    return QueryResult([name for row in rows for name in row], rows, len(rows)), is_new


async def _insert(
    source: Source, transaction: Transaction, table: TableInfo, values: Mapping[str, JsonValue]
) -> QueryResult:
    stored = _stored_values(source, table, values)
    if not stored:
        return await transaction.execute(f"INSERT INTO {table.quoted} DEFAULT VALUES RETURNING *")
    names = ", ".join(map(quote, stored))
    marks = ", ".join(f":v{at}" for at in range(len(stored)))
    params = {f"v{at}": value for at, value in enumerate(stored.values())}
    return await transaction.execute(f"INSERT INTO {table.quoted} ({names}) VALUES ({marks}) RETURNING *", params)


async def get(source: Source, transaction: Transaction, table: TableInfo, row_id: str) -> dict[str, JsonValue]:
    """Return a row by its id; raises RowNotFound, NotLocal."""
    params: dict[str, JsonValue] = {"row_id": _row_id(source, table, row_id)}
    result = await transaction.execute(f'SELECT * FROM {table.quoted} WHERE "id" = :row_id', params)
    if not result.rows:
        raise RowNotFound(f"The table {table.name} has no row {row_id[:100]!r}.")
    return result.rows[0]


async def update(
    source: Source, transaction: Transaction, table: TableInfo, row_id: str, values: Mapping[str, JsonValue]
) -> QueryResult:
    """Return the changed row; raises RowNotFound, NotLocal."""
    stored = _stored_values(source, table, values)
    params: dict[str, JsonValue] = {"row_id": _row_id(source, table, row_id)}
    params |= {f"v{at}": value for at, value in enumerate(stored.values())}
    change = ", ".join(f"{quote(name)} = :v{at}" for at, name in enumerate(stored)) or '"id" = "id"'
    result = await transaction.execute(f'UPDATE {table.quoted} SET {change} WHERE "id" = :row_id RETURNING *', params)
    if not result.rows:
        raise RowNotFound(f"The table {table.name} has no row {row_id[:100]!r}.")
    return result


async def delete(source: Source, transaction: Transaction, table: TableInfo, row_id: str) -> None:
    """Delete a row; raises RowNotFound, NotLocal."""
    params: dict[str, JsonValue] = {"row_id": _row_id(source, table, row_id)}
    result = await transaction.execute(f'DELETE FROM {table.quoted} WHERE "id" = :row_id RETURNING "id"', params)
    if not result.rows:
        raise RowNotFound(f"The table {table.name} has no row {row_id[:100]!r}.")


def _row_id(source: Source, table: TableInfo, row_id: str) -> JsonValue:
    if not source.is_local or table.key != ["id"]:
        raise NotLocal("Rows are changed by id in tables of the local source that have one; elsewhere use a query.")
    column = table.column("id")
    try:
        return row_id if column.type is None else coerce(column.type, row_id)
    except ValueError:
        raise RowNotFound(f"The table {table.name} has no row {row_id[:100]!r}.") from None


def _stored_values(source: Source, table: TableInfo, values: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """Return the values as the columns store them; raises ColumnUnknown, and Invalid naming each wrong value."""
    stored: dict[str, JsonValue] = {}
    wrong: list[FieldProblem] = []
    for name, value in values.items():
        column = table.column(name)
        if column.type is None or not source.is_local:
            # Elsewhere the database reads what it is given; only JSON columns need to be told.
            stored[name] = json.dumps(value) if _is_json(column.native_type) and value is not None else value
            continue
        try:
            stored[name] = coerce(column.type, value)
        except ValueError as error:
            wrong.append(FieldProblem(loc=["body", "values", name], msg=str(error)))
    if wrong:
        raise Invalid(errors=wrong)
    return stored


def _is_json(native_type: str) -> bool:
    return native_type.lower() in ("json", "jsonb")


def encode_values(values: Sequence[JsonValue]) -> str:
    """Return a cursor that holds these key values."""
    return base64.urlsafe_b64encode(json.dumps(values, separators=(",", ":")).encode()).decode().rstrip("=")


def decode_values(cursor: str, count: int) -> list[JsonValue]:
    """Return the key values in a cursor; raises InvalidCursor."""
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        values = json.loads(text)
    except (binascii.Error, ValueError, RecursionError):
        values = None
    scalars = (str, int, float, bool)
    if not isinstance(values, list) or len(values) != count or not all(isinstance(v, scalars) for v in values):
        raise InvalidCursor("Use next_cursor of the page before, unchanged.")
    return values

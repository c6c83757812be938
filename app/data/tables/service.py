"""Tables and their rows: read on every source, made and changed on `local` only."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import suppress

from pydantic import JsonValue

from app.core.errors import Invalid
from app.data.effects import EffectKey, do_once, with_keys
from app.data.errors import NotLocal, TableExists, TableNotFound
from app.data.queries.sql import RESERVED_PREFIX
from app.data.schemas import ColumnCreate, ColumnRead, RowPage, TableCreate, TablePage, TableRead, TableSummary
from app.data.sources.open_sources import DataSources
from app.data.sources.source import Source, Transaction
from app.data.tables import catalog, ddl, rows
from app.data.tables.catalog import TableInfo
from app.data.tables.rows import decode_values, encode_values

RESERVED_TABLES = (RESERVED_PREFIX, "sqlite_", "pg_")


async def list_tables(sources: DataSources, source: str, limit: int, cursor: str | None) -> TablePage:
    """Return a page of tables, by name."""
    _, opened = await sources.get(source)
    after = str(decode_values(cursor, 1)[0]) if cursor else ""
    async with opened.transaction(read_only=True) as transaction:
        found = await catalog.list_tables(transaction, opened.dialect, after, limit + 1, only_own=opened.is_local)
    items = [TableSummary.model_validate({"name": name, "kind": kind}) for name, kind in found[:limit]]
    following = encode_values([items[-1].name]) if len(found) > limit else None
    return TablePage(items=items, next_cursor=following)


async def get_table(sources: DataSources, source: str, table: str) -> TableRead:
    """Return a table with its columns; raises TableNotFound."""
    _, opened = await sources.get(source)
    async with opened.transaction(read_only=True) as transaction:
        return _read(await catalog.read_table(transaction, opened.dialect, table))


async def create_table(
    sources: DataSources, source: str, body: TableCreate, key: EffectKey | None = None
) -> TableRead:
    """Return the new table; raises NotLocal, TableExists, Invalid."""
    opened = await _get_local(sources, source)
    names = [*ddl.OWN_COLUMNS, *(column.name for column in body.columns)]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise Invalid(f"These columns stand twice (every table has id and created_at): {', '.join(twice)}.")
    if body.name.startswith(RESERVED_TABLES):
        raise Invalid(f"Table names starting with {', '.join(RESERVED_TABLES)} are reserved.")
    statements = ddl.create_table(opened.dialect, body.name, [_column(column) for column in body.columns])

    async def check(transaction: Transaction) -> None:
        with suppress(TableNotFound):
            await catalog.read_table(transaction, opened.dialect, body.name)
            raise TableExists(f"There is a table {body.name!r} already.")

    return await _define(opened, body.name, statements, check, key)


async def add_column(
    sources: DataSources, source: str, table: str, body: ColumnCreate, key: EffectKey | None = None
) -> TableRead:
    """Return the table with its new column; raises NotLocal, TableNotFound, Invalid."""
    opened = await _get_local(sources, source)
    statements = ddl.add_column(opened.dialect, table, _column(body))

    async def check(transaction: Transaction) -> None:
        found = await catalog.read_table(transaction, opened.dialect, table)
        if any(column.name == body.name for column in found.columns):
            raise Invalid(f"The table has a column {body.name!r} already.")

    return await _define(opened, table, statements, check, key)


async def _define(
    opened: Source,
    table: str,
    statements: Iterable[str],
    check: Callable[[Transaction], Awaitable[None]],
    key: EffectKey | None,
) -> TableRead:
    """Run statements that make or change a table, and return the table as it is then; once a key."""

    async def define() -> TableRead:
        async with opened.transaction(read_only=False) as transaction:

            async def work() -> JsonValue:
                await check(transaction)
                for statement in statements:
                    await transaction.execute(statement)
                return _read(await catalog.read_table(transaction, opened.dialect, table)).model_dump(mode="json")

            answer, _ = await do_once(opened, transaction, key, table, work)
        return TableRead.model_validate(answer)

    return await with_keys(opened, define)


async def delete_table(sources: DataSources, source: str, table: str) -> None:
    """Drop a table with its rows; raises NotLocal, TableNotFound."""
    opened = await _get_local(sources, source)
    async with opened.transaction(read_only=False) as transaction:
        found = await catalog.read_table(transaction, opened.dialect, table)
        await transaction.execute(ddl.drop_table(table, found.kind))
    await sources.publish_change("local", table)


async def list_rows(sources: DataSources, source: str, table: str, limit: int, cursor: str | None) -> RowPage:
    """Return a page of rows; raises TableNotFound, InvalidCursor."""
    _, opened = await sources.get(source)
    async with opened.transaction(read_only=True) as transaction:
        found = await catalog.read_table(transaction, opened.dialect, table)
        result, following = await rows.list_rows(transaction, found, limit, cursor)
    return RowPage(items=result.rows, next_cursor=following)


async def get_row(sources: DataSources, source: str, table: str, row_id: str) -> dict[str, JsonValue]:
    """Return a row of a `local` table by its id; raises RowNotFound, NotLocal."""
    opened = await _get_local(sources, source)
    async with opened.transaction(read_only=True) as transaction:
        found = await catalog.read_table(transaction, opened.dialect, table)
        return await rows.get(opened, transaction, found, row_id)


async def update_row(
    sources: DataSources, source: str, table: str, row_id: str, values: Mapping[str, JsonValue]
) -> dict[str, JsonValue]:
    """Return the changed row of a `local` table; raises RowNotFound, ColumnUnknown, NotLocal, Invalid."""
    opened = await _get_local(sources, source)
    async with opened.transaction(read_only=False) as transaction:
        found = await catalog.read_table(transaction, opened.dialect, table)
        result = await rows.update(opened, transaction, found, row_id, values)
    await sources.publish_change("local", table)
    return result.rows[0]


async def delete_row(sources: DataSources, source: str, table: str, row_id: str) -> None:
    """Delete a row of a `local` table; raises RowNotFound, NotLocal."""
    opened = await _get_local(sources, source)
    async with opened.transaction(read_only=False) as transaction:
        found = await catalog.read_table(transaction, opened.dialect, table)
        await rows.delete(opened, transaction, found, row_id)
    await sources.publish_change("local", table)


async def _get_local(sources: DataSources, source: str) -> Source:
    name, opened = await sources.get(source)
    if not opened.is_local:
        raise NotLocal(f"{name} belongs to somebody else: change it with a query in `write` mode.")
    return opened


def _column(body: ColumnCreate) -> ddl.ColumnDefinition:
    return ddl.ColumnDefinition(body.name, body.type, body.required, body.unique, body.default)


def _read(table: TableInfo) -> TableRead:
    columns = [
        ColumnRead(
            name=column.name,
            type=column.type,
            native_type=column.native_type,
            required=column.required,
            unique=column.unique,
            primary_key=bool(column.key_part),
            default=column.default,
        )
        for column in table.columns
    ]
    return TableRead.model_validate({"name": table.name, "kind": table.kind, "columns": columns})

"""What data offers to the other slices: run SQL, insert rows, run named queries, look things up.

Statements run on the source in a transaction of their own, which has committed when a function returns; the session
is only for Onefold's own tables.
"""

from collections.abc import Mapping
from dataclasses import asdict
from functools import partial
from typing import Any, cast

from pydantic import JsonValue

from app.data.effects import BeginEffect, EffectKey, do_once, with_keys
from app.data.kinds import QueryMode
from app.data.queries.reading import get_bound_query, read_view
from app.data.queries.service import find_query, read_params
from app.data.queries.sql import Statement, parse
from app.data.queries.views import RowsView
from app.data.sources.open_sources import DataSources
from app.data.sources.service import find_source
from app.data.sources.source import Source
from app.data.tables import catalog, rows
from app.data.values import QueryResult

__all__ = [
    "QueryResult",
    "RowsView",
    "find_query",
    "find_source",
    "insert_row",
    "read_params",
    "read_view",
    "run_named_query",
    "run_sql",
]

MAX_ROWS = 1000


async def run_sql(
    sources: DataSources,
    source: str,
    sql: str,
    params: Mapping[str, JsonValue],
    key: EffectKey | None = None,
    *,
    max_rows: int = MAX_ROWS,
    read_only: bool = False,
) -> QueryResult:
    """Return what one statement returned, on a source by name or id; parameters are bound, never pasted.

    Raises SourceNotFound, SourceUnreachable, StatementRefused, QueryParamMissing, QueryParamUnknown, QueryFailed,
    RowConflict, QueryTimeout, ResultTooLarge. `read_only` makes the database refuse writes. With a key it runs once,
    as `do_once` says.
    """
    name, opened = await sources.get(source)
    statement = parse(sql, opened.dialect)
    if key is None:
        async with opened.transaction(read_only=read_only, writes=not statement.reads) as transaction:
            result = await transaction.execute_foreign(statement, params, max_rows)
    else:
        result = await with_keys(opened, partial(_run_once, opened, statement, params, max_rows, key))
    if not read_only and not statement.reads:
        await sources.publish_change(name, None)
    return result


async def _run_once(
    opened: Source, statement: Statement, params: Mapping[str, JsonValue], max_rows: int, key: EffectKey
) -> QueryResult:
    async with opened.transaction(read_only=False) as transaction:

        async def work() -> JsonValue:
            return asdict(await transaction.execute_foreign(statement, params, max_rows))

        answer, _ = await do_once(opened, transaction, key, "", work)
    return QueryResult(**cast("dict[str, Any]", answer))


async def insert_row(
    sources: DataSources,
    source: str,
    table: str,
    values: Mapping[str, JsonValue],
    key: EffectKey | None = None,
) -> QueryResult:
    """Return the stored row, ids and defaults included.

    A row is stored once a key, as `do_once` says. Raises TableNotFound, ColumnUnknown, Invalid (a value of the wrong
    type), RowConflict.
    """
    name, opened = await sources.get(source)
    result, is_new = await with_keys(opened, partial(_insert, opened, table, values, key))
    if is_new:
        await sources.publish_change(name, table)
    return result


async def _insert(
    opened: Source, table: str, values: Mapping[str, JsonValue], key: EffectKey | None
) -> tuple[QueryResult, bool]:
    async with opened.transaction(read_only=False) as transaction:
        found = await catalog.read_table(transaction, opened.dialect, table)
        return await rows.insert(opened, transaction, found, values, key)


async def run_named_query(
    sources: DataSources,
    query: str,
    params: Mapping[str, JsonValue],
    begin: BeginEffect | None = None,
    *,
    read_only: bool = False,
    max_rows: int = MAX_ROWS,
) -> QueryResult:
    """Return what a query returned, by name or id. With `read_only`, as on pages, a `write` query raises QueryWrites.

    `begin` is called before a `write` query runs.

    Raises QueryNotFound, QueryUnreadable, QueryParamMissing, QueryParamUnknown, Invalid (a value of the wrong type),
    and what `run_sql` raises.
    """
    found, bound = await get_bound_query(sources, query, params, read_only=read_only)
    reads = found.mode == QueryMode.READ
    key = await begin() if begin is not None and not reads else None
    return await run_sql(sources, found.source, found.sql, bound, key, max_rows=max_rows, read_only=reads)

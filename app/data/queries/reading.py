"""Reading one page of what a named query gives."""

from collections.abc import Mapping
from dataclasses import replace

from pydantic import JsonValue

from app.data.errors import QueryWrites
from app.data.kinds import QueryMode
from app.data.models import NamedQuery
from app.data.queries.service import bind_params, get_query, read_params
from app.data.queries.sql import parse
from app.data.queries.views import RowsView, apply_view, count_view, rows_of_view
from app.data.sources.open_sources import DataSources
from app.data.values import QueryResult


async def read_view(
    sources: DataSources, query: str, params: Mapping[str, JsonValue], view: RowsView, *, count: bool = False
) -> tuple[QueryResult, int | None, dict[str, JsonValue]]:
    """Return one page of the rows of a query that only reads; `truncated` says that more follow.

    With `count`, also how many rows the view has on all pages; the last are its totals, by column. What is no SELECT,
    such as `SHOW`, is neither sorted nor searched, and has no totals. Raises as `run_named_query` with `read_only`.
    """
    found, bound = await get_bound_query(sources, query, params, read_only=True)
    _, opened = await sources.get(found.source)
    statement = parse(found.sql, opened.dialect)
    async with opened.transaction(read_only=True, writes=False) as transaction:
        if not statement.is_query:
            whole = await transaction.execute_foreign(statement, bound, view.offset + view.limit)
            rows = whole.rows[view.offset :]
            return QueryResult(whole.columns, rows, len(rows), whole.truncated), len(whole.rows), {}
        one_more = replace(view, limit=view.limit + 1)
        page = await transaction.execute_foreign(*apply_view(statement, bound, opened.dialect, one_more), view.limit)
        total, totals = None, dict[str, JsonValue]()
        if count or view.totals:
            counted = await transaction.execute_foreign(*count_view(statement, bound, opened.dialect, view), 1)
            found_totals = counted.rows[0]
            total = int(str(found_totals["total"])) if count else None
            totals = {column: found_totals[f"total_{at}"] for at, column in enumerate(view.totals)}
    return QueryResult(page.columns, rows_of_view(page.rows), page.row_count, page.truncated), total, totals


async def get_bound_query(
    sources: DataSources, query: str, params: Mapping[str, JsonValue], *, read_only: bool
) -> tuple[NamedQuery, dict[str, JsonValue]]:
    """Return a query by name or id with a value for each of its parameters.

    Raises QueryNotFound, QueryUnreadable, QueryParamMissing, QueryParamUnknown, Invalid (a value of the wrong type),
    and with `read_only` QueryWrites for a query of the mode `write`.
    """
    async with sources.database.reader() as session:
        found = await get_query(session, query)
    declared = read_params(found)
    if read_only and found.mode != QueryMode.READ:
        raise QueryWrites(f"The query {found.name} may change data; here only `read` queries run.")
    return found, bind_params(declared, params)

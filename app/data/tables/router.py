"""Tables and rows of a data source."""

from typing import Annotated

from fastapi import Query
from pydantic import JsonValue

from app.core.errors import Invalid
from app.core.http.idempotency import IDEMPOTENT
from app.core.http.pagination import InvalidCursor
from app.core.http.problems import problems
from app.core.http.routing import new_router
from app.core.idempotency.errors import OutcomeUnknown
from app.data import service
from app.data.deps import DataEditor, DataSourcesDep, DataViewer, EffectKeyDep
from app.data.errors import (
    ColumnUnknown,
    NotLocal,
    QueryFailed,
    QueryTimeout,
    ResultTooLarge,
    RowConflict,
    RowNotFound,
    SourceNotFound,
    SourceUnreachable,
    SourceUnreadable,
    TableExists,
    TableNotFound,
)
from app.data.schemas import ColumnCreate, RowPage, RowWrite, TableCreate, TablePage, TableRead
from app.data.tables import service as tables

router = new_router(prefix="/api/data-sources/{source}/tables", tags=["tables"])

Limit = Annotated[int, Query(ge=1, le=200, description="Items in a page.")]
Cursor = Annotated[str | None, Query(max_length=4000, description="`next_cursor` of the page before.")]

# Whatever is asked, the source's own database may refuse it or take too long.
_SOURCE = (SourceNotFound, SourceUnreadable, SourceUnreachable, QueryFailed, QueryTimeout)
_TABLE = (*_SOURCE, TableNotFound)


@router.get("", responses=problems(*_SOURCE, InvalidCursor))
async def list_tables(
    caller: DataViewer, sources: DataSourcesDep, source: str, limit: Limit = 50, cursor: Cursor = None
) -> TablePage:
    """Return the tables and views of a source, by name."""
    return await tables.list_tables(sources, source, limit, cursor)


@router.post(
    "", dependencies=[IDEMPOTENT], status_code=201, responses=problems(*_SOURCE, NotLocal, TableExists, Invalid)
)
async def create_table(
    caller: DataEditor, sources: DataSourcesDep, key: EffectKeyDep, source: str, body: TableCreate
) -> TableRead:
    """Make a table in the local source."""
    return await tables.create_table(sources, source, body, key)


@router.get("/{table}", responses=problems(*_TABLE))
async def get_table(caller: DataViewer, sources: DataSourcesDep, source: str, table: str) -> TableRead:
    """Return a table with its columns."""
    return await tables.get_table(sources, source, table)


@router.delete("/{table}", status_code=204, responses=problems(*_TABLE, NotLocal))
async def delete_table(caller: DataEditor, sources: DataSourcesDep, source: str, table: str) -> None:
    """Drop a table of the local source with its rows."""
    await tables.delete_table(sources, source, table)


@router.post(
    "/{table}/columns", dependencies=[IDEMPOTENT], status_code=201, responses=problems(*_TABLE, NotLocal, Invalid)
)
async def add_column(
    caller: DataEditor, sources: DataSourcesDep, key: EffectKeyDep, source: str, table: str, body: ColumnCreate
) -> TableRead:
    """Add a column to a table of the local source."""
    return await tables.add_column(sources, source, table, body, key)


@router.get("/{table}/rows", responses=problems(*_TABLE, InvalidCursor, ResultTooLarge))
async def list_rows(
    caller: DataViewer, sources: DataSourcesDep, source: str, table: str, limit: Limit = 50, cursor: Cursor = None
) -> RowPage:
    """Return rows by primary key downwards: newest first in tables of the local source."""
    return await tables.list_rows(sources, source, table, limit, cursor)


@router.post(
    "/{table}/rows",
    dependencies=[IDEMPOTENT],
    status_code=201,
    responses=problems(*_TABLE, ColumnUnknown, RowConflict, Invalid, OutcomeUnknown),
)
async def create_row(
    caller: DataEditor, sources: DataSourcesDep, key: EffectKeyDep, source: str, table: str, body: RowWrite
) -> dict[str, JsonValue]:
    """Insert a row and return it, ids and defaults included (empty when a trigger of the database kept it out)."""
    stored = await service.insert_row(sources, source, table, body.values, key)
    return stored.rows[0] if stored.rows else {}


@router.get("/{table}/rows/{row_id}", responses=problems(*_TABLE, RowNotFound, NotLocal))
async def get_row(
    caller: DataViewer, sources: DataSourcesDep, source: str, table: str, row_id: str
) -> dict[str, JsonValue]:
    """Return a row of the local source by its id."""
    return await tables.get_row(sources, source, table, row_id)


@router.patch(
    "/{table}/rows/{row_id}",
    responses=problems(*_TABLE, RowNotFound, NotLocal, ColumnUnknown, RowConflict, Invalid),
)
async def update_row(
    caller: DataEditor, sources: DataSourcesDep, source: str, table: str, row_id: str, body: RowWrite
) -> dict[str, JsonValue]:
    """Change a row of the local source."""
    return await tables.update_row(sources, source, table, row_id, body.values)


@router.delete(
    "/{table}/rows/{row_id}",
    status_code=204,
    responses=problems(*_TABLE, RowNotFound, NotLocal, RowConflict),
)
async def delete_row(caller: DataEditor, sources: DataSourcesDep, source: str, table: str, row_id: str) -> None:
    """Delete a row of the local source."""
    await tables.delete_row(sources, source, table, row_id)

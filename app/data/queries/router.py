"""Named queries."""

from app.auth.access import Role, Scope
from app.core.errors import Invalid
from app.core.http.deps import ListConsumersDep, ReaderDep, SessionDep
from app.core.http.idempotency import IDEMPOTENT, IDEMPOTENT_LATER
from app.core.http.pagination import ListPage, PageQuery
from app.core.http.problems import problems
from app.core.http.routing import new_router
from app.core.idempotency.errors import OutcomeUnknown
from app.data import service
from app.data.deps import BeginEffectDep, DataEditor, DataSourcesDep, DataViewer
from app.data.errors import (
    NameTaken,
    QueryFailed,
    QueryInUse,
    QueryNotFound,
    QueryParamMissing,
    QueryParamUnknown,
    QueryTimeout,
    QueryUnreadable,
    QueryWrites,
    ResultTooLarge,
    RowConflict,
    SourceNotFound,
    SourceUnreachable,
    SourceUnreadable,
    StatementRefused,
)
from app.data.queries import service as named_queries
from app.data.schemas import NamedQueryCreate, NamedQueryRead, NamedQueryUpdate, QueryResultRead, QueryRun

router = new_router(prefix="/api/queries", tags=["queries"])


@router.get("")
async def list_queries(caller: DataViewer, session: ReaderDep, page: PageQuery) -> ListPage[NamedQueryRead]:
    """Return the named queries, newest first."""
    return await named_queries.list_queries(session, page)


@router.post(
    "",
    dependencies=[IDEMPOTENT],
    status_code=201,
    responses=problems(NameTaken, SourceNotFound, SourceUnreadable, StatementRefused, Invalid),
)
async def create_query(
    caller: DataEditor, session: SessionDep, sources: DataSourcesDep, body: NamedQueryCreate
) -> NamedQueryRead:
    """Store a named query; its statement and its parameters are checked."""
    return named_queries.to_read(await named_queries.create_query(session, sources, body))


@router.get("/{query}", responses=problems(QueryNotFound))
async def get_query(caller: DataViewer, session: ReaderDep, query: str) -> NamedQueryRead:
    """Return a named query by name or id."""
    return named_queries.to_read(await named_queries.get_query(session, query))


@router.patch(
    "/{query}",
    responses=problems(QueryNotFound, QueryUnreadable, SourceUnreadable, StatementRefused, Invalid),
)
async def update_query(
    caller: DataEditor, session: SessionDep, sources: DataSourcesDep, query: str, body: NamedQueryUpdate
) -> NamedQueryRead:
    """Change a named query."""
    return named_queries.to_read(await named_queries.update_query(session, sources, query, body))


@router.delete("/{query}", status_code=204, responses=problems(QueryNotFound, QueryInUse))
async def delete_query(caller: DataEditor, session: SessionDep, list_consumers: ListConsumersDep, query: str) -> None:
    """Delete a named query that no published page shows."""
    await named_queries.delete_query(session, list_consumers, query)


@router.post(
    "/{query}/run",
    dependencies=[IDEMPOTENT_LATER],
    responses=problems(
        QueryNotFound,
        QueryUnreadable,
        QueryParamMissing,
        QueryParamUnknown,
        StatementRefused,
        QueryFailed,
        QueryWrites,
        RowConflict,
        QueryTimeout,
        ResultTooLarge,
        SourceUnreadable,
        SourceUnreachable,
        OutcomeUnknown,
    ),
)
async def run_query(
    caller: DataViewer, sources: DataSourcesDep, begin: BeginEffectDep, query: str, body: QueryRun
) -> QueryResultRead:
    """Run a named query. One whose mode is `write` needs the role editor (and the scope data:write).

    It runs once an `Idempotency-Key`; one that only reads runs each time.
    """
    may_write = caller.may(Role.EDITOR, Scope.DATA_WRITE)
    result = await service.run_named_query(sources, query, body.params, begin, read_only=not may_write)
    return QueryResultRead.model_validate(result, from_attributes=True)

"""Named queries: a statement with typed parameters, checked when it is stored."""

from collections.abc import AsyncIterator, Mapping
from uuid import UUID

from pydantic import JsonValue, TypeAdapter, ValidationError
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.db.database import utc_now
from app.core.errors import FieldProblem, Invalid
from app.core.http.pagination import ListPage, PageRequest, to_page
from app.core.input_errors import describe_errors, place_of
from app.core.text import no_such
from app.core.usage import Consumer, ListConsumers, check_unused, lock_for_delete, lock_for_use
from app.data import repository
from app.data.errors import (
    NameTaken,
    QueryInUse,
    QueryNotFound,
    QueryParamMissing,
    QueryParamUnknown,
    QueryUnreadable,
)
from app.data.kinds import QueryMode, SourceKind
from app.data.models import DataSource, NamedQuery
from app.data.queries.sql import Dialect, Statement, parse
from app.data.schemas import NamedQueryCreate, NamedQueryRead, NamedQueryUpdate, QueryParam
from app.data.sources.open_sources import DataSources, kind_of
from app.data.sources.service import get_source
from app.data.values import coerce

_PARAMS = TypeAdapter(list[QueryParam])


async def find_query(session: AsyncSession, name_or_id: str | UUID) -> NamedQuery | None:
    """Return the named query with this name or id."""
    return await repository.find(session, NamedQuery, name_or_id)


async def list_query_names(session: AsyncSession) -> list[str]:
    """Return the names of all named queries."""
    return [name for _, name, _ in await repository.list_query_sources(session)]


def read_params(query: NamedQuery) -> list[QueryParam]:
    """Return what a stored query declares; raises QueryUnreadable unless this build knows all of it, its mode too.

    Another build may have stored it, such as a newer one before a downgrade.
    """
    try:
        QueryMode(query.mode)
        return _PARAMS.validate_python(query.params)
    except ValidationError as error:
        first = describe_errors(error.errors(include_url=False), list[QueryParam])[0]
        reason = f"{place_of(('params', *first.loc))}: {first.message}"
    except ValueError:
        reason = f"its mode is {query.mode!r}"
    raise QueryUnreadable(
        f"Another build of Onefold stored the query {query.name}, and this one cannot read it ({reason}). "
        "Update the server, or store its params and its mode again."
    )


def bind_params(declared: list[QueryParam], given: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """Return a value of its type for each declared parameter."""
    if unknown := sorted(set(given) - {param.name for param in declared}):
        names = [param.name for param in declared]
        raise QueryParamUnknown(no_such("parameter", unknown[0], names, where=" of the query"))
    bound: dict[str, JsonValue] = {}
    wrong: list[FieldProblem] = []
    for param in declared:
        value = given.get(param.name, param.default)
        if value is None and param.required:
            raise QueryParamMissing(f"The query needs a value for {param.name}.")
        try:
            bound[param.name] = coerce(param.type, value)
        except ValueError as error:
            wrong.append(FieldProblem(loc=["body", "params", param.name], msg=str(error)))
    if wrong:
        raise Invalid(errors=wrong)
    return bound


def to_read(query: NamedQuery) -> NamedQueryRead:
    """Return a query as callers see it."""
    return NamedQueryRead.model_validate(query, from_attributes=True)


async def list_queries(session: AsyncSession, page: PageRequest) -> ListPage[NamedQueryRead]:
    """Return a page of queries, newest first."""
    return to_page(await repository.list_page(session, NamedQuery, page), page, to_read)


async def get_query(session: AsyncSession, name_or_id: str) -> NamedQuery:
    """Return the query with this name or id; raises QueryNotFound."""
    query = await find_query(session, name_or_id)
    if query is None:
        raise QueryNotFound(no_such("query", name_or_id, await list_query_names(session)))
    return query


async def create_query(session: AsyncSession, sources: DataSources, body: NamedQueryCreate) -> NamedQuery:
    """Return a new query whose statement was read; raises NameTaken, SourceNotFound, SourceUnreadable,
    StatementRefused, Invalid."""
    await lock_for_use(session)
    if await find_query(session, body.name) is not None:
        raise NameTaken(f"There is a query {body.name!r} already.")
    source = await get_source(session, body.source)
    row = NamedQuery(
        name=body.name,
        source=source.name,
        sql=body.sql,
        params=[param.model_dump(mode="json") for param in body.params],
        mode=body.mode,
    )
    _check_query(sources, source, row)
    session.add(row)
    await session.flush()
    return row


async def update_query(
    session: AsyncSession, sources: DataSources, name_or_id: str, body: NamedQueryUpdate
) -> NamedQuery:
    """Return the changed query; raises QueryNotFound, StatementRefused, Invalid, and QueryUnreadable when it would
    still hold what this build does not know."""
    row = await get_query(session, name_or_id)
    if body.sql is not None:
        row.sql = body.sql
    if body.params is not None:
        row.params = [param.model_dump(mode="json") for param in body.params]
    if body.mode is not None:
        row.mode = body.mode
    row.updated_at = utc_now()
    _check_query(sources, await get_source(session, row.source), row)
    session.add(row)
    await session.flush()
    return row


async def delete_query(session: AsyncSession, list_consumers: ListConsumers, name_or_id: str) -> None:
    """Delete a query; raises QueryNotFound, or QueryInUse while a published page shows it."""
    await lock_for_delete(session)
    query = await get_query(session, name_or_id)
    await check_unused(session, list_consumers, QueryInUse, "query", query.name)
    await session.delete(query)
    await session.flush()


async def list_consumers(session: AsyncSession) -> AsyncIterator[Consumer]:
    """Yield every query with the source that it reads."""
    for query_id, name, source in await repository.list_query_sources(session):
        yield Consumer("query", query_id, name, {("source", source)})


def _check_query(sources: DataSources, source: DataSource, row: NamedQuery) -> None:
    dialect: Dialect = "sqlite"
    kind = kind_of(source)
    if kind == SourceKind.POSTGRES or (kind == SourceKind.LOCAL and not sources.database.is_sqlite):
        dialect = "postgres"
    statement = parse(row.sql, dialect)
    wrong = _param_problems(statement, read_params(row))
    if row.mode == QueryMode.READ and not (statement.reads or statement.keyword == "explain"):
        wrong.append(FieldProblem(loc=["body", "mode"], msg="this statement writes: its mode must be `write`"))
    if wrong:
        raise Invalid(errors=wrong)


def _param_problems(statement: Statement, declared: list[QueryParam]) -> list[FieldProblem]:
    names = [param.name for param in declared]
    messages = [f":{name} stands in the SQL and is not declared" for name in statement.names if name not in names]
    messages += [f"{name} is declared and not in the SQL" for name in names if name not in statement.names]
    messages += [f"{name} is declared twice" for name in sorted(set(names)) if names.count(name) > 1]
    for param in declared:
        try:
            coerce(param.type, param.default)
        except ValueError as error:
            messages.append(f"default of {param.name}: {error}")
    return [FieldProblem(loc=["body", "params"], msg=message) for message in messages]

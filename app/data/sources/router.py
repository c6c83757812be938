"""Data sources: people with the role owner add them, because they hold credentials and reach into networks."""

from app.core.http.deps import ListConsumersDep, ReaderDep, SessionDep
from app.core.http.idempotency import IDEMPOTENT
from app.core.http.pagination import ListPage, PageQuery
from app.core.http.problems import problems
from app.core.http.routing import new_router
from app.data.deps import DataSourcesDep, SourceOwner, SourceReader
from app.data.errors import NameTaken, SourceBuiltIn, SourceInUse, SourceNotFound, SourceRefused, SourceUnreadable
from app.data.schemas import DataSourceCreate, DataSourceRead, DataSourceStatus, DataSourceUpdate
from app.data.sources import service

router = new_router(prefix="/api/data-sources", tags=["data-sources"])


@router.get("")
async def list_data_sources(caller: SourceReader, session: ReaderDep, page: PageQuery) -> ListPage[DataSourceRead]:
    """Return the data sources, the built-in one first."""
    return await service.list_sources(session, page)


@router.post("", dependencies=[IDEMPOTENT], status_code=201, responses=problems(NameTaken, SourceRefused))
async def create_data_source(
    caller: SourceOwner, session: SessionDep, sources: DataSourcesDep, body: DataSourceCreate
) -> DataSourceRead:
    """Add a data source; it must answer now."""
    return service.to_read(await service.create_source(session, sources, body))


@router.get("/{source}", responses=problems(SourceNotFound))
async def get_data_source(caller: SourceReader, session: ReaderDep, source: str) -> DataSourceRead:
    """Return a data source by name or id."""
    return service.to_read(await service.get_source(session, source))


@router.patch(
    "/{source}",
    responses=problems(SourceNotFound, SourceBuiltIn, SourceUnreadable, SourceRefused),
)
async def update_data_source(
    caller: SourceOwner, session: SessionDep, sources: DataSourcesDep, source: str, body: DataSourceUpdate
) -> DataSourceRead:
    """Give a data source a new address; it must answer now."""
    return service.to_read(await service.change_url(session, sources, source, body.url.get_secret_value()))


@router.delete("/{source}", status_code=204, responses=problems(SourceNotFound, SourceBuiltIn, SourceInUse))
async def delete_data_source(
    caller: SourceOwner, session: SessionDep, list_consumers: ListConsumersDep, sources: DataSourcesDep, source: str
) -> None:
    """Forget a data source that no query and no published workflow uses; its database stays as it is."""
    await service.delete_source(session, list_consumers, sources, source)


@router.post("/{source}/check", responses=problems(SourceNotFound))
async def check_data_source(caller: SourceReader, sources: DataSourcesDep, source: str) -> DataSourceStatus:
    """Return whether a data source answers now."""
    return await service.check_source(sources, source)

"""Data sources: `local` is built in, the others are rows with an encrypted address."""

import time
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.errors import OnefoldError
from app.core.http.pagination import ListPage, PageRequest, encode_cursor, to_page
from app.core.ids import uuid7
from app.core.usage import ListConsumers, check_unused, lock_for_delete
from app.data import repository
from app.data.errors import NameTaken, SourceBuiltIn, SourceInUse, SourceNotFound, SourceRefused, SourceUnreachable
from app.data.kinds import LOCAL_ID, LOCAL_NAME, SourceKind
from app.data.models import DataSource, local_source
from app.data.schemas import DataSourceCreate, DataSourceRead, DataSourceStatus
from app.data.sources.open_sources import DataSources, describe_url, kind_of, no_such_source


async def find_source(session: AsyncSession, name_or_id: str | UUID) -> DataSource | None:
    """Return the source with this name or id; `local` always exists."""
    if str(name_or_id) in (LOCAL_NAME, str(LOCAL_ID)):
        return local_source()
    return await repository.find(session, DataSource, name_or_id)


async def get_source(session: AsyncSession, name_or_id: str) -> DataSource:
    """Return the source with this name or id; raises SourceNotFound."""
    source = await find_source(session, name_or_id)
    if source is None:
        raise await no_such_source(session, name_or_id)
    return source


async def list_source_names(session: AsyncSession) -> set[str]:
    """Return what sources can be named by: the names and ids of all of them."""
    found = await repository.list_source_names(session)
    return {LOCAL_NAME, str(LOCAL_ID), *(word for row_id, name in found for word in (str(row_id), name))}


def to_read(source: DataSource) -> DataSourceRead:
    """Return a source as callers see it."""
    return DataSourceRead(
        id=source.id,
        name=source.name,
        kind=source.kind,
        display_url=source.display_url,
        created_at=None if source.id == LOCAL_ID else source.created_at,
    )


async def list_sources(session: AsyncSession, page: PageRequest) -> ListPage[DataSourceRead]:
    """Return a page of sources: `local` first, then newest first."""
    if page.after is not None:
        return to_page(await repository.list_page(session, DataSource, page), page, to_read)
    if page.limit == 1:
        first = [to_read(local_source())]
        rest = await repository.list_page(session, DataSource, PageRequest(limit=1))
        return ListPage(items=first, next_cursor=encode_cursor(LOCAL_ID) if rest else None)
    shorter = PageRequest(limit=page.limit - 1)
    found = to_page(await repository.list_page(session, DataSource, shorter), shorter, to_read)
    return ListPage(items=[to_read(local_source()), *found.items], next_cursor=found.next_cursor)


async def create_source(session: AsyncSession, sources: DataSources, body: DataSourceCreate) -> DataSource:
    """Return a new source that answered; raises NameTaken, and SourceRefused when it cannot be reached."""
    kind, url = SourceKind(body.kind), body.url.get_secret_value()
    await _try_url(sources, kind, url)
    if await find_source(session, body.name) is not None:
        raise NameTaken(f"There is a source {body.name!r} already.")
    row = DataSource(id=uuid7(), name=body.name, kind=kind)
    row.url, row.display_url = sources.encrypt_url(row.id, url), describe_url(kind, url)
    session.add(row)
    await session.flush()
    return row


async def change_url(session: AsyncSession, sources: DataSources, name_or_id: str, url: str) -> DataSource:
    """Return the source with its new address, which answered; raises SourceBuiltIn, SourceRefused and
    SourceUnreadable."""
    async with sources.database.reader() as reader:
        known = await get_source(reader, name_or_id)
    if known.id == LOCAL_ID:
        raise SourceBuiltIn()
    kind = kind_of(known)
    await _try_url(sources, kind, url)
    row = await get_source(session, str(known.id))
    row.url, row.display_url = sources.encrypt_url(row.id, url), describe_url(kind, url)
    session.add(row)
    await session.flush()
    return row


async def _try_url(sources: DataSources, kind: SourceKind, url: str) -> None:
    """Connect once. Called before the session is used, so that a slow address never holds SQLite's one writer."""
    opened = sources.make_source(kind, url)
    try:
        async with opened.transaction(read_only=True) as transaction:
            await transaction.execute("SELECT 1")
    except SourceUnreachable as error:
        raise SourceRefused(f"{error.detail} Check the address, the firewall and the user's rights.") from error
    finally:
        await opened.close()


async def delete_source(
    session: AsyncSession, list_consumers: ListConsumers, sources: DataSources, name_or_id: str
) -> None:
    """Delete a source; its database is left as it is. Raises SourceInUse, SourceBuiltIn."""
    await lock_for_delete(session)
    row = await get_source(session, name_or_id)
    if row.id == LOCAL_ID:
        raise SourceBuiltIn()
    await check_unused(session, list_consumers, SourceInUse, "source", row.name, str(row.id))
    await session.delete(row)
    await session.flush()
    await sources.forget(row.id)


async def check_source(sources: DataSources, name_or_id: str) -> DataSourceStatus:
    """Return whether a source answers now; raises SourceNotFound."""
    started = time.monotonic()
    try:
        _, opened = await sources.get(name_or_id)
        async with opened.transaction(read_only=True) as transaction:
            await transaction.execute("SELECT 1")
    except SourceNotFound:
        raise
    except OnefoldError as error:
        reachable, detail = False, error.detail
    else:
        reachable, detail = True, "It answers."
    milliseconds = round((time.monotonic() - started) * 1000, 1)
    return DataSourceStatus(reachable=reachable, detail=detail, milliseconds=milliseconds)

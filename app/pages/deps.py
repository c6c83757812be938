"""Dependencies of the pages' routes."""

from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import event
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.http.deps import DatabaseDep, SessionDep, SettingsDep
from app.pages.serving.cache import PageCache
from app.pages.serving.published import Site


async def get_page_cache(request: Request) -> PageCache:
    """Return what this process keeps for visitors."""
    cache: PageCache = request.app.state.page_cache
    return cache


PageCacheDep = Annotated[PageCache, Depends(get_page_cache)]


async def get_publishing_session(session: SessionDep, cache: PageCacheDep) -> AsyncSession:
    """Return the session; once it committed, visitors get no page that was rendered before."""
    event.listen(session.sync_session, "after_commit", lambda _: cache.forget_pages(), once=True)
    return session


PublishingSessionDep = Annotated[AsyncSession, Depends(get_publishing_session, scope="function")]


async def get_site(request: Request, database: DatabaseDep, settings: SettingsDep, cache: PageCacheDep) -> Site:
    """Return what pages are served from."""
    return Site(database, cache, request.app.state.data, request.app.state.runner, settings.origin)


SiteDep = Annotated[Site, Depends(get_site)]

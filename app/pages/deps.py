"""Dependencies of the pages' routes."""

from typing import Annotated

from fastapi import Depends
from sqlalchemy import event
from sqlmodel.ext.asyncio.session import AsyncSession

from app.auth.access import Principal, Role, Scope
from app.auth.deps import require
from app.core.http.deps import SessionDep
from app.core.http.resources import Resource
from app.pages.serving.cache import PageCache
from app.pages.serving.renderer import PageServices

PageCacheDep = Annotated[PageCache, Depends(Resource(PageCache))]
PageServicesDep = Annotated[PageServices, Depends(Resource(PageServices))]


async def get_publishing_session(session: SessionDep, cache: PageCacheDep) -> AsyncSession:
    """Return the session; once it committed, visitors get no page that was rendered before."""
    event.listen(session.sync_session, "after_commit", lambda _: cache.forget_pages(), once=True)
    return session


PublishingSessionDep = Annotated[AsyncSession, Depends(get_publishing_session, scope="function")]

PageViewer = Annotated[Principal, require(Role.VIEWER, Scope.PAGES_READ)]
PageEditor = Annotated[Principal, require(Role.EDITOR, Scope.PAGES_WRITE)]

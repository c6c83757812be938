"""Dependencies of the pages' routes."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends
from sqlalchemy import event
from sqlmodel.ext.asyncio.session import AsyncSession

from app.auth.access import Principal, Role, Scope
from app.auth.deps import require
from app.core.http.deps import SessionDep
from app.core.http.resources import Resource
from app.pages.serving.cache import HOME, PAGES, page_tag
from app.pages.serving.changes import PageChanges
from app.pages.serving.services import PageServices

PageServicesDep = Annotated[PageServices, Depends(Resource(PageServices))]


PageChangesDep = Annotated[PageChanges, Depends(Resource(PageChanges))]


async def get_publishing_session(session: SessionDep, changes: PageChangesDep, page_id: UUID) -> AsyncSession:
    """Return the session; once it committed, visitors get nothing of the page that was rendered before."""
    tags = (page_tag(page_id), HOME, PAGES)
    event.listen(session.sync_session, "after_commit", lambda _: changes.announce(tags), once=True)
    return session


PublishingSessionDep = Annotated[AsyncSession, Depends(get_publishing_session, scope="function")]

PageViewer = Annotated[Principal, require(Role.VIEWER, Scope.PAGES_READ)]
PageEditor = Annotated[Principal, require(Role.EDITOR, Scope.PAGES_WRITE)]

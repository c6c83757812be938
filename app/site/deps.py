"""Dependencies of the site's routes."""

from typing import Annotated

from fastapi import Depends
from sqlalchemy import event
from sqlmodel.ext.asyncio.session import AsyncSession

from app.auth.access import Principal, Role, Scope
from app.auth.deps import require
from app.core.http.deps import SessionDep
from app.core.http.resources import Resource
from app.site.current import CurrentSite

CurrentSiteDep = Annotated[CurrentSite, Depends(Resource(CurrentSite))]


async def get_changing_session(session: SessionDep, current: CurrentSiteDep) -> AsyncSession:
    """Return the session; once it committed, visitors get no page that was written before."""
    event.listen(session.sync_session, "after_commit", lambda _: current.on_change(), once=True)
    return session


SiteSessionDep = Annotated[AsyncSession, Depends(get_changing_session, scope="function")]
SiteViewer = Annotated[Principal, require(Role.VIEWER, Scope.PAGES_READ)]
SiteEditor = Annotated[Principal, require(Role.EDITOR, Scope.PAGES_WRITE)]

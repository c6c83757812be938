"""`/api/redirects`: where paths lead that no published page has."""

from uuid import UUID

from fastapi import Response, status

from app.core.http.deps import ReaderDep, SessionDep, SettingsDep
from app.core.http.idempotency import IDEMPOTENT
from app.core.http.pagination import ListPage, PageQuery, Search
from app.core.http.problems import problems
from app.core.http.routing import new_router
from app.pages.deps import PageEditor, PageViewer
from app.pages.errors import RedirectLoop, RedirectNotFound, RedirectPathTaken
from app.pages.redirects import service
from app.pages.redirects.schemas import RedirectCreate, RedirectRead, RedirectUpdate

router = new_router(prefix="/api/redirects", tags=["redirects"])


@router.get("")
async def list_redirects(
    caller: PageViewer, session: ReaderDep, page: PageQuery, search: Search = None
) -> ListPage[RedirectRead]:
    """List redirects, newest first; `search` is a part of the path or the target."""
    return await service.list_redirects(session, page, search)


@router.post(
    "",
    dependencies=[IDEMPOTENT],
    status_code=status.HTTP_201_CREATED,
    responses=problems(RedirectPathTaken, RedirectLoop),
)
async def create_redirect(
    caller: PageEditor, session: SessionDep, settings: SettingsDep, body: RedirectCreate, response: Response
) -> RedirectRead:
    """Have a path lead to a page or an address. Renaming a published page makes one by itself."""
    redirect = await service.create_redirect(session, settings.pages_origin, body)
    response.headers["Location"] = f"/api/redirects/{redirect.id}"
    return redirect


@router.get("/{redirect_id}", responses=problems(RedirectNotFound))
async def get_redirect(caller: PageViewer, session: ReaderDep, redirect_id: UUID) -> RedirectRead:
    """Get a redirect."""
    return await service.get_redirect(session, redirect_id)


@router.patch("/{redirect_id}", responses=problems(RedirectNotFound, RedirectPathTaken, RedirectLoop))
async def update_redirect(
    caller: PageEditor, session: SessionDep, settings: SettingsDep, redirect_id: UUID, body: RedirectUpdate
) -> RedirectRead:
    """Change a redirect."""
    return await service.update_redirect(session, settings.pages_origin, redirect_id, body)


@router.delete("/{redirect_id}", status_code=status.HTTP_204_NO_CONTENT, responses=problems(RedirectNotFound))
async def delete_redirect(caller: PageEditor, session: SessionDep, redirect_id: UUID) -> None:
    """Delete a redirect; its path is not found again."""
    await service.delete_redirect(session, redirect_id)

"""Redirects: made by hand, and by renaming a published page.

None leads to another one: a target that is a redirect's path is replaced by where that leads, and a page is named by
its id, so that no chain and no loop comes about however often pages are renamed.
"""

from urllib.parse import unquote
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.db.database import utc_now
from app.core.http.pagination import ListPage, PageRequest, to_page
from app.pages.errors import RedirectLoop, RedirectNotFound, RedirectPathTaken
from app.pages.models import Page, Redirect
from app.pages.redirects import repository
from app.pages.redirects.schemas import RedirectCreate, RedirectRead, RedirectUpdate
from app.pages.slugs import PREFIX, path_names


async def list_redirects(session: AsyncSession, request: PageRequest, search: str | None) -> ListPage[RedirectRead]:
    """Return redirects, newest first; `search` is a part of the path or the target."""
    found = [_to_read(*row) for row in await repository.list_redirects(session, request, search)]
    return to_page(found, request, lambda redirect: redirect)


async def get_redirect(session: AsyncSession, redirect_id: UUID) -> RedirectRead:
    """Return a redirect; raises RedirectNotFound."""
    return _to_read(*await _get(session, redirect_id, lock=False))


async def create_redirect(session: AsyncSession, origin: str, body: RedirectCreate) -> RedirectRead:
    """Return the new redirect; raises RedirectPathTaken and RedirectLoop."""
    redirect = Redirect(path=body.path, status=body.status)
    await _store(session, redirect, *await _resolve_target(session, origin, body.path, body.to))
    return await get_redirect(session, redirect.id)


async def update_redirect(
    session: AsyncSession, origin: str, redirect_id: UUID, body: RedirectUpdate
) -> RedirectRead:
    """Return the changed redirect; raises RedirectNotFound, RedirectPathTaken and RedirectLoop."""
    redirect, slug = await _get(session, redirect_id, lock=True)
    target = body.to or _target(redirect, slug)
    redirect.path = body.path or redirect.path
    redirect.status = body.status or redirect.status
    redirect.updated_at = utc_now()
    with session.no_autoflush:
        end = await _resolve_target(session, origin, redirect.path, target)
    await _store(session, redirect, *end)
    return await get_redirect(session, redirect.id)


async def delete_redirect(session: AsyncSession, redirect_id: UUID) -> None:
    """Delete a redirect; raises RedirectNotFound."""
    redirect, _ = await _get(session, redirect_id, lock=True)
    await session.delete(redirect)


async def record_rename(session: AsyncSession, page: Page, slug: str) -> None:
    """Have the path of a published page lead to it under its new slug; what led away from there ends."""
    if slug == page.slug:
        return
    await end_redirect(session, slug)
    await end_redirect(session, page.slug)
    path = PREFIX + page.slug
    session.add(Redirect(path=path, pattern_segments=_pattern_segments(path), page_id=page.id))
    await session.flush()


async def end_redirect(session: AsyncSession, slug: str) -> None:
    """Delete the redirect from the path of a slug: a page is there from now on."""
    await repository.delete_redirect(session, PREFIX + slug)


def _pattern_segments(path: str) -> int:
    return path.count("/") if path_names(path) else 0


def _target(redirect: Redirect, slug: str | None) -> str:
    return redirect.url if redirect.url is not None else f"{PREFIX}{slug}"


def _to_read(redirect: Redirect, slug: str | None) -> RedirectRead:
    return RedirectRead(**redirect.model_dump(exclude={"url", "pattern_segments"}), to=_target(redirect, slug))


async def _get(session: AsyncSession, redirect_id: UUID, *, lock: bool) -> tuple[Redirect, str | None]:
    found = await repository.find_redirect_by_id(session, redirect_id, lock=lock)
    if found is None:
        raise RedirectNotFound(f"There is no redirect {redirect_id}.")
    return found


async def _resolve_target(
    session: AsyncSession, origin: str, path: str, target: str
) -> tuple[UUID | None, str | None]:
    """Return the page, or else the address, that a target comes to; raises RedirectLoop when it is `path`."""
    url = target.removeprefix(origin) or "/"
    bare = unquote(url).rstrip("/")
    if any(mark in url for mark in "?#") or not bare.startswith(PREFIX):
        return None, url
    if bare != path:
        page = await repository.find_page_at(session, bare.removeprefix(PREFIX))
        if page is not None:
            return page.id, None
        onward = await repository.find_redirect(session, bare)
        if onward is None:
            return None, bare
        if onward.url != path and (onward.page_id is None or await _path_of(session, onward.page_id) != path):
            return onward.page_id, onward.url
    raise RedirectLoop(f"{path} would lead back to itself.")


async def _path_of(session: AsyncSession, page_id: UUID) -> str:
    return f"{PREFIX}{await repository.find_slug(session, page_id)}"


async def _store(session: AsyncSession, redirect: Redirect, page_id: UUID | None, url: str | None) -> None:
    """Store a redirect to a page or an address; what led to its path leads there too. Raises RedirectPathTaken."""
    with session.no_autoflush:
        await _check_path(session, redirect)
        for one in await repository.list_leading_to(session, redirect.path):
            one.page_id, one.url, one.updated_at = page_id, url, utc_now()
    redirect.page_id, redirect.url = page_id, url
    redirect.pattern_segments = _pattern_segments(redirect.path)
    session.add(redirect)
    try:
        await session.flush()
    except IntegrityError as error:  # another one came first
        raise RedirectPathTaken(f"Another redirect has the path {redirect.path}.") from error


async def _check_path(session: AsyncSession, redirect: Redirect) -> None:
    other = await repository.find_redirect(session, redirect.path)
    if other is not None and other.id != redirect.id:
        raise RedirectPathTaken(f"Another redirect has the path {redirect.path}.")
    page = await repository.find_page_at(session, redirect.path.removeprefix(PREFIX))
    if page is not None and page.published_version is not None:
        raise RedirectPathTaken(f"The page {page.title!r} is published at {redirect.path}, and pages come first.")

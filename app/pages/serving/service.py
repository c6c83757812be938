"""What visitors may find: the published version of a page, and the one that a page they have open was made from."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.db.database import utc_now
from app.core.http.path_patterns import match
from app.core.text import is_storable_text
from app.pages.errors import MembersOnly, PageNotFound
from app.pages.models import Page, PageVersion, pages
from app.pages.serving import repository
from app.pages.serving.repository import ListedPage
from app.pages.slugs import MAX_REDIRECT_PATH, PREFIX, fill_path, is_plain_slug, list_shapes

OLD_VERSION_HOURS = 24


async def get_published(
    session: AsyncSession, address: str | None, *, with_tree: bool = True, is_member: bool = False
) -> tuple[Page, PageVersion]:
    """Return the page visitors see at an address (None: the home page); raises PageNotFound.

    A page whose slug is the address comes first, then the one whose slug has its first parameter furthest right.
    Raises MembersOnly for a page that is not for everybody, unless a member asks.
    """
    found = await _find_published(session, address, with_tree=with_tree)
    if found is None:
        raise no_page_at(address)
    if found[0].access != repository.PUBLIC and not is_member:
        raise MembersOnly("This page is for people with an account here. Sign in to see it.")
    return found


async def find_redirect(session: AsyncSession, slug: str) -> tuple[str, int] | None:
    """Return where the path of a page that is not there leads, and with which status; None when nowhere."""
    path = PREFIX + slug.rstrip("/")
    if len(path) > MAX_REDIRECT_PATH or not is_storable_text(path):
        return None
    found = await repository.list_redirects(session, path, path.count("/"))
    # The path itself first, then the pattern with the fewest names.
    for redirect, page_slug in sorted(found, key=lambda one: (one[0].path.count("{"), one[0].path)):
        values = match(redirect.path, path)
        if values is not None:
            target = fill_path(redirect.url or f"{PREFIX}{page_slug}", values)
            if target is not None:
                return target, redirect.status
    return None


def no_page_at(address: str | None) -> PageNotFound:
    """Return the error of an address without a page; None is the home page's."""
    return PageNotFound(f"There is no page at /p/{address}." if address is not None else "There is no home page yet.")


async def _find_published(
    session: AsyncSession, address: str | None, *, with_tree: bool
) -> tuple[Page, PageVersion] | None:
    slug, shapes = address, list[str]()
    if address is not None:
        slug, shapes = address if is_plain_slug(address) else "", list_shapes(address)
    found = await repository.list_published_at(session, slug, shapes, with_tree=with_tree)
    order = {shape: at for at, shape in enumerate(shapes)}
    return min(found, key=lambda one: order.get(one[0].shape or "", -1), default=None)


async def is_published(session: AsyncSession, address: str) -> bool:
    """Return whether visitors may see a page at an address."""
    return await _find_published(session, address, with_tree=False) is not None


async def find_slug_of_role(session: AsyncSession, role: str) -> str | None:
    """Return the slug of the published page that is the site's "not_found" or "error" page."""
    return await repository.find_slug_of_role(session, role)


async def list_published(session: AsyncSession, limit: int) -> Sequence[Page]:
    """Return up to `limit` published pages without their trees, oldest first."""
    return [page for page, _ in await repository.list_published(session, limit)]


async def get_version(session: AsyncSession, version_id: UUID) -> tuple[Page, PageVersion]:
    """Return a version, published now or before, and its page, without their trees; raises PageNotFound."""
    found = await repository.find_version(session, version_id)
    if found is None:
        raise PageNotFound("There is no such version of a page.")
    return found


async def get_version_tree(session: AsyncSession, version_id: UUID) -> Any:
    """Return the stored tree of a version; raises PageNotFound when it was deleted meanwhile."""
    tree = await repository.find_version_tree(session, version_id)
    if tree is None:
        raise PageNotFound("This page was deleted.")
    return tree


async def get_submitted_version(
    session: AsyncSession, address: str, number: str | None, *, is_member: bool = False
) -> tuple[Page, PageVersion]:
    """Return the published page and the version a visitor's post was made on; raises PageNotFound, MembersOnly.

    A page that stood open while a newer version was published still works for OLD_VERSION_HOURS.
    """
    try:
        page, current = await get_published(session, address, is_member=is_member)
    except PageNotFound:
        # It may have been renamed while it stood open.
        other_way = await find_redirect(session, address)
        if other_way is None or not other_way[0].startswith(PREFIX):
            raise
        page, current = await get_published(session, other_way[0].removeprefix(PREFIX), is_member=is_member)
    if number is None or number == str(current.number):
        return page, current
    if number.isascii() and number.isdigit() and len(number) < 10:
        seen = await pages.find_version(session, page.id, int(number))
        after = await pages.find_version(session, page.id, int(number) + 1)
        if seen and after and after.published_at > utc_now() - timedelta(hours=OLD_VERSION_HOURS):
            return page, seen
    raise PageNotFound("This version of the page is no longer in use.")


async def list_sitemap(session: AsyncSession) -> list[ListedPage]:
    """Return the published pages that search engines may list, oldest first."""
    return [page for page in await repository.list_listed(session) if not _is_unlisted(page.seo)]


def _is_unlisted(seo: Any) -> bool:
    return isinstance(seo, dict) and seo.get("noindex") is True

"""Pages: drafts, publishing, versions, and what visitors may find."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy.exc import IntegrityError
from sqlmodel.ext.asyncio.session import AsyncSession

from app.auth.access import Principal
from app.core.db.database import utc_now
from app.core.draft_problems import DraftProblem
from app.core.http.pagination import PageRequest
from app.core.versioned import Publisher, Versioned, touch
from app.pages.editing import repository
from app.pages.editing.references import check_scopes, find_missing
from app.pages.editing.schemas import PageCreate, PageUpdate, is_slug
from app.pages.editing.validation import find_problems
from app.pages.errors import AccessUnsupported, PageInvalid, PageNotFound, SlugTaken
from app.pages.models import Page, PageVersion
from app.pages.rendering.props import safe_url
from app.pages.rendering.stored import describe, read_seo, read_tree
from app.pages.rendering.tree import PageTree

OLD_VERSION_HOURS = 24
SITEMAP_LIMIT = 50_000
"""URLs in one sitemap (sitemaps.org protocol)."""

pages = Versioned(
    Page,
    PageVersion,
    owner="page_id",
    content={"tree": "draft", "title": "title", "seo": "seo"},
    not_found=PageNotFound,
)


async def create_page(session: AsyncSession, body: PageCreate) -> Page:
    """Return the new page; raises SlugTaken and AccessUnsupported."""
    _check_access(body.access)
    page = Page(
        slug=body.slug,
        title=body.title,
        draft=body.draft.dump(),
        seo=body.seo.model_dump(mode="json"),
        access=body.access,
        is_home=body.is_home,
    )
    await _check_slug(session, page.slug)
    session.add(page)
    await _flush(session, page.slug)
    return page


async def list_pages(session: AsyncSession, request: PageRequest, search: str | None) -> Sequence[Page]:
    """Return pages, newest first; `search` is a part of title or slug."""
    return await repository.list_pages(session, request, search)


def _check_access(access: str | None) -> None:
    if access not in (None, "public"):
        raise AccessUnsupported(f"Access {access!r} is not offered yet; only public pages are.")


async def _check_slug(session: AsyncSession, slug: str, but: UUID | None = None) -> None:
    if await repository.slug_exists(session, slug, but):
        raise SlugTaken(f"Another page has the slug {slug!r}.")


async def _flush(session: AsyncSession, slug: str) -> None:
    try:
        await session.flush()
    except IntegrityError as error:
        raise SlugTaken(f"Another page has the slug {slug!r}.") from error


async def update_page(session: AsyncSession, page_id: UUID, revision: int | None, body: PageUpdate) -> Page:
    """Return the changed page; raises PageNotFound, RevisionConflict, SlugTaken, AccessUnsupported."""
    page = await pages.get_for_change(session, page_id, revision)
    _check_access(body.access)
    if body.slug is not None:
        await _check_slug(session, body.slug, page.id)
        page.slug = body.slug
    if body.title is not None:
        page.title = body.title
    if body.seo is not None:
        page.seo = body.seo.model_dump(mode="json")
    if body.access is not None:
        page.access = body.access
    if body.is_home is not None:
        page.is_home = body.is_home
        if page.is_home and page.published_version is not None:
            await repository.clear_home(session, page.id)
    touch(page)
    await _flush(session, page.slug)
    return page


async def find_draft_problems(session: AsyncSession, page: Page) -> list[DraftProblem]:
    """Return what keeps the page's draft from being published."""
    try:
        tree = PageTree.model_validate(page.draft)
    except ValidationError as error:
        return [DraftProblem(code="unreadable", message=f"Another version of Onefold saved this: {describe(error)}")]
    return find_problems(tree) + _seo_problems(page) or await find_missing(session, tree)


def _seo_problems(page: Page) -> list[DraftProblem]:
    image = str(page.seo.get("image", ""))
    if not image or (safe_url(image) and image.lower().startswith(("http://", "https://"))):
        return []
    message = "seo.image: use the whole http(s) address of a picture, since other sites load it."
    return [DraftProblem(code="unsafe_url", param="seo.image", message=message)]


async def publish_page(
    session: AsyncSession, page_id: UUID, revision: int | None, caller: Principal
) -> tuple[Page, PageVersion]:
    """Return the page and the version that its draft became, which visitors see from the commit on.

    Raises PageInvalid, RevisionConflict, and Forbidden when the caller's key lacks scopes that the page needs.
    """
    page = await pages.get_for_change(session, page_id, revision)
    check_scopes(caller, read_tree(page.draft))
    problems = await find_draft_problems(session, page)
    if problems:
        raise PageInvalid(problems)
    version = await pages.publish(session, page, Publisher(id=caller.user_id, email=caller.email))
    if page.is_home:
        # Only now does the mark count: the page that was home until then stays it while this one is a draft.
        await repository.clear_home(session, page.id)
    return page, version


async def find_published(
    session: AsyncSession, slug: str | None, *, with_tree: bool = True
) -> tuple[Page, PageVersion]:
    """Return the page visitors see under a slug (None: the home page); raises PageNotFound."""
    found = None
    if slug is None or is_slug(slug):
        found = await repository.find_published(session, slug, with_tree=with_tree)
    if found is None:
        raise PageNotFound(f"There is no page at /p/{slug}." if slug is not None else "There is no home page yet.")
    return found


async def get_version_tree(session: AsyncSession, version_id: UUID) -> Any:
    """Return the stored tree of a version; raises PageNotFound when it was deleted meanwhile."""
    tree = await repository.find_version_tree(session, version_id)
    if tree is None:
        raise PageNotFound("This page was deleted.")
    return tree


async def find_posted(session: AsyncSession, slug: str, number: str | None) -> tuple[Page, PageVersion]:
    """Return the published page and the version a visitor's post was made on; raises PageNotFound.

    A page that stood open while a newer version was published still works for OLD_VERSION_HOURS.
    """
    page, current = await find_published(session, slug)
    if number is None or number == str(current.number):
        return page, current
    if number.isascii() and number.isdigit() and len(number) < 10:
        seen = await pages.find_version(session, page.id, int(number))
        after = await pages.find_version(session, page.id, int(number) + 1)
        if seen and after and after.published_at > utc_now() - timedelta(hours=OLD_VERSION_HOURS):
            return page, seen
    raise PageNotFound("This version of the page is no longer in use.")


async def list_sitemap(session: AsyncSession) -> Sequence[tuple[Page, PageVersion]]:
    """Return the published pages that search engines may list."""
    found = await repository.list_published(session, SITEMAP_LIMIT)
    return [(page, version) for page, version in found if not read_seo(version.seo).noindex]

"""Reads and writes of pages and their versions."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.orm import defer
from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.http.pagination import PageRequest, keyset
from app.pages.models import Page, PageVersion

PUBLIC = "public"
"""The only access this build knows how to grant: pages that another build keeps for some are shown to nobody."""


async def get_page(session: AsyncSession, page_id: UUID, *, lock: bool = False) -> Page | None:
    """Return a page; `lock` keeps others from changing it until the commit."""
    statement = select(Page).where(Page.id == page_id)
    if lock:
        statement = statement.with_for_update()
    return (await session.exec(statement)).one_or_none()


async def list_pages(session: AsyncSession, page: PageRequest) -> Sequence[Page]:
    """Return a page of the list of pages, newest first, without their trees."""
    statement = select(Page).options(defer(Page.draft, raiseload=True))  # type: ignore[arg-type]
    pages: Sequence[Page] = (await session.exec(keyset(statement, Page.id, page))).all()
    return pages


async def slug_exists(session: AsyncSession, slug: str, but: UUID | None = None) -> bool:
    """Return whether another page has this slug."""
    found = (await session.exec(select(Page.id).where(Page.slug == slug))).first()
    return found is not None and found != but


async def clear_home(session: AsyncSession, but: UUID) -> None:
    """Make every other published page no longer the home page; drafts keep their mark for when they are published."""
    others = (col(Page.is_home), col(Page.published_version).is_not(None), col(Page.id) != but)
    await session.exec(update(Page).where(*others).values(is_home=False))


async def next_number(session: AsyncSession, page_id: UUID) -> int:
    """Return the number of the page's next version."""
    highest = select(func.max(PageVersion.number)).where(PageVersion.page_id == page_id)
    return ((await session.exec(highest)).one() or 0) + 1


async def list_versions(session: AsyncSession, page_id: UUID, page: PageRequest) -> Sequence[PageVersion]:
    """Return versions of a page, newest first, without their trees."""
    statement = (
        select(PageVersion).where(PageVersion.page_id == page_id).options(defer(PageVersion.tree, raiseload=True))  # type: ignore[arg-type]
    )
    versions: Sequence[PageVersion] = (await session.exec(keyset(statement, PageVersion.id, page))).all()
    return versions


async def get_version(session: AsyncSession, page_id: UUID, number: int) -> PageVersion | None:
    """Return a version of a page."""
    statement = select(PageVersion).where(PageVersion.page_id == page_id, PageVersion.number == number)
    return (await session.exec(statement)).one_or_none()


async def find_version_tree(session: AsyncSession, version_id: UUID) -> Any:
    """Return the stored tree of a version, None when there is no such version."""
    return (await session.exec(select(PageVersion.tree).where(PageVersion.id == version_id))).one_or_none()


async def find_published(
    session: AsyncSession, slug: str | None, *, with_tree: bool = True
) -> tuple[Page, PageVersion] | None:
    """Return a published page and its version by slug; None for the slug means the home page."""
    statement = (
        select(Page, PageVersion)
        .join(
            PageVersion, (col(PageVersion.page_id) == Page.id) & (col(PageVersion.number) == Page.published_version)
        )
        .where(Page.access == PUBLIC)
        .where(Page.slug == slug if slug is not None else col(Page.is_home))
        # Two pages that became the home page at the same moment: every process takes the same one.
        .order_by(col(PageVersion.published_at).desc(), col(PageVersion.id).desc())
        .limit(1)
        .options(defer(Page.draft, raiseload=True))  # type: ignore[arg-type]
    )
    if not with_tree:
        statement = statement.options(defer(PageVersion.tree, raiseload=True))  # type: ignore[arg-type]
    found = (await session.exec(statement)).first()
    return (found[0], found[1]) if found else None


async def list_published(session: AsyncSession, limit: int) -> Sequence[tuple[Page, PageVersion]]:
    """Return published pages with their versions, without the trees, oldest first."""
    statement = (
        select(Page, PageVersion)
        .join(
            PageVersion, (col(PageVersion.page_id) == Page.id) & (col(PageVersion.number) == Page.published_version)
        )
        .where(Page.access == PUBLIC)
        .options(defer(Page.draft, raiseload=True), defer(PageVersion.tree, raiseload=True))  # type: ignore[arg-type]
        .order_by(col(Page.id))
        .limit(limit)
    )
    return [(page, version) for page, version in (await session.exec(statement)).all()]

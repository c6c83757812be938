"""Reads of published pages and their versions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy.orm import defer
from sqlmodel import col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from app.pages.models import Page, PageVersion, Redirect

PUBLIC, MEMBERS = "public", "members"
SHOWN = (PUBLIC, MEMBERS)
"""What this build knows how to grant: pages that another build keeps for others are shown to nobody."""


async def find_version_tree(session: AsyncSession, version_id: UUID) -> Any | None:
    """Return the stored tree of a version, None when there is no such version."""
    return (await session.exec(select(PageVersion.tree).where(PageVersion.id == version_id))).one_or_none()


async def find_version(session: AsyncSession, version_id: UUID) -> tuple[Page, PageVersion] | None:
    """Return a version and its page, without their trees."""
    statement = (
        select(Page, PageVersion)
        .join(PageVersion, col(PageVersion.page_id) == Page.id)
        .where(PageVersion.id == version_id)
        .options(defer(Page.draft, raiseload=True), defer(PageVersion.tree, raiseload=True))  # type: ignore[arg-type]
    )
    found = (await session.exec(statement)).first()
    return (found[0], found[1]) if found else None


async def list_published_at(
    session: AsyncSession, slug: str | None, shapes: Sequence[str] = (), *, with_tree: bool = True
) -> Sequence[tuple[Page, PageVersion]]:
    """Return the published pages, with their versions, of a slug or one of these shapes; None means the home page."""
    at = (Page.slug == slug) if slug is not None else col(Page.is_home)
    statement = (
        select(Page, PageVersion)
        .join(
            PageVersion, (col(PageVersion.page_id) == Page.id) & (col(PageVersion.number) == Page.published_version)
        )
        .where(col(Page.access).in_(SHOWN))
        .where(or_(at, col(Page.shape).in_(shapes)) if shapes else at)
        # Two pages that became the home page at the same moment: every process takes the same one.
        .order_by(col(PageVersion.published_at).desc(), col(PageVersion.id).desc())
        .limit(len(shapes) + 1)
        .options(defer(Page.draft, raiseload=True))  # type: ignore[arg-type]
    )
    if not with_tree:
        statement = statement.options(defer(PageVersion.tree, raiseload=True))  # type: ignore[arg-type]
    return [(page, version) for page, version in (await session.exec(statement)).all()]


async def find_slug_of_role(session: AsyncSession, role: str) -> str | None:
    """Return the slug of the published page that is the site's "not_found" or "error" page."""
    statement = (
        select(Page.slug)
        .where(Page.special_role == role, Page.access == PUBLIC, col(Page.published_version).is_not(None))
        .order_by(col(Page.id))
        .limit(1)
    )
    return (await session.exec(statement)).one_or_none()


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


async def list_redirects(session: AsyncSession, path: str, segments: int) -> Sequence[tuple[Redirect, str | None]]:
    """Return the redirects that a path may have, its own and patterns of as many segments, each with its page's slug.

    Those to pages that visitors do not see are left out.
    """
    is_shown = col(Page.published_version).is_not(None) & col(Page.access).in_(SHOWN)
    statement = (
        select(Redirect, Page.slug)
        .join(Page, col(Page.id) == Redirect.page_id, isouter=True)
        .where((col(Redirect.path) == path) | (col(Redirect.pattern_segments) == segments))
        .where(col(Redirect.page_id).is_(None) | is_shown)
    )
    return (await session.exec(statement)).all()


class ListedPage(NamedTuple):
    """What a sitemap needs of a published page."""

    slug: str
    shape: str | None
    is_home: bool
    version_id: UUID
    published_at: datetime
    seo: Any


async def list_listed(session: AsyncSession) -> list[ListedPage]:
    """Return the published pages that are for everybody and have no part in place of others, oldest first."""
    statement = (
        select(
            col(Page.slug),
            col(Page.shape),
            col(Page.is_home),
            col(PageVersion.id),
            col(PageVersion.published_at),
            col(PageVersion.seo),
        )  # type: ignore[call-overload]  # it knows no more than four columns
        .join(
            PageVersion, (col(PageVersion.page_id) == Page.id) & (col(PageVersion.number) == Page.published_version)
        )
        .where(Page.access == PUBLIC, col(Page.special_role).is_(None))
        .order_by(col(Page.id))
    )
    return [ListedPage(*row) for row in (await session.exec(statement)).all()]

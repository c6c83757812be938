"""Reads and writes of pages and their versions."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import defer
from sqlmodel import col, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.db.database import utc_now
from app.core.http.pagination import PageRequest, holds_text, keyset
from app.pages.models import Page, PageVersion


async def list_pages(session: AsyncSession, page: PageRequest, search: str | None) -> Sequence[Page]:
    """Return a page of the list of pages, newest first, without their trees; `search` is a part of title or slug."""
    statement = select(Page).options(defer(Page.draft, raiseload=True))  # type: ignore[arg-type]
    if search:
        statement = statement.where(holds_text(Page.title, search) | holds_text(Page.slug, search))
    pages: Sequence[Page] = (await session.exec(keyset(statement, Page.id, page))).all()
    return pages


async def find_taken_slug(session: AsyncSession, slug: str, shape: str | None, but: UUID | None = None) -> str | None:
    """Return the slug of another page that has this slug, or one of its shape."""
    same = (Page.slug == slug) if shape is None else (col(Page.shape) == shape)
    found = (await session.exec(select(Page.id, Page.slug).where(same))).first()
    return None if found is None or found[0] == but else found[1]


async def clear_role(session: AsyncSession, page: Page) -> None:
    """Take a page's role from every other published page; drafts keep their mark for when they are published."""
    has_role = col(Page.is_home) if page.is_home else col(Page.special_role) == page.special_role
    others = (has_role, col(Page.published_version).is_not(None), col(Page.id) != page.id)
    change = {"is_home": False, "special_role": None, "revision": Page.revision + 1, "updated_at": utc_now()}
    await session.exec(update(Page).where(*others).values(change))


async def list_due(session: AsyncSession, now: datetime, limit: int) -> Sequence[UUID]:
    """Return pages that are to be published or withdrawn by now."""
    statement = select(Page.id).where((col(Page.publish_at) <= now) | (col(Page.unpublish_at) <= now)).limit(limit)
    return (await session.exec(statement)).all()


async def find_due(session: AsyncSession, page_id: UUID, now: datetime) -> Page | None:
    """Return a page that is still to be published or withdrawn, locked, unless another process has it."""
    statement = select(Page).where(
        Page.id == page_id, (col(Page.publish_at) <= now) | (col(Page.unpublish_at) <= now)
    )
    return (await session.exec(statement.with_for_update(skip_locked=True))).one_or_none()


async def iterate_published_trees(session: AsyncSession, size: int) -> AsyncIterator[Sequence[tuple[UUID, str, Any]]]:
    """Yield the id, the slug and the tree of every page that visitors see, so many pages at a time.

    A page that is to be published at a time to come is there too, beside what visitors see until then.
    """
    shown = select(Page.id, Page.slug, col(Page.published_version), col(Page.publish_version))
    shown = shown.where(or_(col(Page.published_version).is_not(None), col(Page.publish_version).is_not(None)))
    after = UUID(int=0)
    while True:
        page = shown.where(col(Page.id) > after).order_by(col(Page.id)).limit(size).subquery().c
        version = col(PageVersion.number).in_((page.published_version, page.publish_version))
        statement = select(page.id, page.slug, PageVersion.tree).join(
            PageVersion, (col(PageVersion.page_id) == page.id) & version
        )
        rows = (await session.exec(statement)).all()
        if not rows:
            return
        yield rows
        after = max(row[0] for row in rows)

"""Reads and writes of redirects."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.http.pagination import PageRequest, holds_text, keyset
from app.pages.models import Page, Redirect

_WITH_SLUG = select(Redirect, Page.slug).join(Page, col(Page.id) == Redirect.page_id, isouter=True)


async def list_redirects(
    session: AsyncSession, page: PageRequest, search: str | None
) -> Sequence[tuple[Redirect, str | None]]:
    """Return redirects, newest first, each with its page's slug; `search` is a part of the path or the target."""
    statement = _WITH_SLUG
    if search:
        statement = statement.where(
            holds_text(Redirect.path, search) | holds_text(Redirect.url, search) | holds_text(Page.slug, search)
        )
    found: Sequence[tuple[Redirect, str | None]] = (await session.exec(keyset(statement, Redirect.id, page))).all()
    return found


async def find_redirect_by_id(
    session: AsyncSession, redirect_id: UUID, *, lock: bool
) -> tuple[Redirect, str | None] | None:
    """Return a redirect with its page's slug."""
    statement = _WITH_SLUG.where(col(Redirect.id) == redirect_id)
    return (await session.exec(statement.with_for_update(of=Redirect) if lock else statement)).one_or_none()


async def find_redirect(session: AsyncSession, path: str) -> Redirect | None:
    """Return the redirect of exactly this path."""
    return (await session.exec(select(Redirect).where(Redirect.path == path))).one_or_none()


async def list_leading_to(session: AsyncSession, url: str) -> Sequence[Redirect]:
    """Return the redirects to this address."""
    return (await session.exec(select(Redirect).where(Redirect.url == url))).all()


async def delete_redirect(session: AsyncSession, path: str) -> None:
    """Delete the redirect of a path, if there is one."""
    await session.exec(delete(Redirect).where(col(Redirect.path) == path))


async def find_page_at(session: AsyncSession, slug: str) -> Page | None:
    """Return the page with a slug."""
    return (await session.exec(select(Page).where(Page.slug == slug))).one_or_none()


async def find_slug(session: AsyncSession, page_id: UUID) -> str | None:
    """Return the slug of a page."""
    return (await session.exec(select(Page.slug).where(Page.id == page_id))).one_or_none()

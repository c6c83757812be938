"""Reads and writes of the site's row."""

from sqlalchemy import literal
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.db.database import utc_now
from app.site.models import SITE_ID, Site


async def find_site(session: AsyncSession) -> Site | None:
    """Return the row, None before the first change."""
    return (await session.exec(select(Site).where(Site.id == SITE_ID))).one_or_none()


async def lock_site(session: AsyncSession) -> Site:
    """Return the row, made if there is none, which nobody else changes until the transaction ends."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    now = utc_now()
    row = {"id": SITE_ID, "chosen": {}, "revision": 1, "created_at": now, "updated_at": now}
    await session.exec(insert(Site).values(row).on_conflict_do_nothing(index_elements=["id"]))
    return (await session.exec(select(Site).where(col(Site.id) == literal(SITE_ID)).with_for_update())).one()

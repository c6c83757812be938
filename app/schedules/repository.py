"""Queries of schedules."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from app.schedules.models import Schedule


async def list_schedules(session: AsyncSession, workflow_id: UUID, *, lock: bool = False) -> Sequence[Schedule]:
    """Return the schedules of a workflow; with `lock` nobody else changes or fires them until this commits."""
    statement = select(Schedule).where(Schedule.workflow_id == workflow_id).order_by(col(Schedule.node_id))
    return (await session.exec(statement.with_for_update() if lock else statement)).all()


async def find_next_time(session: AsyncSession) -> datetime | None:
    """Return when the next schedule of all is due; it may be past."""
    statement = select(Schedule.next_at).where(col(Schedule.next_at).is_not(None)).order_by(col(Schedule.next_at))
    return (await session.exec(statement.limit(1))).first()


async def claim_due(session: AsyncSession, now: datetime, limit: int) -> Sequence[Schedule]:
    """Return schedules that are due, for this transaction alone: another one passes them over."""
    statement = select(Schedule).where(col(Schedule.next_at) <= now).order_by(col(Schedule.next_at)).limit(limit)
    return (await session.exec(statement.with_for_update(skip_locked=True))).all()

"""Queries of schedules."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import col, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from app.schedules.models import Schedule


async def list_schedules(session: AsyncSession, workflow_id: UUID, *, lock: bool = False) -> Sequence[Schedule]:
    """Return the schedules of a workflow; with `lock` nobody else changes or fires them until this commits."""
    statement = select(Schedule).where(Schedule.workflow_id == workflow_id).order_by(col(Schedule.node_id))
    return (await session.exec(statement.with_for_update() if lock else statement)).all()


async def find_next_time(session: AsyncSession, now: datetime) -> datetime | None:
    """Return when the next schedule of all is due; it may be past. One that failed counts once it may be retried."""
    statement = select(Schedule.next_at).where(col(Schedule.next_at).is_not(None), _may_be_tried(now))
    return (await session.exec(statement.order_by(col(Schedule.next_at)).limit(1))).first()


async def list_due(session: AsyncSession, now: datetime, limit: int) -> Sequence[UUID]:
    """Return the ids of schedules that are due, the one due longest first."""
    statement = select(Schedule.id).where(*_is_due(now)).order_by(col(Schedule.next_at)).limit(limit)
    return (await session.exec(statement)).all()


async def claim_due(session: AsyncSession, ids: Collection[UUID], now: datetime) -> Sequence[Schedule]:
    """Return those of the schedules that are still due, for this transaction alone: another one passes them over."""
    statement = select(Schedule).where(col(Schedule.id).in_(ids), *_is_due(now)).order_by(col(Schedule.next_at))
    return (await session.exec(statement.with_for_update(skip_locked=True))).all()


async def note_failure(
    session: AsyncSession, schedule_id: UUID, now: datetime, error: str, delay_s: Callable[[int], float]
) -> None:
    """Write down why a schedule could not be fired, unless another process has fired it or noted this meanwhile.

    `delay_s` gives the seconds until it is tried again, from how often it has failed before. The row is not loaded:
    it may be what is broken.
    """
    statement = select(Schedule.failures).where(Schedule.id == schedule_id, *_is_due(now))
    failures = (await session.exec(statement.with_for_update(skip_locked=True))).first()
    if failures is None:
        return
    values = {
        "failures": failures + 1,
        "error": error,
        "failed_at": now,
        "retry_at": now + timedelta(seconds=delay_s(failures)),
    }
    await session.exec(update(Schedule).where(col(Schedule.id) == schedule_id).values(values))


def _is_due(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return col(Schedule.next_at) <= now, _may_be_tried(now)


def _may_be_tried(now: datetime) -> ColumnElement[bool]:
    return or_(col(Schedule.retry_at).is_(None), col(Schedule.retry_at) <= now)

"""Deleting ended runs with everything that was stored of them, oldest first, a little at a time.

A transaction deletes so few rows that the journal of the runs that go on hardly waits for it. Several processes may
do this at once: what one has locked, the others pass over. A run that is still to be deleted in part loses its newest
events first.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.db.database import Database
from app.core.ids import first_uuid7
from app.engine.models import TERMINAL, Execution, execution_event

MAX_RUNS = 200
"""Runs that one transaction deletes."""
MAX_EVENTS = 5_000
"""Events that one transaction deletes."""


@dataclass(frozen=True, slots=True)
class _Step:
    """What one transaction did: the runs that are gone, and whether to look again."""

    runs: int
    more: bool


async def delete_ended_before(database: Database, moment: datetime) -> int:
    """Delete the runs that ended before a moment; returns how many."""
    # A run began before it ended, so that only the oldest part of the table is looked at.
    return await _delete(database, col(Execution.id) < first_uuid7(moment), col(Execution.ended_at) < moment)


async def delete_beyond(database: Database, max_size: int) -> int:
    """Delete ended runs, oldest first, until all runs take `max_size` characters or less; returns how many."""
    async with database.reader() as session:
        newest = await _find_newest_beyond(session, max_size)
    return 0 if newest is None else await _delete(database, col(Execution.id) <= newest)


async def _find_newest_beyond(session: AsyncSession, max_size: int) -> UUID | None:
    """Return the newest run that has no room any more beside those after it, None while all have."""
    if ((await session.exec(select(func.sum(col(Execution.size))))).scalar() or 0) <= max_size:  # type: ignore[call-overload]
        return None
    newer = func.sum(col(Execution.size)).over(order_by=col(Execution.id).desc())
    sums = select(col(Execution.id), newer.label("total")).subquery()
    beyond = select(sums.c.id).where(sums.c.total > max_size).order_by(sums.c.id.desc()).limit(1)
    found: UUID | None = (await session.exec(beyond)).scalar()  # type: ignore[call-overload]
    return found


async def _delete(database: Database, *conditions: Any) -> int:
    count, more = 0, True
    while more:
        async with database.session() as session:
            step = await _delete_some(session, *conditions)
        count, more = count + step.runs, step.more
    return count


async def _delete_some(session: AsyncSession, *conditions: Any) -> _Step:
    oldest = (
        select(col(Execution.id), col(Execution.last_seq))
        .where(col(Execution.status).in_(TERMINAL), *conditions)
        .order_by(col(Execution.id))
        .limit(MAX_RUNS)
        .with_for_update(skip_locked=True)
    )
    rows = (await session.exec(oldest)).all()  # type: ignore[call-overload]
    if not rows:
        return _Step(0, more=False)
    if rows[0].last_seq > MAX_EVENTS and await _delete_newest_events(session, rows[0].id) == MAX_EVENTS:
        return _Step(0, more=True)
    ids, events = [rows[0].id], rows[0].last_seq
    for row in rows[1:]:
        events += row.last_seq
        if events > MAX_EVENTS:
            break
        ids.append(row.id)
    # The other tables follow by their foreign keys.
    await session.exec(delete(Execution).where(col(Execution.id).in_(ids)))
    return _Step(len(ids), more=len(ids) < len(rows) or len(rows) == MAX_RUNS)


async def _delete_newest_events(session: AsyncSession, execution_id: UUID) -> int:
    """Delete up to MAX_EVENTS events of a run, and return how many."""
    event = execution_event.c
    newest = select(event.seq).where(event.execution_id == execution_id).order_by(event.seq.desc()).limit(MAX_EVENTS)
    statement = delete(execution_event).where(event.execution_id == execution_id, event.seq.in_(newest))
    deleted: int = (await session.exec(statement)).rowcount
    return deleted

"""Deleting ended runs with everything that was stored of them, oldest first, a little at a time.

A transaction deletes so few rows that the journal of the runs that go on hardly waits for it. Several processes may
do this at once: what one has locked, the others pass over. A run that is still to be deleted in part loses its newest
events first.
"""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, text
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.db.database import Database
from app.core.ids import first_uuid7
from app.engine.models import TERMINAL, Execution, execution_event

MAX_RUNS = 200
"""Runs that one transaction deletes."""
MAX_EVENTS = 1_000
"""Events that one transaction deletes."""
PAGE = 1_000
"""Runs that are looked at together to see which have no room."""


@dataclass(frozen=True, slots=True)
class _Step:
    """What one transaction did: how many runs are gone, and the id after which to go on, None at the end."""

    runs: int
    after: UUID | None


def delete_ended_before(database: Database, moment: datetime) -> AsyncGenerator[int, None]:
    """Delete the runs that ended before a moment; yields after each transaction how many it was."""
    # A run began before it ended, so that only the oldest part of the table is looked at.
    return _delete(database, col(Execution.id) < first_uuid7(moment), col(Execution.ended_at) < moment)


async def delete_beyond(database: Database, max_size: int) -> AsyncGenerator[int, None]:
    """Delete ended runs, oldest first, until all runs take `max_size` characters or less; yields as above."""
    async with database.reader() as session:
        newest = await _find_newest_beyond(session, max_size)
    if newest is not None:
        async for runs in _delete(database, col(Execution.id) <= newest):
            yield runs


async def _find_newest_beyond(session: AsyncSession, max_size: int) -> UUID | None:
    """Return the newest ended run that has no room any more beside all that stay, None while all have.

    Adding up a million sizes takes Postgres half a second; it is asked once an hour.
    """
    if await _is_small(session, max_size):
        return None
    excess = ((await session.exec(select(func.sum(col(Execution.size))))).scalar() or 0) - max_size  # type: ignore[call-overload]
    if excess <= 0:
        return None
    newest = UUID(int=0)
    # Those that have not ended take room too, but cannot make any.
    ended = select(col(Execution.id), col(Execution.size)).where(col(Execution.status).in_(TERMINAL))
    oldest = ended.order_by(col(Execution.id)).limit(PAGE)
    while excess > 0 and (rows := (await session.exec(oldest.where(col(Execution.id) > newest))).all()):  # type: ignore[call-overload]
        for row in rows:
            newest, excess = row.id, excess - row.size
            if excess <= 0:
                break
    return newest


async def _is_small(session: AsyncSession, max_size: int) -> bool:
    """Return whether all of SQLite's file takes no more: to add up the sizes means to read every result."""
    connection = await session.connection()
    if connection.dialect.name != "sqlite":
        return False
    pages, free, page_size = [
        await connection.scalar(text(f"PRAGMA {name}")) or 0 for name in ("page_count", "freelist_count", "page_size")
    ]
    return (pages - free) * page_size <= max_size


async def _delete(database: Database, *conditions: Any) -> AsyncGenerator[int, None]:
    after: UUID | None = UUID(int=0)
    while after is not None:
        async with database.session() as session:
            step = await _delete_some(session, after, *conditions)
        after = step.after
        yield step.runs


async def _delete_some(session: AsyncSession, after: UUID, *conditions: Any) -> _Step:
    # Looking on from where the transaction before has ended: Postgres would go through all that is deleted each time.
    oldest = (
        select(col(Execution.id), col(Execution.last_seq))
        .where(col(Execution.status).in_(TERMINAL), col(Execution.id) > after, *conditions)
        .order_by(col(Execution.id))
        .limit(MAX_RUNS)
        .with_for_update(skip_locked=True)
    )
    rows = (await session.exec(oldest)).all()  # type: ignore[call-overload]
    if not rows:
        return _Step(0, after=None)
    if rows[0].last_seq > MAX_EVENTS and await _delete_newest_events(session, rows[0].id) == MAX_EVENTS:
        return _Step(0, after=after)
    ids, events = [rows[0].id], rows[0].last_seq
    for row in rows[1:]:
        events += row.last_seq
        if events > MAX_EVENTS:
            break
        ids.append(row.id)
    # The other tables follow by their foreign keys.
    await session.exec(delete(Execution).where(col(Execution.id).in_(ids)))
    return _Step(len(ids), after=ids[-1] if len(ids) < len(rows) or len(rows) == MAX_RUNS else None)


async def _delete_newest_events(session: AsyncSession, execution_id: UUID) -> int:
    """Delete up to MAX_EVENTS events of a run, and return how many."""
    event = execution_event.c
    newest = select(event.seq).where(event.execution_id == execution_id).order_by(event.seq.desc()).limit(MAX_EVENTS)
    statement = delete(execution_event).where(event.execution_id == execution_id, event.seq.in_(newest))
    deleted: int = (await session.exec(statement)).rowcount
    return deleted

"""What the app tidies by itself: a minute after the start and then hourly, it removes what nobody will ask for again.

Each chore works in small batches, each batch a short transaction of its own, so that no other writer waits long.
Several processes may do the same chore at once: they skip the rows another one has locked. What fails is logged and
tried again at the next turn.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial

import structlog
from sqlmodel.ext.asyncio.session import AsyncSession

from app.auth import audit
from app.auth import service as auth_service
from app.core.db.database import Database, utc_now
from app.core.tasks import Supervisor
from app.executions import service as executions_service

log = structlog.get_logger("app.upkeep")

FIRST_AFTER = timedelta(minutes=1)
EVERY = timedelta(hours=1)
BATCH = 500

Prune = Callable[[AsyncSession, int], Awaitable[int]]


@asynccontextmanager
async def upkeep(database: Database, supervisor: Supervisor, audit_age: timedelta) -> AsyncIterator[None]:
    """Tidy in the background while the block runs."""
    task = supervisor.start("upkeep", partial(_tidy_for_ever, database, audit_age))
    try:
        yield
    finally:
        await task.stop()


async def _tidy_for_ever(database: Database, audit_age: timedelta) -> None:
    await asyncio.sleep(FIRST_AFTER.total_seconds())
    while True:
        await take_turn(database, audit_age)
        await asyncio.sleep(EVERY.total_seconds())


async def take_turn(database: Database, audit_age: timedelta) -> None:
    """Do every chore once: sessions that have ended, stream tickets that were used and have expired, audit events
    older than `audit_age`."""
    chores: dict[str, Prune] = {
        "sessions": auth_service.prune_sessions,
        "used_tickets": executions_service.prune_tickets,
        "audit_events": partial(audit.prune, before=utc_now() - audit_age),
    }
    for name, prune in chores.items():
        try:
            removed = await _in_batches(database, prune)
        except Exception:
            log.exception("upkeep_failed", chore=name)
            continue
        if removed:
            log.info("upkeep_done", chore=name, removed=removed)


async def _in_batches(database: Database, prune: Prune) -> int:
    total = 0
    while True:
        async with database.session() as session:
            removed = await prune(session, BATCH)
        total += removed
        if removed < BATCH:
            return total

"""What any process does for the runs of all: ends what is overdue, wakes what is due, and gives back to the queue
what nobody runs any more.

A run is orphaned when the process that owns it is dead, and lost when it is this process's by its row but does not
run here: its start or end went wrong on the way to the database.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial

import structlog
from sqlmodel import col, select

from app.core.db.database import utc_now
from app.engine.journal.events import ExecutionTimedOut, new_event
from app.engine.journal.operations import FinalState
from app.engine.models import ACTIVE, Execution
from app.engine.ownership.parking import wake_due
from app.engine.ownership.process import ExecutionProcess

log = structlog.get_logger("onefold.engine.ownership.recovery")

LOST_AGE = timedelta(seconds=5)
LOST_EVERY_TURNS = 5
MAX_OVERDUE = 200
OVERDUE = {
    "code": "execution_timed_out",
    "message": "It took longer than its workflow's timeout_s allows.",
    "node": None,
    "attempt": None,
}


async def recover(process: ExecutionProcess, turn: int) -> None:
    """Do all of it once; one that fails does not keep the rest. Lost runs are looked for every few turns."""
    jobs: list[Callable[[], Awaitable[None]]] = [
        partial(end_overdue, process),
        partial(wake_due, process.database),
        partial(requeue_orphaned, process),
    ]
    if turn % LOST_EVERY_TURNS == 0:
        jobs.append(partial(requeue_lost, process))
    for job in jobs:
        try:
            await job()
        except Exception:
            log.exception("recovery_failed")


async def end_overdue(process: ExecutionProcess) -> None:
    """End the runs whose time is up, wherever they run or wait: any process may, the first one does."""
    overdue = (
        select(Execution.id)
        .where(col(Execution.status).in_(ACTIVE), col(Execution.deadline) < utc_now())
        .limit(MAX_OVERDUE)
    )
    async with process.database.reader() as session:
        found = list(await session.exec(overdue))
    for execution_id in found:
        event = new_event(str(execution_id), ExecutionTimedOut.new(OVERDUE))
        await process.end_run(execution_id, event, FinalState("timed_out", None, OVERDUE))


async def requeue_orphaned(process: ExecutionProcess) -> None:
    """Give the runs of dead processes back to the queue (Postgres; on SQLite there is one process)."""
    claims = process.claims
    if not claims.is_shared:
        return
    async with process.database.reader() as session:
        owners = (
            select(Execution.owner)
            .distinct()
            .where(col(Execution.status).in_(ACTIVE), Execution.owner != claims.owner)
        )
        found = list((await session.exec(owners)).all())
    for owner in filter(None, found):
        await claims.requeue_if_dead(owner)


async def requeue_lost(process: ExecutionProcess) -> None:
    """Give lost runs back to the queue. Only what is older than a moment, so that a run between its commit and its
    start is left alone."""
    owner = process.claims.owner
    mine = select(Execution.id).where(
        col(Execution.status).in_(ACTIVE),
        Execution.owner == owner,
        col(Execution.queued_at) < utc_now() - LOST_AGE,
    )
    async with process.database.reader() as session:
        lost = [execution_id for execution_id in await session.exec(mine) if execution_id not in process.active]
    if lost:
        await process.claims.requeue(Execution.owner == owner, col(Execution.id).in_(lost))

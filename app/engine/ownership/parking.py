"""Long waits: a run of which all that was begun sleeps for long is given back with the time when it is to go on."""

import asyncio
from datetime import datetime

from sqlmodel import col, select, update

from app.core.db.database import Database, utc_now
from app.engine.models import Execution
from app.engine.ownership.active_runs import ActiveRun

PARK_S = 60.0  # shorter waits stay in place (docs/executions.md, "Long waits")
PARK_AFTER_S = 1.0
PARK_TURNS = 10
MAX_DUE = 1000


def park_soon(run: ActiveRun) -> None:
    """A run has fallen asleep: begin to park it if it sleeps for long, and is not being parked already."""
    wakes_at = run.permit.wakes_at
    if wakes_at is not None and _is_far(wakes_at) and (run.parking is None or run.parking.done()):
        run.parking = asyncio.create_task(_park(run))


async def _park(run: ActiveRun) -> None:
    """Give a run back until it wakes, once nothing of it has moved for a moment.

    All that is begun sleeps, but between the end of one node and the begin of the next one nothing is begun
    either, for some turns of the loop: so it looks twice.
    """
    while not run.permit.held:
        changes = run.permit.changes
        await asyncio.sleep(PARK_AFTER_S)
        for _ in range(PARK_TURNS):
            await asyncio.sleep(0)
        wakes_at = run.permit.wakes_at
        if wakes_at is None or not _is_far(wakes_at):
            return
        if run.permit.changes == changes and not run.permit.held and run.task is not None:
            run.wake_at = wakes_at
            run.task.cancel()
            return


def _is_far(moment: datetime) -> bool:
    return (moment - utc_now()).total_seconds() > PARK_S


async def wake_due(database: Database) -> None:
    """Queue the parked runs whose time has come: any process may, the first one does."""
    due = (
        select(Execution.id)
        .where(col(Execution.wake_at) <= utc_now(), Execution.status == "waiting")
        .order_by(col(Execution.wake_at))
        .limit(MAX_DUE)
    )
    async with database.reader() as session:
        found = list(await session.exec(due))
    if not found:
        return
    async with database.session() as session:
        await session.exec(
            update(Execution)
            .where(col(Execution.id).in_(found), col(Execution.status) == "waiting", col(Execution.owner).is_(None))
            .values(status="queued", wake_at=None)
        )

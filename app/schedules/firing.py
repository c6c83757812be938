"""Firing what is due: any number of processes look, and each tick becomes one run.

A transaction takes the row of a schedule that is due, queues the runs of its ticks and writes down the next one. So
a process that dies leaves either a schedule that is still due, or runs in the queue, which any process starts. The id
of a run is made of its trigger and its tick, so that no mistake of a clock can make two of one tick.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial

import structlog
from sqlalchemy.exc import DBAPIError
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.db.database import Database, utc_now
from app.core.failpoints import FailPoints
from app.core.ids import named_uuid7
from app.core.tasks import Supervisor
from app.engine.queue import queue_run
from app.engine.runner import Runner
from app.nodes.triggers.schedule import KIND, describe_tick
from app.schedules import repository
from app.schedules.models import Schedule
from app.schedules.service import read_params
from app.schedules.ticks import compute_due

log = structlog.get_logger("onefold.schedules.firing")

LOOK_EVERY_S = 2.0
"""What others publish is noticed so soon: under the shortest interval, so that no first tick is late by more."""
AGAIN_AFTER_S = 0.2
BATCH = 10
"""Schedules in one transaction: each may catch up on a hundred ticks, and nobody else writes to SQLite meanwhile."""


@asynccontextmanager
async def fire_schedules(
    database: Database, runner: Runner, failpoints: FailPoints, supervisor: Supervisor
) -> AsyncIterator[None]:
    """Fire schedules in the background while the block runs."""
    task = supervisor.start("schedules", partial(_fire_forever, database, runner, failpoints), expected=(DBAPIError,))
    try:
        yield
    finally:
        await task.stop()


async def _fire_forever(database: Database, runner: Runner, failpoints: FailPoints) -> None:
    while True:
        async with database.reader() as session:
            next_at = await repository.find_next_time(session)
        wait_s = (next_at - utc_now()).total_seconds() if next_at else LOOK_EVERY_S
        if wait_s > 0:
            await asyncio.sleep(min(wait_s, LOOK_EVERY_S))
        elif await fire_due(database, failpoints):
            runner.start_queued_soon()
        else:
            await asyncio.sleep(AGAIN_AFTER_S)  # another process has them under its hands


async def fire_due(database: Database, failpoints: FailPoints) -> int:
    """Queue the runs of schedules that are due, and return of how many schedules."""
    async with database.session() as session:
        rows = await repository.claim_due(session, utc_now(), BATCH)
        for row in rows:
            await _fire(session, row, utc_now())
        if rows:
            failpoints.hit("ticks-claimed")
    if rows:
        failpoints.hit("ticks-queued")
    return len(rows)


async def _fire(session: AsyncSession, row: Schedule, now: datetime) -> None:
    params = read_params(row)
    if params is None or row.next_at is None:
        log.error("schedule_unreadable", workflow_id=str(row.workflow_id), node_id=row.node_id, version=row.version)
        row.next_at = None
        session.add(row)
        return
    due = compute_due(params, params.catch_up, row.next_at, now)
    for tick in due.ticks:
        execution_id = named_uuid7(tick, f"{row.workflow_id} {row.node_id} {tick.isoformat()}")
        trigger = KIND.make_trigger("schedule", describe_tick(tick, now)) | {"node_id": row.node_id}
        if not await queue_run(session, execution_id, row.workflow_id, row.version, trigger, row.timeout_s):
            log.warning("tick_was_run", execution_id=str(execution_id))
        row.last_at, row.last_execution_id = tick, execution_id
    row.next_at = due.next_at
    session.add(row)

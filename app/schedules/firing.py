"""Firing what is due: any number of processes look, and each tick becomes one run.

A transaction takes the row of a schedule that is due, queues the runs of its ticks and writes down the next one. So
a process that dies leaves either a schedule that is still due, or runs in the queue, which any process starts. The id
of a run is made of its trigger and its tick, so that no mistake of a clock can make two of one tick.

Several schedules share a transaction. Where that fails, each gets one of its own, so that the one which is at fault
keeps no other back: what went wrong stands on it, and it is tried again after a delay that grows.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from uuid import UUID

import structlog
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.db.database import Database, utc_now
from app.core.failpoints import FailPoints
from app.core.ids import named_uuid7
from app.core.tasks import Supervisor
from app.core.text import storable_text
from app.engine.queries import is_active
from app.engine.queue import queue_run
from app.engine.runner import Runner
from app.nodes.triggers.schedule import KIND, describe_tick
from app.schedules import repository
from app.schedules.models import MAX_ERROR, Schedule
from app.schedules.service import read_params
from app.schedules.ticks import compute_due

log = structlog.get_logger("onefold.schedules.firing")

LOOK_EVERY_S = 2.0
"""What others publish is noticed so soon: under the shortest interval, so that no first tick is late by more."""
AGAIN_AFTER_S = 0.2
MAX_DUE = 1000
"""Schedules that are fired before it looks anew."""
BATCH = 10
"""Schedules in one transaction: each may catch up on a hundred ticks, and nobody else writes to SQLite meanwhile."""
FIRST_RETRY_S, MAX_RETRY_S = 2.0, 300.0


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
            next_at = await repository.find_next_time(session, utc_now())
        wait_s = (next_at - utc_now()).total_seconds() if next_at else LOOK_EVERY_S
        if wait_s > 0:
            await asyncio.sleep(min(wait_s, LOOK_EVERY_S))
        elif await fire_due(database, failpoints):
            runner.start_queued_soon()
        else:
            await asyncio.sleep(AGAIN_AFTER_S)  # another process has them under its hands


async def fire_due(database: Database, failpoints: FailPoints) -> int:
    """Queue the runs of the schedules that are due, and return of how many schedules.

    Raises when the database is away, or, once all had their turn, when a failure could not be written down.
    """
    async with database.reader() as session:
        due = await repository.list_due(session, utc_now(), MAX_DUE)
    fired, unwritten = 0, 0
    for batch in (due[start : start + BATCH] for start in range(0, len(due), BATCH)):
        try:
            fired += await _fire_together(database, batch, failpoints)
            continue
        except Exception:
            log.exception("schedules_fired_apart")
        for schedule_id in batch:
            try:
                fired += await _fire_alone(database, schedule_id, failpoints)
            except OperationalError:
                raise
            except Exception:
                log.exception("schedule_failure_unwritten", schedule_id=str(schedule_id))
                unwritten += 1
    if unwritten:
        raise RuntimeError(f"{unwritten} schedules could neither be fired nor told that they failed")
    return fired


async def _fire_together(database: Database, ids: Sequence[UUID], failpoints: FailPoints) -> int:
    async with database.session() as session:
        rows = await repository.claim_due(session, ids, utc_now())
        for row in rows:
            await _fire(session, row, utc_now())
        if rows:
            failpoints.hit("ticks-claimed")
    if rows:
        failpoints.hit("ticks-queued")
    return len(rows)


async def _fire_alone(database: Database, schedule_id: UUID, failpoints: FailPoints) -> int:
    """Fire one schedule, or write down why that failed; raises what kept it from doing so."""
    try:
        return await _fire_together(database, [schedule_id], failpoints)
    except Exception as error:
        log.exception("schedule_failed", schedule_id=str(schedule_id))
        async with database.session() as session:
            await repository.note_failure(session, schedule_id, utc_now(), _describe(error), _retry_delay_s)
        return 0


def _describe(error: Exception) -> str:
    """Return what people may read of an error: of the database's the first line, without statement and values."""
    text = str(error.orig) if isinstance(error, DBAPIError) else f"{type(error).__name__}: {error}"
    return storable_text(text.partition("\n")[0])[:MAX_ERROR]


def _retry_delay_s(failures: int) -> float:
    return min(FIRST_RETRY_S * 2.0 ** min(failures, 16), MAX_RETRY_S)


async def _fire(session: AsyncSession, row: Schedule, now: datetime) -> None:
    params = read_params(row)
    if params is None or row.next_at is None:
        log.error("schedule_unreadable", workflow_id=str(row.workflow_id), node_id=row.node_id, version=row.version)
        row.next_at, row.failures, row.failed_at, row.retry_at = None, row.failures + 1, now, None
        row.error = "This server cannot read what another one stored. Publish the workflow again."
        session.add(row)
        return
    due = compute_due(params, params.catch_up, row.next_at, now)
    for tick in due.ticks:
        execution_id = named_uuid7(tick, f"{row.workflow_id} {row.node_id} {tick.isoformat()}")
        if params.overlap == "skip" and await _goes_on(session, row.last_execution_id, execution_id):
            row.skipped_at, row.skipped_execution_id = tick, row.last_execution_id
            continue
        trigger = KIND.make_trigger("schedule", describe_tick(tick, now)) | {"node_id": row.node_id}
        if not await queue_run(session, execution_id, row.workflow_id, row.version, trigger, row.timeout_s):
            log.warning("tick_was_run", execution_id=str(execution_id))
        row.last_at, row.last_execution_id = tick, execution_id
    row.next_at = due.next_at
    row.forget_failures()
    session.add(row)


async def _goes_on(session: AsyncSession, before: UUID | None, now: UUID) -> bool:
    """Return whether the run before goes on. Where it is the run of this very tick, that is not before."""
    return before is not None and before != now and await is_active(session, before)

"""Schedules of published versions: kept with each publish, and shown with what they will do."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from pydantic import ValidationError
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.db.database import utc_now
from app.engine.graph import Graph
from app.engine.triggers import list_registrations
from app.nodes.registry import node_kinds
from app.nodes.triggers.schedule import ScheduleParams, Timing
from app.schedules import repository
from app.schedules.models import Schedule
from app.schedules.schemas import FiringError, LastTick, ScheduleRead, SkippedTick
from app.schedules.ticks import list_ticks, next_tick
from app.workflows.definitions import workflows

SHOWN_TICKS = 5


async def replace_schedules(
    session: AsyncSession, workflow_id: UUID, number: int | None, graph: Graph | None
) -> None:
    """Let a version's schedules be due, or none of the workflow's where none is published."""
    rows = {row.node_id: row for row in await repository.list_schedules(session, workflow_id, lock=True)}
    if number is not None and graph is not None:
        for node, params in list_registrations(graph, node_kinds(), ScheduleParams):
            session.add(_write(rows.pop(node.id, None), workflow_id, node.id, params, number, graph.timeout_s))
    for row in rows.values():
        await session.delete(row)


def _write(
    known: Schedule | None,
    workflow_id: UUID,
    node_id: str,
    params: ScheduleParams,
    version: int,
    timeout_s: float | None,
) -> Schedule:
    """Return the row of a trigger. While its timing stays the same so does its next tick: a late one is not lost."""
    values = {"version": version, "timeout_s": timeout_s, **params.model_dump()}
    if known is None:
        return Schedule(workflow_id=workflow_id, node_id=node_id, next_at=next_tick(params, utc_now()), **values)
    if known.next_at is None or _timing(known) != _timing(params):
        known.next_at = next_tick(params, max(utc_now(), known.last_at or utc_now()))
        known.forget_failures()
    known.retry_at = None  # who publishes may have mended it
    known.sqlmodel_update(values)
    return known


def _timing(of: Schedule | ScheduleParams) -> tuple[str | None, int | None, str]:
    return of.cron, of.every_s, of.timezone


def read_params(row: Schedule) -> ScheduleParams | None:
    """Return what a trigger registered; None where another build stored what this one cannot read."""
    try:
        return ScheduleParams.model_validate({name: getattr(row, name) for name in ScheduleParams.model_fields})
    except ValidationError:
        return None


async def list_schedules(session: AsyncSession, workflow_id: UUID) -> list[ScheduleRead]:
    """Return the schedules of a workflow's published version; raises WorkflowNotFound."""
    await workflows.get(session, workflow_id)
    return [_to_read(row) for row in await repository.list_schedules(session, workflow_id)]


def _to_read(row: Schedule) -> ScheduleRead:
    params = read_params(row)
    last, skipped = row.last_at and row.last_execution_id, row.skipped_at and row.skipped_execution_id
    return ScheduleRead(
        node_id=row.node_id,
        version=row.version,
        cron=row.cron,
        every_s=row.every_s,
        timezone=row.timezone,
        catch_up=row.catch_up,
        overlap=row.overlap,
        next=list_ticks(params, row.next_at, SHOWN_TICKS) if params and row.next_at else [],
        last=LastTick(scheduled_for=row.last_at, execution_id=row.last_execution_id) if last else None,
        last_skipped=SkippedTick(scheduled_for=row.skipped_at, execution_id=skipped) if skipped else None,
        last_error=_read_error(row),
    )


def _read_error(row: Schedule) -> FiringError | None:
    if row.error is None or row.failed_at is None:
        return None
    return FiringError(message=row.error, failed_at=row.failed_at, failures=row.failures, retry_at=row.retry_at)


def preview_ticks(timing: Timing) -> Sequence[datetime]:
    """Return the next times of a timing."""
    return list_ticks(timing, next_tick(timing, utc_now()), SHOWN_TICKS)

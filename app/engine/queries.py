"""Reads of a run that the engine and the slice above it share: the execution, its journal, what is kept apart."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlalchemy import select as core_select
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from app.engine.journal.events import type_of
from app.engine.journal.stored_values import Kept, StoredValue
from app.engine.models import (
    ACTIVE,
    Execution,
    ExecutionDecision,
    execution_event,
    execution_event_kept,
    execution_value,
)

EVENTS_PAGE = 500
MAX_PAGE = 1024 * 1024  # characters of bodies that are read at once; one event more may come


async def find_execution(session: AsyncSession, execution_id: UUID) -> Execution | None:
    """Return the execution with this id."""
    return await session.get(Execution, execution_id)


async def is_active(session: AsyncSession, execution_id: UUID) -> bool:
    """Return whether there is such a run and it has not ended."""
    statement = select(Execution.id).where(Execution.id == execution_id, col(Execution.status).in_(ACTIVE))
    return (await session.exec(statement)).first() is not None


async def read_events(
    session: AsyncSession, execution_id: UUID, after: int, limit: int
) -> tuple[list[tuple[int, str, str]], bool]:
    """Return `(seq, type, body)` of the events with `seq > after`, ascending, and whether there may be more.

    Those that are large come fewer at a time.
    """
    event = execution_event.c
    sizes = (
        core_select(event.seq, size_of(session, event.body).label("size"))
        .where(event.execution_id == execution_id, event.seq > after)
        .order_by(event.seq)
        .limit(limit)
        .subquery()
        .c
    )
    sums = core_select(
        sizes.seq,
        (func.sum(sizes.size).over(order_by=sizes.seq) - sizes.size).label("before"),
        func.count().over().label("found"),
    ).subquery()
    statement = (
        core_select(event.seq, event.key, event.body, sums.c.found)
        .join(sums, sums.c.seq == event.seq)
        .where(event.execution_id == execution_id, sums.c.before < MAX_PAGE)
        .order_by(event.seq)
    )
    rows = (await (await session.connection()).execute(statement)).all()
    has_more = bool(rows) and (len(rows) == limit or rows[-1].found > len(rows))
    return [(row.seq, type_of(row.key), row.body) for row in rows], has_more


async def read_decisions(session: AsyncSession, execution_id: UUID) -> list[ExecutionDecision]:
    """Return what people decided about the nodes of a run."""
    return list(await session.exec(select(ExecutionDecision).where(ExecutionDecision.execution_id == execution_id)))


async def read_journal(session: AsyncSession, execution_id: UUID) -> list[tuple[str, str]]:
    """Return `(key, body)` of all events of a run, ascending."""
    event = execution_event.c
    statement = core_select(event.key, event.body).where(event.execution_id == execution_id).order_by(event.seq)
    return [(key, body) for key, body in await (await session.connection()).execute(statement)]


async def read_kept(session: AsyncSession, execution_ids: Iterable[UUID]) -> dict[UUID, dict[int, Kept]]:
    """Return what is kept beside the events of these runs, by run and `seq` (0: what started it)."""
    kept = execution_event_kept.c
    statement = core_select(kept.execution_id, kept.seq, kept.packed, kept.sealed).where(
        kept.execution_id.in_(list(execution_ids))
    )
    found: dict[UUID, dict[int, Kept]] = {}
    for execution_id, seq, packed, sealed in await (await session.connection()).execute(statement):
        found.setdefault(execution_id, {})[seq] = Kept(packed, sealed)
    return found


async def read_values(session: AsyncSession, execution_id: UUID) -> list[StoredValue]:
    """Return every value of a run that is stored apart."""
    value = execution_value.c
    statement = core_select(value.hash, value.body, value.sealed).where(value.execution_id == execution_id)
    return [StoredValue(*row) for row in await (await session.connection()).execute(statement)]


def size_of(session: AsyncSession, text: Any) -> Any:
    """Return the SQL for the length of an ASCII text; on Postgres without fetching one that is stored apart."""
    return func.length(text) if session.get_bind().dialect.name == "sqlite" else func.octet_length(text)

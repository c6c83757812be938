"""Queries of the executions slice."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete as core_delete
from sqlalchemy import select as core_select
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import defer
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.http.pagination import PageRequest, keyset
from app.core.ids import first_uuid7
from app.engine.models import (
    Execution,
    execution_event,
    execution_used_ticket,
    execution_value,
)
from app.engine.queries import size_of


async def page(
    session: AsyncSession,
    request: PageRequest,
    workflow_id: UUID | None,
    status: str | None,
    queued_from: datetime | None,
    queued_before: datetime | None,
) -> list[Execution]:
    """Return a page of executions without graph and result, newest first, and one more if there is another page."""
    large = (defer(Execution.graph, raiseload=True), defer(Execution.result, raiseload=True))  # type: ignore[arg-type]
    statement = select(Execution).options(*large)
    if workflow_id is not None:
        statement = statement.where(Execution.workflow_id == workflow_id)
    if status is not None:
        statement = statement.where(Execution.status == status)
    # By the ids, which begin with the time: each index ends with them, and they are what the list is sorted by.
    if queued_from is not None:
        statement = statement.where(col(Execution.id) >= first_uuid7(queued_from))
    if queued_before is not None:
        statement = statement.where(col(Execution.id) < first_uuid7(queued_before))
    return list((await session.exec(keyset(statement, col(Execution.id), request))).all())


async def read_keys(session: AsyncSession, execution_id: UUID) -> list[tuple[int, str, int]]:
    """Return `(seq, key, characters of the body)` of all events of a run, ascending."""
    event = execution_event.c
    statement = (
        core_select(event.seq, event.key, size_of(session, event.body))
        .where(event.execution_id == execution_id)
        .order_by(event.seq)
    )
    return [(seq, key, size) for seq, key, size in await (await session.connection()).execute(statement)]


async def read_bodies(session: AsyncSession, execution_id: UUID, seqs: Sequence[int]) -> list[str]:
    """Return the bodies of these events, ascending."""
    event = execution_event.c
    statement = (
        core_select(event.body).where(event.execution_id == execution_id, event.seq.in_(seqs)).order_by(event.seq)
    )
    return list((await (await session.connection()).execute(statement)).scalars())


async def lock(session: AsyncSession, execution_id: UUID) -> Execution | None:
    """Return the execution with this id, kept from being changed by others until the session ends."""
    return await session.get(Execution, execution_id, with_for_update=True)


async def read_node_journal(session: AsyncSession, execution_id: UUID, place: str) -> list[tuple[str, str]]:
    """Return `(key, body)` of the events of one node run, ascending; `place` is the `node|path|` of their keys."""
    event = execution_event.c
    statement = (
        core_select(event.key, event.body)
        .where(event.execution_id == execution_id, event.key.startswith(place, autoescape=True))
        .order_by(event.seq)
    )
    return [(key, body) for key, body in await (await session.connection()).execute(statement)]


async def find_value(session: AsyncSession, execution_id: UUID, hash: str) -> str | None:
    """Return the packed text of a stored value, as people may see it."""
    value = execution_value.c
    statement = core_select(value.body).where(value.execution_id == execution_id, value.hash == hash)
    return (await (await session.connection()).execute(statement)).scalar_one_or_none()


async def insert_used_ticket(session: AsyncSession, ticket_id: str, expires_at: datetime) -> bool:
    """Note that the ticket was used and return True, or return False when it had been used before."""
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgres_insert
    statement = (
        insert(execution_used_ticket)
        .values(id=ticket_id, expires_at=expires_at)
        .on_conflict_do_nothing(index_elements=["id"])
        .returning(execution_used_ticket.c.id)
    )
    return (await (await session.connection()).execute(statement)).first() is not None


async def delete_used_tickets(session: AsyncSession, before: datetime, limit: int) -> int:
    """Delete up to `limit` tickets that expired before this time; returns how many. Rows that another process has
    locked are left to it."""
    ticket = execution_used_ticket.c
    connection = await session.connection()
    found = core_select(ticket.id).where(ticket.expires_at < before).limit(limit).with_for_update(skip_locked=True)
    ids = (await connection.execute(found)).scalars().all()
    await connection.execute(core_delete(execution_used_ticket).where(ticket.id.in_(ids)))
    return len(ids)

"""The SQL of requests that may be sent again."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlmodel import col, delete, select, update
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from app.core.idempotency.models import IdempotentRequest


async def add_unless_known(session: AsyncSession, row: IdempotentRequest) -> IdempotentRequest:
    """Return the request with this hash: this one, stored now, or an earlier one."""
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgres_insert
    statement = insert(IdempotentRequest).on_conflict_do_nothing(index_elements=["request_hash"])
    await session.exec(statement.values(row.model_dump()))
    return (await session.exec(_with_hash(row.request_hash))).one()


async def find(session: AsyncSession, request_hash: str) -> IdempotentRequest | None:
    """Return the request with this hash."""
    return (await session.exec(_with_hash(request_hash))).first()


def _with_hash(request_hash: str) -> SelectOfScalar[IdempotentRequest]:
    return select(IdempotentRequest).where(col(IdempotentRequest.request_hash) == request_hash)


async def take_over(session: AsyncSession, request_id: UUID, before: str | None, owner: str) -> bool:
    """Make a process the owner of a request without an answer; False when its owner is no longer `before`."""
    statement = (
        update(IdempotentRequest)
        .where(
            col(IdempotentRequest.id) == request_id,
            col(IdempotentRequest.owner).is_not_distinct_from(before),
            col(IdempotentRequest.status).is_(None),
        )
        .values(owner=owner)
    )
    return bool((await session.exec(statement)).rowcount)


async def set_answer(session: AsyncSession, request_id: UUID, **answer: Any) -> None:
    """Store what a request was answered."""
    statement = update(IdempotentRequest).where(col(IdempotentRequest.id) == request_id).values(owner=None, **answer)
    await session.exec(statement)


async def leave(session: AsyncSession, request_id: UUID, owner: str | None) -> None:
    """Let whoever sends a request again work on it."""
    statement = update(IdempotentRequest).where(col(IdempotentRequest.id) == request_id).values(owner=owner)
    await session.exec(statement)


async def forget(session: AsyncSession, request_id: UUID) -> None:
    """Delete a request, as if it had never been sent."""
    await session.exec(delete(IdempotentRequest).where(col(IdempotentRequest.id) == request_id))


async def delete_older(session: AsyncSession, before: datetime, limit: int) -> int:
    """Delete up to `limit` requests that came before a time; returns how many."""
    old = select(IdempotentRequest.id).where(col(IdempotentRequest.created_at) < before).limit(limit)
    statement = delete(IdempotentRequest).where(col(IdempotentRequest.id).in_(old))
    return int((await session.exec(statement)).rowcount)

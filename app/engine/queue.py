"""Queueing runs in somebody else's transaction: what a slice writes there is true exactly when the run is."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from pydantic import JsonValue
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.db.database import utc_now
from app.engine.models import Execution


async def queue_run(
    session: AsyncSession,
    execution_id: UUID,
    workflow_id: UUID,
    version: int,
    trigger: dict[str, JsonValue],
    timeout_s: float | None,
) -> bool:
    """Queue a run of a version; False when there is one with this id already, which stays as it is.

    After the commit some process starts it; `Runner.start_queued_soon` lets this one look at once. The trigger names
    its node and is stored as it is, so it must hold nothing secret or big.
    """
    now = utc_now()
    row = Execution(
        id=execution_id,
        workflow_id=workflow_id,
        version=version,
        trigger=trigger,
        queued_at=now,
        created_at=now,
        deadline=now + timedelta(seconds=timeout_s) if timeout_s else None,
    )
    insert_for: Any = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgres_insert
    statement = insert_for(Execution).values(row.model_dump()).on_conflict_do_nothing().returning(Execution.id)
    return (await session.exec(statement)).first() is not None

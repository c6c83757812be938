"""Queueing runs in somebody else's transaction: what a slice writes there is true exactly when the run is."""

from uuid import UUID

from pydantic import JsonValue
from sqlmodel.ext.asyncio.session import AsyncSession

from app.engine.models import Execution
from app.engine.new_runs import insert_new, new_row


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
    statement = insert_new(is_sqlite=session.get_bind().dialect.name == "sqlite").returning(Execution.id)
    row = new_row(execution_id, workflow_id, version, trigger, timeout_s)
    return (await session.exec(statement.values(row))).first() is not None

"""Queueing runs in somebody else's transaction: what a slice writes there is true exactly when the run is."""

from uuid import UUID

from pydantic import JsonValue
from sqlalchemy import insert
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.security.key_ring import KeyRing
from app.engine import queries
from app.engine.journal.new_runs import insert_new, new_row
from app.engine.journal.run_values import RunValues
from app.engine.journal.store import kept_row, value_rows
from app.engine.models import Execution, execution_event_kept, execution_value


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


async def queue_again(
    session: AsyncSession, key_ring: KeyRing, former: Execution, execution_id: UUID, run_max_bytes: int
) -> None:
    """Queue a run anew under a new id, from its beginning, with the graph and the trigger that it had.

    It has as long as the former one had.
    """
    trigger = former.trigger
    kept = (await queries.read_kept(session, [former.id])).get(former.id, {}).get(0)
    if kept is not None:
        stored = await queries.read_values(session, former.id)
        opened = RunValues(former.id, key_ring, run_max_bytes).restore([], {0: kept}, stored)
        trigger = opened[0]
    shown, kept_anew, stored_anew = RunValues(execution_id, key_ring, run_max_bytes).new_trigger(trigger)
    timeout_s = (former.deadline - former.queued_at).total_seconds() if former.deadline else None
    size = (kept_anew.size if kept_anew else 0) + sum(value.size for value in stored_anew)
    row = new_row(execution_id, former.workflow_id, former.version, shown, timeout_s, graph=former.graph, size=size)
    connection = await session.connection()
    await connection.execute(insert_new(is_sqlite=connection.dialect.name == "sqlite").values(row))
    if kept_anew is not None:
        await connection.execute(insert(execution_event_kept), [kept_row(execution_id, 0, kept_anew)])
    if stored_anew:
        await connection.execute(insert(execution_value), value_rows([(execution_id, stored_anew)]))

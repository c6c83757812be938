"""Reading and ending executions."""

import json
import secrets
import time
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.errors import Conflict, NotFound
from app.core.pagination import Page, PageRequest, to_page
from app.core.secrets import KeyRing
from app.executions import node_runs, repository
from app.executions.models import Execution
from app.executions.process import ExecutionProcess
from app.executions.schemas import EventList, ExecutionRead, ExecutionSummary, NodeRunList, NodeRunRead

TICKET_SECONDS = 30
TICKET_PURPOSE = "execution-ticket"


class ExecutionNotFound(NotFound):
    """There is no execution with this id."""

    code, title = "execution_not_found", "No such execution"


class ExecutionEnded(Conflict):
    """The execution has ended already."""

    code, title = "execution_ended", "The execution has ended already"


async def _find(session: AsyncSession, execution_id: UUID) -> Execution:
    row = await repository.find(session, execution_id)
    if row is None:
        raise ExecutionNotFound(f"There is no execution {execution_id}.")
    return row


async def require_execution(session: AsyncSession, execution_id: UUID) -> None:
    """Return when the execution exists; raises ExecutionNotFound."""
    await _find(session, execution_id)


async def list_executions(
    session: AsyncSession, page: PageRequest, workflow_id: UUID | None, status: str | None
) -> Page[ExecutionSummary]:
    """Return a page of executions, newest first."""
    rows = await repository.page(session, page, workflow_id, status)
    return to_page(rows, page, lambda row: ExecutionSummary.model_validate(row, from_attributes=True))


async def read_execution(session: AsyncSession, execution_id: UUID) -> ExecutionRead:
    """Return an execution with its first 200 node runs; raises ExecutionNotFound."""
    row = await _find(session, execution_id)
    runs = await _node_runs(session, execution_id)
    summary = ExecutionSummary.model_validate(row, from_attributes=True)
    return ExecutionRead(
        **summary.model_dump(), input=row.trigger.get("input"), result=row.result, nodes=runs[: node_runs.MAX_LISTED]
    )


async def list_node_runs(session: AsyncSession, execution_id: UUID, limit: int, after: int) -> NodeRunList:
    """Return `limit` node runs from position `after` on."""
    await _find(session, execution_id)
    runs = await _node_runs(session, execution_id)
    end = after + limit
    return NodeRunList(items=runs[after:end], next_cursor=str(end) if end < len(runs) else None)


async def _node_runs(session: AsyncSession, execution_id: UUID) -> list[NodeRunRead]:
    return node_runs.fold(body for _, body in await repository.read_journal(session, execution_id))


async def list_events(session: AsyncSession, execution_id: UUID, after: int, limit: int) -> EventList:
    """Return the events with `seq > after`, ascending."""
    await _find(session, execution_id)
    rows = await repository.read_events(session, execution_id, after, limit)
    items: Any = [json.loads(body) for _, _, body in rows]
    return EventList.model_validate({"items": items, "next_after": rows[-1][0] if len(rows) == limit else None})


async def cancel_execution(process: ExecutionProcess, execution_id: UUID) -> None:
    """End a run as cancelled, wherever it runs; raises ExecutionEnded when it has ended."""
    if not await process.cancel(execution_id):
        raise ExecutionEnded("It has ended already, so there is nothing to cancel.")


def make_ticket(key_ring: KeyRing, execution_id: UUID) -> tuple[str, float]:
    """Return a ticket for one stream of this execution, and when it expires (Unix seconds)."""
    expires = time.time() + TICKET_SECONDS
    message = f"{execution_id}.{int(expires)}.{secrets.token_hex(8)}"
    return f"{message}.{key_ring.sign(TICKET_PURPOSE, message.encode())}", expires


class Tickets:
    """Which tickets this process has taken; each opens one stream only."""

    def __init__(self, key_ring: KeyRing) -> None:
        self._key_ring = key_ring
        self._used: dict[str, float] = {}

    def take(self, ticket: str, execution_id: UUID) -> bool:
        """Return whether the ticket is ours, for this execution, not expired and not used before."""
        message, _, signature = ticket.rpartition(".")
        now = time.time()
        parts = message.split(".")
        if len(parts) != 3 or not self._key_ring.verify(TICKET_PURPOSE, message.encode(), signature):
            return False
        if parts[0] != str(execution_id) or int(parts[1]) < now or message in self._used:
            return False
        self._prune(now)
        self._used[message] = float(parts[1])
        return True

    def _prune(self, now: float) -> None:
        expired: Iterable[str] = [message for message, expires in self._used.items() if expires < now]
        for message in expired:
            del self._used[message]

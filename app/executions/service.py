"""Reading and ending executions."""

import json
import secrets
import time
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from app.auth.access import ClientInfo, Principal, find_role
from app.auth.audit import service as audit
from app.auth.service import revalidate
from app.core.db.database import Database, utc_now
from app.core.errors import Forbidden
from app.core.http.pagination import ListPage, PageRequest, to_page
from app.core.idempotency.service import RunRequest
from app.core.ids import uuid7
from app.core.security.key_ring import KeyRing
from app.engine import queries
from app.engine.journal.events import type_of, write_path
from app.engine.journal.stored_values import shorten, show
from app.engine.models import FORMAT, TERMINAL, Execution, ExecutionDecision
from app.engine.queue import queue_again
from app.engine.runner import Runner
from app.executions import node_runs, repository
from app.executions.errors import (
    ExecutionActive,
    ExecutionEnded,
    ExecutionNotFound,
    ExecutionUnreadable,
    NodeNotWaiting,
    ValueNotFound,
)
from app.executions.schemas import (
    EventList,
    ExecutionRead,
    ExecutionSummary,
    NodeRunList,
    NodeRunRead,
    ResumeRequest,
)

TICKET_SECONDS = 30
TICKET_PURPOSE = "execution-ticket"


async def _get_execution(session: AsyncSession, execution_id: UUID) -> Execution:
    row = await queries.find_execution(session, execution_id)
    if row is None:
        raise ExecutionNotFound(f"There is no execution {execution_id}.")
    return row


async def require_execution(session: AsyncSession, execution_id: UUID) -> None:
    """Return when the execution exists; raises ExecutionNotFound."""
    await _get_execution(session, execution_id)


async def list_executions(
    session: AsyncSession,
    page: PageRequest,
    workflow_id: UUID | None,
    status: str | None,
    queued_from: datetime | None = None,
    queued_before: datetime | None = None,
) -> ListPage[ExecutionSummary]:
    """Return a page of executions, newest first."""
    rows = await repository.page(session, page, workflow_id, status, queued_from, queued_before)
    return to_page(rows, page, _summarise)


def _summarise(row: Execution) -> ExecutionSummary:
    """Return an execution for a list, the larger parts of its trigger as previews."""
    summary = ExecutionSummary.model_validate(row, from_attributes=True)
    summary.trigger = {name: shorten(value) for name, value in summary.trigger.items()}
    return summary


async def read_execution(session: AsyncSession, execution_id: UUID) -> ExecutionRead:
    """Return an execution with its first 200 node runs; raises ExecutionNotFound."""
    row = await _get_execution(session, execution_id)
    runs, _ = await _read_node_runs(session, execution_id)
    summary = ExecutionSummary.model_validate(row, from_attributes=True)
    # What a caller sent: a webhook's is its body.
    given = row.trigger.get("input", row.trigger.get("body"))
    return ExecutionRead(**summary.model_dump(), input=given, result=row.result, nodes=runs)


async def list_node_runs(session: AsyncSession, execution_id: UUID, limit: int, after: int) -> NodeRunList:
    """Return `limit` node runs from position `after` on."""
    await _get_execution(session, execution_id)
    runs, has_more = await _read_node_runs(session, execution_id, after, limit)
    return NodeRunList(items=runs, next_cursor=str(after + limit) if has_more else None)


async def _read_node_runs(
    session: AsyncSession, execution_id: UUID, start: int = 0, limit: int = node_runs.MAX_LISTED
) -> tuple[list[NodeRunRead], bool]:
    """Return node runs, and whether there are more. Their events are read few at a time, as they may be large."""
    picked, has_more = node_runs.pick(await repository.read_keys(session, execution_id), start, limit)
    fold = node_runs.Fold()
    batch: list[int] = []
    size = 0
    for seq, own in [*picked, (0, queries.MAX_PAGE)]:
        if batch and size + own > queries.MAX_PAGE:
            for body in await repository.read_bodies(session, execution_id, batch):
                fold.take(body)
            batch, size = [], 0
        batch.append(seq)
        size += own
    return fold.listed(), has_more


async def read_value(session: AsyncSession, execution_id: UUID, hash: str) -> str:
    """Return the JSON of a stored value, big parts of it as previews; raises ExecutionNotFound or ValueNotFound."""
    await _get_execution(session, execution_id)
    packed = await repository.find_value(session, execution_id, hash)
    if packed is None:
        raise ValueNotFound(f"The execution has stored no value with the hash {hash}.")
    return show(packed)


async def list_events(session: AsyncSession, execution_id: UUID, after: int, limit: int) -> EventList:
    """Return the events with `seq > after`, ascending."""
    await _get_execution(session, execution_id)
    rows, has_more = await queries.read_events(session, execution_id, after, limit)
    items: Any = [json.loads(body) for _, _, body in rows]
    return EventList.model_validate({"items": items, "next_after": rows[-1][0] if has_more else None})


async def cancel_execution(runner: Runner, execution_id: UUID) -> None:
    """End a run as cancelled, wherever it runs; raises ExecutionEnded when it has ended."""
    if not await runner.cancel(execution_id):
        raise ExecutionEnded("It has ended already, so there is nothing to cancel.")


async def retry_execution(
    session: AsyncSession,
    key_ring: KeyRing,
    execution_id: UUID,
    caller: Principal | None,
    client: ClientInfo | None,
    asked: RunRequest | None = None,
    *,
    run_max_bytes: int,
) -> UUID:
    """Queue an ended run anew from its beginning, in the version and with the input that it had; returns the new id.

    After the commit some process starts it. Nobody as the caller is who works at the machine; `asked` is the request
    where it has an Idempotency-Key, which may be known by now: then nothing is queued. Raises ExecutionNotFound,
    ExecutionActive, ExecutionUnreadable, and Forbidden for a key that retries a draft's run: that may have nodes for
    which the key lacks the scopes.
    """
    former = await _get_execution(session, execution_id)
    if former.status not in TERMINAL:
        raise ExecutionActive(f"It is {former.status}. Cancel it first, or let it end.")
    if former.format != FORMAT:
        raise ExecutionUnreadable(f"It is stored in format {former.format}; this server knows {FORMAT}.")
    if former.version is None and caller is not None and caller.scopes is not None:
        raise Forbidden("A key cannot retry a run of a draft. Execute the draft instead.")
    if asked is not None and (other := await asked.claim(session)) is not None:
        return other
    again = asked.row.id if asked is not None else uuid7()
    await queue_again(session, key_ring, former, again, run_max_bytes)
    await audit.record(session, "execution.retried", caller, client, target=f"{execution_id} {again}")
    return again


async def resume_execution(
    session: AsyncSession, execution_id: UUID, request: ResumeRequest, caller: Principal, client: ClientInfo
) -> None:
    """Decide about a node that waits for a person; a parked run is queued again.

    Raises ExecutionNotFound, ExecutionEnded, and NodeNotWaiting when it does not wait or was decided already.
    """
    row = await repository.lock(session, execution_id)
    if row is None:
        raise ExecutionNotFound(f"There is no execution {execution_id}.")
    if row.status in TERMINAL:
        raise ExecutionEnded("It has ended already, so no node of it waits.")
    path = write_path(request.iteration)
    journal = await repository.read_node_journal(session, execution_id, f"{request.node_id}|{path}|")
    fold = node_runs.Fold()
    for key, body in journal:
        if type_of(key) != "node.log":
            fold.take(body)
    run = next(iter(fold.listed()), None)
    if run is None or run.waiting_for != "interrupted":
        raise NodeNotWaiting(f"{request.node_id!r} does not wait for a person.")
    decisions = await queries.read_decisions(session, execution_id)
    if any(
        (made.node_id, made.iteration, made.attempt) == (request.node_id, path, run.attempt) for made in decisions
    ):
        raise NodeNotWaiting(f"{request.node_id!r} was decided already.")
    decision = ExecutionDecision(
        execution_id=execution_id,
        node_id=request.node_id,
        iteration=path,
        attempt=run.attempt,
        action=request.action,
        output=request.output,
    )
    session.add(decision)
    if row.owner is None and row.status == "waiting":
        row.status = "queued"
        session.add(row)
    target = f"{execution_id} {request.node_id} {request.action}"
    await audit.record(session, "execution.resumed", caller, client, target=target)


def make_ticket(key_ring: KeyRing, execution_id: UUID, principal: Principal) -> tuple[str, float]:
    """Return a ticket for one stream of this execution, and when it expires (Unix seconds).

    It names who asked for it, so that its stream ends when their access does.
    """
    expires = time.time() + TICKET_SECONDS
    opener = "session" if principal.session_id else "key"
    parts = (execution_id, int(expires), secrets.token_hex(8), principal.user_id, principal.role, opener)
    message = ".".join(map(str, (*parts, principal.session_id or principal.key_id)))
    return f"{message}.{key_ring.sign(TICKET_PURPOSE, message.encode())}", expires


async def take_ticket(database: Database, key_ring: KeyRing, ticket: str, execution_id: UUID) -> Principal | None:
    """Return who asked for the ticket if it is ours, for this execution, not expired and not used before, and if
    their access still stands; now it is used.

    Only a ticket that passes all the other checks reaches the database, whose unique key then lets one taker win
    among all processes.
    """
    message, _, signature = ticket.rpartition(".")
    parts = message.split(".")
    if len(parts) != 7 or not key_ring.verify(TICKET_PURPOSE, message.encode(), signature):
        return None
    execution, expires, _nonce, user_id, role, opener, opener_id = parts
    if execution != str(execution_id) or int(expires) < time.time():
        return None
    session_id, key_id = (UUID(opener_id), None) if opener == "session" else (None, UUID(opener_id))
    known = find_role(role)
    if known is None:
        return None
    principal = Principal(UUID(user_id), "", known, session_id, key_id)
    async with database.session() as session:
        expires_at = datetime.fromtimestamp(int(expires), UTC)
        if not await repository.insert_used_ticket(session, ".".join(parts[:3]), expires_at):
            return None
    return principal if await revalidate(database, [principal]) else None


async def prune_tickets(session: AsyncSession, limit: int) -> int:
    """Delete up to `limit` used tickets that expired an hour ago or earlier, by when the clock of no process takes
    them for good; returns how many."""
    return await repository.delete_used_tickets(session, utc_now() - timedelta(hours=1), limit)

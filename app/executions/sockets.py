"""`WS /ws/executions/{id}?after=`: text frames, one event each, replay then live; 1000 after the terminal one."""

import asyncio
from collections.abc import Coroutine
from contextlib import aclosing
from uuid import UUID

import structlog
from fastapi import WebSocket, WebSocketDisconnect
from sqlalchemy.exc import SQLAlchemyError

from app.auth.access import Principal, Role, Scope
from app.auth.deps import AccessWatchDep, authenticate_websocket
from app.core.errors import OnefoldError
from app.core.http.deps import DatabaseDep, KeyRingDep
from app.core.http.routing import new_router
from app.executions import service
from app.executions.deps import RunnerDep
from app.executions.errors import ExecutionNotFound

log = structlog.get_logger("onefold.executions.sockets")
router = new_router(tags=["executions"])

BAD_REQUEST, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND = 4400, 4401, 4403, 4404
FAILED, TRY_LATER = 1011, 1013  # RFC 6455 section 7.4.1 and the IANA registry
MAX_SEQ = 2**31 - 1
TRY_LATER_REASON = "The database does not answer. Try again shortly."


class Refused(Exception):
    """The stream ends with this close code and reason."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


@router.websocket("/ws/executions/{execution_id}")
async def watch_execution(
    websocket: WebSocket,
    database: DatabaseDep,
    runner: RunnerDep,
    access: AccessWatchDep,
    key_ring: KeyRingDep,
    execution_id: str,
    after: str = "0",
    ticket: str | None = None,
) -> None:
    """Send the events with a greater `seq`. Refusals are close codes after the accept, with a reason."""
    try:
        await websocket.accept()
        wanted, last = _read_target(execution_id, after)
        if ticket is None:
            principal = await _authenticate(websocket, database)
        else:
            principal = await _take_ticket(database, key_ring, ticket, wanted)
        async with database.reader() as session:
            await service.require_execution(session, wanted)
        with access.follow(principal) as watched:
            sending = asyncio.create_task(_send(websocket, runner, wanted, last))
            is_over = await _until_first(sending, watched.wait_ended(), _until_left(websocket))
        if watched.reason == "revoked":
            raise Refused(UNAUTHENTICATED, "Your access has ended.")
        if watched.reason is not None:
            raise Refused(TRY_LATER, TRY_LATER_REASON)
        if is_over:
            await websocket.close(1000)
    except WebSocketDisconnect:
        return
    except Refused as refusal:
        await _close(websocket, refusal.code, refusal.reason)
    except ExecutionNotFound:
        await _close(websocket, NOT_FOUND, "No such execution.")
    except OnefoldError as error:
        await _close(websocket, FORBIDDEN if error.status == 403 else UNAUTHENTICATED, error.detail)
    except SQLAlchemyError as error:
        log.warning("stream_database_error", execution_id=execution_id, cause=type(error).__name__)
        await _close(websocket, TRY_LATER, TRY_LATER_REASON)
    except Exception:
        log.exception("stream_failed", execution_id=execution_id)
        await _close(websocket, FAILED, "An unexpected error. The log has its cause.")


def _read_target(execution_id: str, after: str) -> tuple[UUID, int]:
    """Return which execution and after which `seq`; raises Refused."""
    try:
        wanted = UUID(execution_id)
    except ValueError:
        raise Refused(NOT_FOUND, "No such execution.") from None
    if not (after.isascii() and after.isdigit() and len(after) <= 10 and int(after) <= MAX_SEQ):
        raise Refused(BAD_REQUEST, f"`after` must be a whole number from 0 to {MAX_SEQ}.")
    return wanted, int(after)


async def _authenticate(websocket: WebSocket, database: DatabaseDep) -> Principal:
    principal = await authenticate_websocket(websocket, database)
    if not principal.may(Role.VIEWER, Scope.ACTIONS_READ):
        raise Refused(FORBIDDEN, "This needs the scope actions:read.")
    return principal


async def _take_ticket(database: DatabaseDep, key_ring: KeyRingDep, ticket: str, execution_id: UUID) -> Principal:
    """Use the ticket up, in a transaction that ends before anything is streamed."""
    principal = await service.take_ticket(database, key_ring, ticket, execution_id)
    if principal is None:
        raise Refused(UNAUTHENTICATED, "The ticket is expired, used or not for this execution.")
    return principal


async def _until_first(sending: "asyncio.Task[None]", *others: Coroutine[None, None, None]) -> bool:
    """Return when the first of them has ended, the rest stopped: whether all was sent. Raises what sending raised."""
    tasks = {sending, *map(asyncio.create_task, others)}
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    if sending.cancelled():
        return False
    sending.result()
    return True


async def _send(websocket: WebSocket, runner: RunnerDep, execution_id: UUID, after: int) -> None:
    async with aclosing(runner.events(execution_id, after)) as events:
        async for _, _, body in events:
            await websocket.send_text(body)


async def _until_left(websocket: WebSocket) -> None:
    while (await websocket.receive())["type"] != "websocket.disconnect":
        continue


async def _close(websocket: WebSocket, code: int, reason: str) -> None:
    """Close, unless the client left meanwhile. A reason has room for 123 bytes."""
    try:
        await websocket.close(code, reason[:100])
    except (WebSocketDisconnect, RuntimeError):
        log.debug("stream_client_left", code=code)

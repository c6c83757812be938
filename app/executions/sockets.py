"""`WS /ws/executions/{id}?after=`: text frames, one event each, replay then live; 1000 after the terminal one."""

import asyncio
from contextlib import aclosing
from typing import Annotated
from uuid import UUID

from fastapi import Query, WebSocket, WebSocketDisconnect

from app.auth.access import Principal, Role, Scope
from app.auth.deps import authenticate_websocket
from app.auth.service import revalidate
from app.core.deps import DatabaseDep
from app.core.errors import OnefoldError
from app.core.routing import new_router
from app.executions import service
from app.executions.deps import KeyRingDep, ProcessDep
from app.executions.service import ExecutionNotFound

router = new_router(tags=["executions"])

UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, TRY_LATER = 4401, 4403, 4404, 1013
REVALIDATE_EVERY_S = 4.0


@router.websocket("/ws/executions/{execution_id}")
async def watch_execution(
    websocket: WebSocket,
    database: DatabaseDep,
    process: ProcessDep,
    key_ring: KeyRingDep,
    execution_id: str,
    after: Annotated[int, Query(ge=0)] = 0,
    ticket: Annotated[str | None, Query(max_length=500)] = None,
) -> None:
    """Send the events with a greater `seq`. Refusals are close codes after the accept: 4401, 4403, 4404."""
    await websocket.accept()
    try:
        wanted = UUID(execution_id)
        principal = None
        if ticket is None:
            principal = await authenticate_websocket(websocket, database)
            if not principal.may(Role.VIEWER, Scope.ACTIONS_READ):
                await websocket.close(FORBIDDEN, "This needs the scope actions:read.")
                return
        elif not await _take_ticket(database, key_ring, ticket, wanted):
            await websocket.close(UNAUTHENTICATED, "The ticket is expired, used or not for this execution.")
            return
        async with database.reader() as session:
            await service.require_execution(session, wanted)
    except (ValueError, ExecutionNotFound):
        await websocket.close(NOT_FOUND, "No such execution.")
        return
    except OnefoldError as error:
        codes = {401: UNAUTHENTICATED, 403: FORBIDDEN}
        await websocket.close(codes.get(error.status, UNAUTHENTICATED), error.detail[:100])
        return
    await _stream(websocket, database, process, wanted, after, principal)


async def _take_ticket(database: DatabaseDep, key_ring: KeyRingDep, ticket: str, execution_id: UUID) -> bool:
    """Use the ticket up, in a transaction that ends before anything is streamed."""
    async with database.session() as session:
        return await service.take_ticket(session, key_ring, ticket, execution_id)


async def _stream(
    websocket: WebSocket,
    database: DatabaseDep,
    process: ProcessDep,
    execution_id: UUID,
    after: int,
    principal: Principal | None,
) -> None:
    """Send until the terminal event, until the client leaves, or until it may no longer watch."""
    sending = asyncio.create_task(_send(websocket, process, execution_id, after))
    others = {asyncio.create_task(_until_left(websocket))}
    if principal is not None:
        others.add(asyncio.create_task(_until_revoked(websocket, database, principal)))
    tasks = {sending, *others}
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _send(websocket: WebSocket, process: ProcessDep, execution_id: UUID, after: int) -> None:
    async with aclosing(process.hub.events(execution_id, after)) as events:
        async for _, _, body in events:
            await websocket.send_text(body)
    await websocket.close(1000)


async def _until_left(websocket: WebSocket) -> None:
    try:
        while True:
            await websocket.receive()
    except (WebSocketDisconnect, RuntimeError):
        return


async def _until_revoked(websocket: WebSocket, database: DatabaseDep, principal: Principal) -> None:
    while True:
        await asyncio.sleep(REVALIDATE_EVERY_S)
        if not await revalidate(database, principal):
            await websocket.close(UNAUTHENTICATED, "The session has ended.")
            return

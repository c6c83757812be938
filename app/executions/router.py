"""Executions over HTTP: list, read, cancel, events, and the same events as a stream (SSE)."""

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import BackgroundTasks, Header, Path, Query, Response
from fastapi.responses import StreamingResponse
from pydantic import AwareDatetime

from app.auth.deps import AccessWatchDep, ClientInfoDep, WorkflowOperator, WorkflowViewer
from app.core.errors import BadRequest
from app.core.http.deps import DatabaseDep, KeyRingDep, ReaderDep, SessionDep, SettingsDep
from app.core.http.idempotency import STARTS_RUN, RunRequestDep, find_run
from app.core.http.pagination import InvalidCursor, ListPage, PageQuery
from app.core.http.problems import problems
from app.core.http.routing import new_router
from app.engine.runner import Runner
from app.executions import service, streams
from app.executions.deps import RunnerDep
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
    ResumeRequest,
    Status,
    Ticket,
)

router = new_router(prefix="/api/executions", tags=["executions"])

After = Annotated[int, Query(ge=0, le=2**31 - 1, description="Only events with a greater `seq`.")]

EVENT_STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Server-sent events; each `data` is one event as JSON, `id` is its `seq`.",
        "content": {"text/event-stream": {"schema": {"$ref": "#/components/schemas/ExecutionEvent"}}},
    }
}

VALUE: dict[int | str, dict[str, Any]] = {
    200: {"description": "The value.", "content": {"application/json": {"schema": {}}}}
}


@router.get("")
async def list_executions(
    caller: WorkflowViewer,
    session: ReaderDep,
    page: PageQuery,
    workflow_id: Annotated[UUID | None, Query(description="Only runs of this workflow.")] = None,
    status: Annotated[Status | None, Query(description="Only runs in this status.")] = None,
    queued_from: Annotated[
        AwareDatetime | None, Query(description="Only runs that were queued at this moment or later.")
    ] = None,
    queued_before: Annotated[
        AwareDatetime | None, Query(description="Only runs that were queued before this moment.")
    ] = None,
) -> ListPage[ExecutionSummary]:
    """List executions, newest first. A run that a schedule made up for counts at the time it was due."""
    return await service.list_executions(session, page, workflow_id, status, queued_from, queued_before)


@router.get("/{execution_id}", responses=problems(ExecutionNotFound))
async def get_execution(caller: WorkflowViewer, session: ReaderDep, execution_id: UUID) -> ExecutionRead:
    """Return an execution with its result and its first 200 node runs."""
    return await service.read_execution(session, execution_id)


@router.get("/{execution_id}/nodes", responses=problems(ExecutionNotFound, InvalidCursor))
async def list_execution_nodes(
    caller: WorkflowViewer,
    session: ReaderDep,
    execution_id: UUID,
    limit: Annotated[int, Query(ge=1, le=200)] = 200,
    cursor: Annotated[str | None, Query(max_length=10)] = None,
) -> NodeRunList:
    """List the node runs of an execution in the order they first appeared."""
    if cursor is not None and not (cursor.isascii() and cursor.isdigit()):
        raise InvalidCursor("Use next_cursor of the page before, unchanged.")
    return await service.list_node_runs(session, execution_id, limit, int(cursor or 0))


@router.get("/{execution_id}/events", responses=problems(ExecutionNotFound))
async def list_execution_events(
    caller: WorkflowViewer,
    session: ReaderDep,
    execution_id: UUID,
    after: After = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 200,
) -> EventList:
    """List events with a greater `seq`, ascending."""
    return await service.list_events(session, execution_id, after, limit)


@router.get(
    "/{execution_id}/values/{hash}",
    response_class=Response,
    responses=VALUE | problems(ExecutionNotFound, ValueNotFound),
)
async def get_execution_value(
    caller: WorkflowViewer,
    session: ReaderDep,
    execution_id: UUID,
    hash: Annotated[str, Path(pattern="^[0-9a-f]{64}$")],
) -> Response:
    """Return a value of an execution that is shown truncated elsewhere; a part that is itself large has a hash."""
    return Response(await service.read_value(session, execution_id, hash), media_type="application/json")


@router.post("/{execution_id}/cancel", responses=problems(ExecutionNotFound, ExecutionEnded))
async def cancel_execution(
    caller: WorkflowOperator, database: DatabaseDep, runner: RunnerDep, execution_id: UUID
) -> ExecutionRead:
    """End an execution as cancelled, wherever it runs."""
    async with database.reader() as session:
        await service.require_execution(session, execution_id)
    await service.cancel_execution(runner, execution_id)
    async with database.reader() as session:
        return await service.read_execution(session, execution_id)


@router.post(
    "/{execution_id}/retry",
    dependencies=[STARTS_RUN],
    status_code=202,
    responses=problems(ExecutionNotFound, ExecutionActive, ExecutionUnreadable),
)
async def retry_execution(
    caller: WorkflowOperator,
    session: SessionDep,
    runner: RunnerDep,
    key_ring: KeyRingDep,
    settings: SettingsDep,
    client: ClientInfoDep,
    asked: RunRequestDep,
    execution_id: UUID,
    background: BackgroundTasks,
    response: Response,
) -> ExecutionRead:
    """Start an ended run anew, with the version and the input that it had, and return the new one."""
    again = await find_run(asked, session, response)
    if again is None:
        limit = settings.run_max_bytes
        again = await service.retry_execution(
            session, key_ring, execution_id, caller, client, asked, run_max_bytes=limit
        )
    response.headers["Location"] = f"/api/executions/{again}"
    background.add_task(_start_queued, runner)
    return await service.read_execution(session, again)


async def _start_queued(runner: Runner) -> None:
    """Look at the queue once the answer is sent, which is after the commit."""
    runner.start_queued_soon()


@router.post("/{execution_id}/resume", responses=problems(ExecutionNotFound, ExecutionEnded, NodeNotWaiting))
async def resume_execution(
    caller: WorkflowOperator, session: SessionDep, client: ClientInfoDep, execution_id: UUID, body: ResumeRequest
) -> ExecutionRead:
    """Answer a node that waits for a person: its process died inside an effect that must happen once."""
    await service.resume_execution(session, execution_id, body, caller, client)
    return await service.read_execution(session, execution_id)


@router.post("/{execution_id}/ticket", status_code=201, responses=problems(ExecutionNotFound))
async def create_execution_ticket(
    caller: WorkflowViewer, session: ReaderDep, key_ring: KeyRingDep, execution_id: UUID
) -> Ticket:
    """Make a ticket that opens one stream of this execution within 30 s, for callers that cannot send headers."""
    await service.require_execution(session, execution_id)
    ticket, expires = service.make_ticket(key_ring, execution_id, caller)
    return Ticket(ticket=ticket, expires_at=datetime.fromtimestamp(expires, UTC))


@router.get(
    "/{execution_id}/stream",
    response_class=StreamingResponse,
    responses=EVENT_STREAM | problems(ExecutionNotFound, BadRequest),
)
async def stream_execution_events(
    caller: WorkflowViewer,
    database: DatabaseDep,
    runner: RunnerDep,
    access: AccessWatchDep,
    execution_id: UUID,
    after: After = 0,
    last_event_id: Annotated[str | None, Header(description="Sent by browsers that reconnect.")] = None,
) -> StreamingResponse:
    """Stream the events with a greater `seq`, replayed first and then live; ends after the terminal event."""
    async with database.reader() as session:
        await service.require_execution(session, execution_id)
    if last_event_id:
        if not (last_event_id.isascii() and last_event_id.isdigit() and len(last_event_id) < 10):
            raise BadRequest("Last-Event-ID must be the `seq` of an event.")
        after = max(after, int(last_event_id))
    return StreamingResponse(
        streams.server_sent_events(runner, access, caller, execution_id, after),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )

"""What callers see of executions."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field, JsonValue

from app.executions.events import ExecutionEvent, RunError

Status = Literal["queued", "running", "waiting", "completed", "failed", "cancelled", "timed_out"]
NodeStatus = Literal["pending", "running", "waiting", "completed", "failed", "skipped", "retrying", "cancelled"]


class NodeRunRead(BaseModel):
    """One run of a node, as its events tell it."""

    node_id: str
    kind: str | None = None
    status: NodeStatus
    attempt: int
    iteration: list[int] = Field(default_factory=list)
    started_at: datetime | None = None
    ended_at: datetime | None = None
    output: JsonValue = None
    error: RunError | None = None


class ExecutionSummary(BaseModel):
    """An execution in a list."""

    id: UUID
    workflow_id: UUID
    version: int | None = Field(description="None: it ran a draft.")
    status: Status
    trigger: dict[str, Any]
    queued_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    error: RunError | None


class ExecutionRead(ExecutionSummary):
    """An execution with its first 200 node runs."""

    input: JsonValue = None
    result: JsonValue = None
    nodes: list[NodeRunRead] = Field(default_factory=list)


class EventList(BaseModel):
    """Events of an execution in order, from after the `seq` that was asked for."""

    items: list[ExecutionEvent]
    next_after: int | None = Field(description="Ask again with this `after`; null when there is no more now.")


class NodeRunList(BaseModel):
    """Node runs in the order they first appeared."""

    items: list[NodeRunRead]
    next_cursor: str | None = None


class Ticket(BaseModel):
    """Lets one WebSocket or SSE stream of this execution open within its lifetime."""

    ticket: str
    expires_at: datetime

"""What callers see of executions."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field, JsonValue

from app.core.request_body import RequestBody
from app.core.text import AsStored, StorableJson, StorableText
from app.core.times import UTCTime
from app.engine.journal.events import ExecutionEvent, RunError, TruncatedValue

Status = Literal["queued", "running", "waiting", "completed", "failed", "cancelled", "timed_out"]
NodeStatus = Literal["pending", "running", "waiting", "completed", "failed", "skipped", "retrying", "cancelled"]


class NodeRunRead(BaseModel):
    """One run of a node, as its events tell it."""

    node_id: str
    kind: str | None = None
    status: NodeStatus
    attempt: int
    iteration: list[int] = Field(default_factory=list)
    started_at: UTCTime | None = None
    ended_at: UTCTime | None = None
    waiting_for: str | None = Field(None, description="`delay`, or `interrupted`: a person must `resume` it.")
    waiting_until: UTCTime | None = None
    output: TruncatedValue | JsonValue = None
    error: RunError | None = None


class ResumeRequest(RequestBody):
    """What became of an effect that the process died in, as a person found out."""

    node_id: StorableText = Field(max_length=64)
    iteration: list[Annotated[int, Field(ge=0, le=2**31 - 1)]] = Field(
        default_factory=list, max_length=8, description="Path like [3, 0] inside loops, empty outside."
    )
    action: Literal["repeat", "complete", "fail"] = Field(
        description="Run it again, go on as if it had given `output`, or treat it as failed."
    )
    output: StorableJson = Field(None, description="What the node gives; with `complete` only.")


class ExecutionSummary(BaseModel):
    """An execution in a list."""

    id: UUID
    workflow_id: UUID
    version: int | None = Field(description="None: it ran a draft.")
    status: AsStored[Status]
    trigger: dict[str, Any]
    queued_at: UTCTime
    started_at: UTCTime | None
    ended_at: UTCTime | None
    error: AsStored[RunError | None]


class ExecutionRead(ExecutionSummary):
    """An execution with its first 200 node runs."""

    input: TruncatedValue | JsonValue = None
    result: TruncatedValue | JsonValue = None
    nodes: list[NodeRunRead] = Field(default_factory=list)


class EventList(BaseModel):
    """Events of an execution in order, from after the `seq` that was asked for."""

    items: AsStored[list[ExecutionEvent]]
    next_after: int | None = Field(description="Ask again with this `after`; null when there is no more now.")


class NodeRunList(BaseModel):
    """Node runs in the order they first appeared."""

    items: list[NodeRunRead]
    next_cursor: str | None = None


class Ticket(BaseModel):
    """Lets one WebSocket of this execution open within its lifetime."""

    ticket: str
    expires_at: UTCTime

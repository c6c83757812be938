"""The events of an execution: what they carry, and how they are written down.

A discriminated union on `type`. `seq` is gapless from 1 and assigned when the event is committed; a terminal event
is the last. Clients skip types they do not know and still advance by `seq`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, JsonValue
from typing_extensions import TypeAliasType

from app.engine.stored_values import Kept, StoredValue, encode

TERMINAL_TYPES = {
    "execution.completed": "completed",
    "execution.failed": "failed",
    "execution.cancelled": "cancelled",
    "execution.timed_out": "timed_out",
}


class RunError(BaseModel):
    """Why a node or a run failed; `code` is stable."""

    code: str
    message: str
    node: str | None = None
    attempt: int | None = None
    response: dict[str, JsonValue] | None = Field(
        None, description="What the other side answered: `status`, `headers`, `body`; where the run goes on."
    )


class TruncatedValue(BaseModel):
    """Stands where a value is too big to be shown."""

    model_config = ConfigDict(extra="forbid")

    truncated: Literal[True]
    bytes: int = Field(description="Of its JSON.")
    hash: str | None = Field(
        description="For `/api/executions/{id}/values/{hash}`; null: its event or execution has it whole."
    )
    preview: str = Field(description="How its JSON begins.")


class _Event(BaseModel):
    seq: int = Field(ge=1, description="Gapless from 1 within the execution.")
    at: datetime
    execution_id: UUID


class _NodeEvent(_Event):
    node_id: str
    iteration: list[int] = Field(description="Path like [3, 0] inside loops, empty outside.")
    attempt: int


class ExecutionStarted(_Event):
    """The first event of every run."""

    type: Literal["execution.started"]


class NodeStarted(_NodeEvent):
    """A node begins; `winner` names the branch that an `any` join followed."""

    type: Literal["node.started"]
    kind: str
    winner: str | None = None


class NodeLog(_NodeEvent):
    """A line a node wrote."""

    type: Literal["node.log"]
    level: Literal["debug", "info", "warning", "error"]
    message: str
    data: TruncatedValue | JsonValue = None


class NodeRetrying(_NodeEvent):
    """An attempt failed; the next one starts at `until`."""

    type: Literal["node.retrying"]
    error: RunError
    until: datetime


class NodeWaiting(_NodeEvent):
    """A node waits: for a time (`delay`), or for a person to say what became of its effect (`interrupted`)."""

    type: Literal["node.waiting"]
    reason: str
    until: datetime | None = Field(None, description="When it goes on; null when a person decides.")


class NodeCompleted(_NodeEvent):
    """A node ended well; control goes on by `port`."""

    type: Literal["node.completed"]
    output: TruncatedValue | JsonValue = None
    port: str = "out"


class NodeFailed(_NodeEvent):
    """A node failed for good; with `port` the run goes on by it."""

    type: Literal["node.failed"]
    error: RunError
    port: str | None = None


class NodeSkipped(_NodeEvent):
    """No branch that leads to this node was taken."""

    type: Literal["node.skipped"]


class ExecutionCompleted(_Event):
    """Terminal: the run ended well with this result."""

    type: Literal["execution.completed"]
    result: TruncatedValue | JsonValue = None


class ExecutionFailed(_Event):
    """Terminal: the run failed."""

    type: Literal["execution.failed"]
    error: RunError


class ExecutionCancelled(_Event):
    """Terminal: somebody cancelled the run."""

    type: Literal["execution.cancelled"]


class ExecutionTimedOut(_Event):
    """Terminal: the run took longer than its workflow allows."""

    type: Literal["execution.timed_out"]
    error: RunError


ExecutionEvent = TypeAliasType(
    "ExecutionEvent",
    Annotated[
        ExecutionStarted
        | NodeStarted
        | NodeLog
        | NodeRetrying
        | NodeWaiting
        | NodeCompleted
        | NodeFailed
        | NodeSkipped
        | ExecutionCompleted
        | ExecutionFailed
        | ExecutionCancelled
        | ExecutionTimedOut,
        Field(discriminator="type"),
    ],
)


@dataclass(frozen=True, slots=True)
class Draft:
    """An event before its commit: its unique key, and its JSON body but for the leading `seq`.

    Where people see something else than what is true, `kept` is stored beside it. `stored` are values that are to be
    stored by the time it is.
    """

    key: str
    type: str
    tail: str
    kept: Kept | None = None
    stored: tuple[StoredValue, ...] = ()

    def body(self, seq: int) -> str:
        """Return the whole event as JSON text, the form that is stored and sent."""
        return f'{{"seq":{seq},{self.tail}'


def timestamp(moment: datetime | None = None) -> str:
    """Return a time as RFC 3339 in UTC with microseconds and `Z`."""
    return (moment or datetime.now(UTC)).isoformat(timespec="microseconds").replace("+00:00", "Z")


def write_path(iteration: Iterable[int]) -> str:
    """Return an iteration path as keys have it: `3.0`, empty outside loops."""
    return ".".join(map(str, iteration))


def path_of(key: str) -> str:
    """Return the iteration path in a key."""
    return key.split("|", 2)[1] if "|" in key else ""


def type_of(key: str) -> str:
    """Return the event type in a key: `node|path|attempt|type|n`, or the type alone."""
    return key.split("|")[3] if "|" in key else key


def read_path(path: str) -> tuple[int, ...]:
    """Return the iteration path that a key's text stands for."""
    return tuple(map(int, path.split("."))) if path else ()


def draft(
    execution_id: str,
    type: str,
    *,
    node: str = "",
    iteration: tuple[int, ...] = (),
    attempt: int = 0,
    n: int = 0,
    **fields: Any,
) -> Draft:
    """Return an event ready to be journaled. Its key is (node, iteration path, attempt, type, n)."""
    body: dict[str, Any] = {"at": timestamp(), "execution_id": execution_id, "type": type}
    if node:
        body |= {"node_id": node, "iteration": list(iteration), "attempt": attempt}
    body |= fields
    key = f"{node}|{write_path(iteration)}|{attempt}|{type}|{n}" if node else type
    return Draft(key, type, encode(body)[1:])

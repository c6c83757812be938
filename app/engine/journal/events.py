"""The events of an execution: what they carry, and how they are written down.

A discriminated union on `type`. `seq` is gapless from 1 and assigned when the event is committed; a terminal event
is the last. Clients skip types they do not know and still advance by `seq`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, NamedTuple, get_args
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, JsonValue
from typing_extensions import TypeAliasType

from app.core.times import UTCTime
from app.engine.journal.stored_values import Kept, StoredValue, encode


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


class NodeAttempt(NamedTuple):
    """Where in a run something happens: a node, the iteration path of its loops, and the attempt, from 1."""

    node_id: str
    iteration: tuple[int, ...]
    attempt: int


class EventFields(NamedTuple):
    """What an event says, before it is written down: made by the `new` of its class, which knows its fields.

    `values` are those fields that hold what came of a node, so that they may be big or hold secrets. `n` counts the
    events of one type in an attempt.
    """

    type: str
    place: NodeAttempt | None
    n: int
    fields: dict[str, Any]
    values: dict[str, Any]


class _Event(BaseModel):
    seq: int = Field(ge=1, description="Gapless from 1 within the execution.")
    at: UTCTime
    execution_id: UUID

    @classmethod
    def _new(
        cls, place: NodeAttempt | None = None, values: dict[str, Any] | None = None, n: int = 0, **fields: Any
    ) -> EventFields:
        return EventFields(TYPES[cls], place, n, fields, values or {})


class _NodeEvent(_Event):
    node_id: str
    iteration: list[int] = Field(description="Path like [3, 0] inside loops, empty outside.")
    attempt: int


class _TerminalEvent(_Event):
    model_config = ConfigDict(json_schema_extra={"x-terminal": True})  # read by tools/generate_clients.py


class ExecutionStarted(_Event):
    """The first event of every run."""

    type: Literal["execution.started"]

    @classmethod
    def new(cls) -> EventFields:
        return cls._new()


class NodeStarted(_NodeEvent):
    """A node begins; `winner` names the branch that an `any` join followed."""

    type: Literal["node.started"]
    kind: str
    winner: str | None = None

    @classmethod
    def new(cls, place: NodeAttempt, kind: str, winner: str | None) -> EventFields:
        return cls._new(place, kind=kind, winner=winner)


class NodeLog(_NodeEvent):
    """A line a node wrote."""

    type: Literal["node.log"]
    level: Literal["debug", "info", "warning", "error"]
    message: str
    data: TruncatedValue | JsonValue = None

    @classmethod
    def new(cls, place: NodeAttempt, n: int, level: str, message: str, data: JsonValue) -> EventFields:
        return cls._new(place, {"message": message, "data": data}, n, level=level)


class NodeRetrying(_NodeEvent):
    """An attempt failed; the next one starts at `until`."""

    type: Literal["node.retrying"]
    error: RunError
    until: UTCTime

    @classmethod
    def new(cls, place: NodeAttempt, error: dict[str, Any], until: datetime) -> EventFields:
        return cls._new(place, {"error": error}, until=timestamp(until))


class NodeWaiting(_NodeEvent):
    """A node waits: for a time (`delay`), or for a person to say what became of its effect (`interrupted`)."""

    type: Literal["node.waiting"]
    reason: str
    until: UTCTime | None = Field(None, description="When it goes on; null when a person decides.")

    @classmethod
    def new(cls, place: NodeAttempt, reason: str, until: datetime | None, n: int = 0) -> EventFields:
        return cls._new(place, n=n, reason=reason, until=None if until is None else timestamp(until))


class NodeCompleted(_NodeEvent):
    """A node ended well; control goes on by `port`."""

    type: Literal["node.completed"]
    output: TruncatedValue | JsonValue = None
    port: str = "out"

    @classmethod
    def new(cls, place: NodeAttempt, output: JsonValue, port: str) -> EventFields:
        return cls._new(place, {"output": output}, port=port)


class NodeFailed(_NodeEvent):
    """A node failed for good; with `port` the run goes on by it."""

    type: Literal["node.failed"]
    error: RunError
    port: str | None = None

    @classmethod
    def new(cls, place: NodeAttempt, error: dict[str, Any], port: str | None) -> EventFields:
        return cls._new(place, {"error": error}, port=port)


class NodeSkipped(_NodeEvent):
    """No branch that leads to this node was taken."""

    type: Literal["node.skipped"]

    @classmethod
    def new(cls, place: NodeAttempt) -> EventFields:
        return cls._new(place)


class ExecutionCompleted(_TerminalEvent):
    """Terminal: the run ended well with this result."""

    type: Literal["execution.completed"]
    result: TruncatedValue | JsonValue = None

    @classmethod
    def new(cls, result: JsonValue) -> EventFields:
        return cls._new(values={"result": result})


class ExecutionFailed(_TerminalEvent):
    """Terminal: the run failed."""

    type: Literal["execution.failed"]
    error: RunError

    @classmethod
    def new(cls, error: dict[str, Any]) -> EventFields:
        return cls._new(values={"error": error})


class ExecutionCancelled(_TerminalEvent):
    """Terminal: somebody cancelled the run."""

    type: Literal["execution.cancelled"]

    @classmethod
    def new(cls) -> EventFields:
        return cls._new()


class ExecutionTimedOut(_TerminalEvent):
    """Terminal: the run took longer than its workflow allows."""

    type: Literal["execution.timed_out"]
    error: RunError

    @classmethod
    def new(cls, error: dict[str, Any]) -> EventFields:
        return cls._new(values={"error": error})


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


TYPES: dict[type[_Event], str] = {
    event: get_args(event.model_fields["type"].annotation)[0]
    for event in get_args(get_args(ExecutionEvent.__value__)[0])
}
"""The name of each type of event."""
TERMINAL_TYPES = {
    name: name.removeprefix("execution.") for event, name in TYPES.items() if issubclass(event, _TerminalEvent)
}
"""The types that end a run, and the status that it has then."""


@dataclass(frozen=True, slots=True)
class NewEvent:
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


def new_event(execution_id: str, event: EventFields) -> NewEvent:
    """Return an event ready to be journaled. Its key is (node, iteration path, attempt, type, n)."""
    body: dict[str, Any] = {"at": timestamp(), "execution_id": execution_id, "type": event.type}
    key = event.type
    if event.place is not None:
        node_id, iteration, attempt = event.place
        body |= {"node_id": node_id, "iteration": list(iteration), "attempt": attempt}
        key = f"{node_id}|{write_path(iteration)}|{attempt}|{event.type}|{event.n}"
    body |= event.fields
    body |= event.values
    return NewEvent(key, event.type, encode(body)[1:])

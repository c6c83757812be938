"""What a node kind is, and what it may ask of its run. The kinds are in `app/nodes/`; the engine is handed them."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, Protocol
from uuid import UUID

from pydantic import BaseModel, JsonValue

from app.auth.access import Scope
from app.core.security.egress import EgressClient
from app.core.upgrades import Upgrades, check_upgrades, upgrade
from app.data.sources.open_sources import DataSources
from app.engine.shapes import Shape

Effect = Literal["pure", "idempotent", "once"]
LogLevel = Literal["debug", "info", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Services:
    """What nodes may reach outside their run."""

    egress: EgressClient
    sources: DataSources


class RunContext(Protocol):
    """What a running node knows of its run, and what it may do besides returning."""

    @property
    def execution_id(self) -> UUID:
        """The run."""
        ...

    @property
    def node_id(self) -> str:
        """The node."""
        ...

    @property
    def attempt(self) -> int:
        """From 1."""
        ...

    @property
    def services(self) -> Services:
        """What nodes may reach outside their run."""
        ...

    @property
    def trigger(self) -> Mapping[str, JsonValue]:
        """What started the run."""
        ...

    @property
    def idempotency_key(self) -> str:
        """`execution:node:iteration`, the same for every attempt: pass it to the other side."""
        ...

    async def confirm(self) -> None:
        """Return when this run is surely still this process's; raises LostClaim, which ends it here.

        Asked before a node with an effect begins; a node that waits before it sends asks again right before.
        """
        ...

    async def run_body(self, name: str, index: int, item: JsonValue) -> JsonValue:
        """Run one of the node's bodies, the sub-graph in the param `name`, and return the output of its last node.

        `index` tells the rounds of a node apart, those of different bodies too; nodes in the body read both as
        `index` and `item`.

        Raises BodyFailed when a node in it failed, and Parked when one waits for a person.
        """
        ...

    async def log(self, level: LogLevel, message: str, data: JsonValue = None) -> None:
        """Append a `node.log` event to the run."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait, as `node.waiting` in the journal: after a crash only what is left is waited."""
        ...


@dataclass(frozen=True, slots=True)
class Output:
    """What a node leaves: one JSON value, and the port that control goes on by."""

    value: JsonValue = None
    port: str = "out"


class NodeError(Exception):
    """A node could not do its work.

    `retryable` says whether another attempt may help, `retry_after_s` how long the other side wants to be left alone.
    `response` is what the other side answered, for the nodes behind the error port; a long `body` in it is cut.
    """

    def __init__(
        self,
        code: str,
        message: str,
        *,
        retryable: bool = False,
        retry_after_s: float = 0.0,
        response: dict[str, JsonValue] | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.retryable = retryable
        self.retry_after_s = retry_after_s
        self.response = response


class BodyFailed(Exception):
    """A node failed and its author did not say what else to do: the graph around it has failed with it."""

    def __init__(self, error: dict[str, Any]) -> None:
        super().__init__(error["message"])
        self.error = error


class Parked(Exception):
    """Some node waits for a person, and everything else that could run has run."""


@dataclass(frozen=True, slots=True)
class PortsFrom:
    """Ports that the author of a node names: one for each item of the list `param`, by the item's `key`."""

    param: str
    key: str

    def read(self, params: Mapping[str, JsonValue]) -> tuple[str, ...]:
        """Return the ports that raw params name, right or wrong."""
        items = params.get(self.param)
        named = [item.get(self.key) for item in items if isinstance(item, dict)] if isinstance(items, list) else []
        return tuple(port for port in named if isinstance(port, str))


@dataclass(frozen=True, slots=True)
class Reference:
    """Something outside the graph that a param names literally, and that a publish must find: a secret by its name,
    a data source by its name or id.
    """

    type: Literal["secret", "source"]
    name: str
    param: str


Run = Callable[[RunContext, Any], Awaitable[Output]]


@dataclass(frozen=True, slots=True)
class NodeKind:
    """A node kind. `run` gets the params with their expressions evaluated, as an instance of `params`.

    `scope` is what an API key needs that stores, publishes or tries such a node; it too may depend on the raw params.

    `effect` is `pure` (no trace outside the run), `idempotent` (may run again) or `once` (passes the idempotency
    key on); a function of the raw params where it depends on them. The docstring of the kind's module is its
    documentation: the first line its summary.

    Control goes on by one of `ports`, or by one that the author named (`ports_from`). `bodies` are the params that
    are graphs of their own, which `run` runs through `ctx.run_body`. `references` yields what raw params name outside
    the graph. A kind that `responds` answers who waits for the run: its output is `{status, headers, body}`.

    `output` says which members the output may have, as far as raw params tell: authors are warned of expressions that
    read others. It may be left unknown.

    `version` goes up when stored params would be read otherwise; `upgrades` then holds, by the version it starts
    from, what makes the params of each version those of the next one.

    Functions of raw params are asked about drafts too: they get whatever JSON an author left there.
    """

    is_trigger: ClassVar[bool] = False
    """Whether a run starts at nodes of this kind: those are instances of `app.engine.triggers.Trigger`."""

    name: str
    title: str
    params: type[BaseModel]
    run: Run
    effect: Effect | Callable[[Mapping[str, JsonValue]], Effect] = "pure"
    scope: Scope | Callable[[Mapping[str, JsonValue]], Scope] | None = None
    ports: tuple[str, ...] = ("out",)
    ports_from: PortsFrom | None = None
    bodies: tuple[str, ...] | Callable[[Mapping[str, JsonValue]], tuple[str, ...]] = ()
    references: Callable[[Mapping[str, JsonValue]], Iterator[Reference]] | None = None
    output: Shape | Callable[[Mapping[str, JsonValue]], Shape] = None
    responds: bool = False
    version: int = 1
    upgrades: Upgrades = field(default_factory=dict)
    docs: str = ""

    def __post_init__(self) -> None:
        check_upgrades(self.name, self.version, self.upgrades)

    def upgrade(self, params: Mapping[str, JsonValue], version: int) -> dict[str, JsonValue]:
        """Return the raw params of an older version as those of this one; raises UpgradeFailed."""
        return upgrade(self.name, params, version, self.version, self.upgrades)

    def output_of(self, params: Mapping[str, JsonValue]) -> Shape:
        """Return what is known of the output of a node with these raw params."""
        return self.output(params) if callable(self.output) else self.output

    def ports_of(self, params: Mapping[str, JsonValue]) -> tuple[str, ...]:
        """Return the ports that control may leave a node with these raw params by, `error` aside."""
        return self.ports if self.ports_from is None else (*self.ports_from.read(params), *self.ports)

    def bodies_of(self, params: Mapping[str, JsonValue]) -> tuple[str, ...]:
        """Return the params of a node with these raw params that are graphs of their own."""
        return self.bodies(params) if callable(self.bodies) else self.bodies

    def references_of(self, params: Mapping[str, JsonValue]) -> Iterator[Reference]:
        """Yield what these raw params name outside the graph."""
        return self.references(params) if self.references else iter(())

    def effect_of(self, params: Mapping[str, JsonValue]) -> Effect:
        """Return the effect of a node with these raw params."""
        return self.effect(params) if callable(self.effect) else self.effect

    def scope_of(self, params: Mapping[str, JsonValue]) -> Scope | None:
        """Return the scope that a key needs for a node with these raw params."""
        return self.scope if self.scope is None or isinstance(self.scope, Scope) else self.scope(params)

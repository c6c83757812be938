"""Kinds at which runs start: who may start one there, what it reads, and what publishing such a node registers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, TypeVar

from pydantic import BaseModel, JsonValue

from app.core.draft_problems import DraftProblem
from app.engine.graph import Graph, Node
from app.engine.kinds import NodeKind, Output, Run, RunContext

TriggerSource = Literal["manual", "page", "schedule", "webhook"]
"""Who starts a run: a person or a program through the API, a published page, the clock, or a call from outside."""

Registration = TypeVar("Registration", bound=BaseModel)


async def pass_on(ctx: RunContext, params: Any) -> Output:
    """Return what the run started with."""
    return Output(dict(ctx.trigger))


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger(NodeKind):
    """A kind at which runs start.

    `sources` says who may start a run at it. Where a workflow has several triggers for one source, the run starts at
    the one with the lowest number; of equal ones at the first in the graph.

    `make_trigger` returns what the run reads as `trigger`, given the source and what it brings: `input` by hand;
    `input`, `page` and `visitor` from a page; the call from a webhook.

    `output` is what is known of that value.

    `registers` returns, for params that were found valid, what a publish registers with the slice that starts such
    runs; that slice finds its own by type (`list_registrations`). `conflicts` yields what is wrong between the nodes
    of the kind in one graph, whatever is wrong with their params.
    """

    is_trigger: ClassVar[bool] = True

    run: Run = pass_on
    sources: Mapping[TriggerSource, int]
    make_trigger: Callable[[TriggerSource, Mapping[str, JsonValue]], dict[str, JsonValue]]
    registers: Callable[[Mapping[str, JsonValue]], BaseModel] | None = None
    conflicts: Callable[[Sequence[Node]], Iterator[DraftProblem]] | None = None


def list_triggers(kinds: Mapping[str, NodeKind], source: TriggerSource) -> list[Trigger]:
    """Return the kinds that this source may start a run at, the preferred one first."""
    found = [kind for kind in kinds.values() if isinstance(kind, Trigger) and source in kind.sources]
    return sorted(found, key=lambda kind: kind.sources[source])


def find_trigger(graph: Graph, kinds: Mapping[str, NodeKind], source: TriggerSource) -> Node | None:
    """Return the node at which a run from this source starts, if the graph has one."""
    ranks = {kind.name: kind.sources[source] for kind in list_triggers(kinds, source)}
    startable = [node for node in graph.nodes if node.kind in ranks]
    return min(startable, key=lambda node: ranks[node.kind], default=None)


def make_trigger_value(
    node: Node, kinds: Mapping[str, NodeKind], source: TriggerSource, given: Mapping[str, JsonValue]
) -> dict[str, JsonValue]:
    """Return what a run that this source starts at the node reads as `trigger`."""
    kind = kinds[node.kind]
    assert isinstance(kind, Trigger)
    return kind.make_trigger(source, given) | {"node_id": node.id}


def list_registrations(
    graph: Graph, kinds: Mapping[str, NodeKind], wanted: type[Registration]
) -> list[tuple[Node, Registration]]:
    """Return the triggers of a valid graph that register something of this type, each with what it registers."""
    found = []
    for node in graph.nodes:
        kind = kinds[node.kind]
        if isinstance(kind, Trigger) and kind.registers is not None:
            registration = kind.registers(node.params)
            if isinstance(registration, wanted):
                found.append((node, registration))
    return found

"""A graph made ready to run from one trigger: expressions compiled, edges indexed, the unreachable left out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from app.engine.graph import Graph, Node, Subgraph
from app.engine.kinds import Effect, NodeKind
from app.expressions.parse import Compiled, compile_value, references

Kinds = Mapping[str, NodeKind]


@dataclass(slots=True)
class PlannedSubgraph:
    """The body of a container, and the plan that runs it once for each item."""

    graph: Subgraph
    plan: "Plan"


@dataclass(slots=True)
class PlannedNode:
    """A node with what the interpreter needs at once. `static` are params without expressions, validated once;
    `position` is its place in the graph's list.
    """

    node: Node
    kind: NodeKind
    effect: Effect
    compiled: Compiled
    bodies: Mapping[str, PlannedSubgraph]
    position: int
    static: BaseModel | None = None
    incoming: int = 0
    outgoing: list[tuple[str, str]] = field(default_factory=list)  # (port, target)

    @property
    def is_inline(self) -> bool:
        """Whether it ends at once, so that it needs no task of its own."""
        return self.effect == "pure" and not self.bodies and self.node.timeout_s is None and self.node.retry is None

    def params(self, values: Any) -> BaseModel:
        """Return evaluated values (an object) as the kind's params; raises ValidationError."""
        if self.bodies:
            values = values | {name: body.graph for name, body in self.bodies.items()}
        return self.kind.params.model_validate(values)


@dataclass(slots=True)
class Plan:
    """The nodes a run can reach from where it starts, the secrets they name, and whether they read variables."""

    starts: tuple[str, ...]
    nodes: Mapping[str, PlannedNode]
    secret_names: frozenset[str]
    reads_variables: bool


def make_plan(graph: Graph, trigger: str, kinds: Kinds) -> Plan:
    """Return the plan of a valid graph; raises KeyError when there is no such trigger node, or kind."""
    return _plan(graph, (trigger,), kinds)


def _plan_subgraph(graph: Subgraph, kinds: Kinds) -> PlannedSubgraph:
    """Return the body of a container: it starts at every node that no edge leads to."""
    led_to = {edge.to for edge in graph.edges}
    return PlannedSubgraph(graph, _plan(graph, [node.id for node in graph.nodes if node.id not in led_to], kinds))


def _plan(graph: Subgraph, starts: Iterable[str], kinds: Kinds) -> Plan:
    by_id = {node.id: (position, node) for position, node in enumerate(graph.nodes)}
    targets: dict[str, list[tuple[str, str]]] = {}
    for edge in graph.edges:
        targets.setdefault(edge.source, []).append((edge.port, edge.to))
    nodes = {node_id: _plan_node(*by_id[node_id], kinds) for node_id in _reachable(starts, targets)}
    names: set[str] = set()
    reads_variables = False
    for node_id, planned in nodes.items():
        planned.outgoing = targets.get(node_id, [])
        for _, target in planned.outgoing:
            nodes[target].incoming += 1
        paths = references(planned.compiled)
        names.update(path[1] for path in paths if path[0] == "secrets" and len(path) > 1)
        reads_variables = reads_variables or any(path[0] == "env" for path in paths)
        for body in planned.bodies.values():
            names.update(body.plan.secret_names)
            reads_variables = reads_variables or body.plan.reads_variables
    return Plan(tuple(starts), nodes, frozenset(names), reads_variables)


def _reachable(starts: Iterable[str], targets: Mapping[str, list[tuple[str, str]]]) -> list[str]:
    reached = dict.fromkeys(starts)
    stack = list(reached)
    while stack:
        for _, target in targets.get(stack.pop(), ()):
            if target not in reached:
                reached[target] = None
                stack.append(target)
    return list(reached)


def _plan_node(position: int, node: Node, kinds: Kinds) -> PlannedNode:
    kind = kinds[node.kind]
    params = dict(node.params)
    bodies = {
        name: _plan_subgraph(Subgraph.model_validate(params.pop(name)), kinds) for name in kind.bodies_of(params)
    }
    compiled = compile_value(params)
    planned = PlannedNode(node, kind, kind.effect_of(params), compiled, bodies, position)
    if not compiled.dynamic:
        planned.static = planned.params(params)
    return planned

"""A graph made ready to run from one trigger: expressions compiled, edges indexed, the unreachable left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel, JsonValue

from app.actions.graph import Graph, Node
from app.actions.kinds import Effect, NodeKind, node_kinds
from app.expressions.parse import Compiled, compile_value, references


@dataclass(slots=True)
class PlannedNode:
    """A node with what the interpreter needs at once. `static` are params without expressions, validated once."""

    node: Node
    kind: NodeKind
    effect: Effect
    compiled: Compiled
    static: BaseModel | None
    incoming: int = 0
    outgoing: list[tuple[str, str]] = field(default_factory=list)  # (port, target)


@dataclass(slots=True)
class Plan:
    """The nodes a run from `trigger` can reach, and the secrets their params name."""

    trigger: str
    nodes: Mapping[str, PlannedNode]
    secret_names: frozenset[str]


def make_plan(graph: Graph, trigger: str) -> Plan:
    """Return the plan of a valid graph; raises KeyError when there is no such trigger node."""
    by_id = {node.id: node for node in graph.nodes}
    targets: dict[str, list[tuple[str, str]]] = {}
    for edge in graph.edges:
        targets.setdefault(edge.source, []).append((edge.port, edge.to))
    reached = _reachable(by_id[trigger].id, targets)
    nodes = {node_id: _plan_node(by_id[node_id]) for node_id in reached}
    names: set[str] = set()
    for node_id, planned in nodes.items():
        planned.outgoing = targets.get(node_id, [])
        for _, target in planned.outgoing:
            nodes[target].incoming += 1
        names.update(path[1] for path in references(planned.compiled) if path[0] == "secrets" and len(path) > 1)
    return Plan(trigger, nodes, frozenset(names))


def _reachable(start: str, targets: Mapping[str, list[tuple[str, str]]]) -> list[str]:
    reached = {start: None}
    stack = [start]
    while stack:
        for _, target in targets.get(stack.pop(), ()):
            if target not in reached:
                reached[target] = None
                stack.append(target)
    return list(reached)


def _plan_node(node: Node) -> PlannedNode:
    kind = node_kinds()[node.kind]
    params: dict[str, JsonValue] = node.params
    compiled = compile_value(params)
    static = None if compiled.dynamic else kind.params.model_validate(params)
    return PlannedNode(node, kind, kind.effect_of(params), compiled, static)

"""What is wrong with a graph, as a list: `validate` shows it, publish and execute refuse a graph that has any.

Pure: the caller brings the names of what exists outside the graph. Params and expressions are in `param_checks`. The
body of a loop is a graph of its own, checked like the one around it, whose nodes it may read.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace

from pydantic import ValidationError

from app.core.draft_problems import DraftProblem
from app.core.text import no_such
from app.engine.graph import Edge, Graph, Node, Subgraph
from app.engine.kinds import NodeKind
from app.engine.triggers import Trigger
from app.nodes.registry import node_kinds
from app.workflows.param_checks import (
    LOOP_ROOTS,
    Existing,
    Names,
    check_body,
    check_expressions,
    check_params,
    read_subgraph,
)

__all__ = ["validate_graph"]

MAX_LOOP_DEPTH = 5


def validate_graph(graph: Graph, existing: Existing | None = None) -> list[DraftProblem]:
    """Return the problems of a graph, none for one that can run; what is not among `existing` is a problem too."""
    every_node = list(walk_nodes(graph))
    names = Names({node.id for node in every_node}, existing)
    return [
        *_check_ids(every_node),
        *_check_trigger(graph.nodes),
        *_check_graph(graph, names, outside=frozenset(), depth=0),
        *_check_conflicts(graph.nodes),
    ]


def walk_nodes(graph: Subgraph) -> Iterator[Node]:
    """Yield the nodes of a graph and of the bodies in it that can be read."""
    for one in walk_graphs(graph):
        yield from one.nodes


def walk_graphs(graph: Subgraph, depth: int = 0) -> Iterator[Subgraph]:
    """Yield a graph and the bodies in it that can be read."""
    yield graph
    kinds = node_kinds()
    for node in graph.nodes:
        kind = kinds.get(node.kind)
        for name in kind.bodies_of(node.params) if kind and depth < MAX_LOOP_DEPTH else ():
            with suppress(ValidationError):
                yield from walk_graphs(read_subgraph(node, name), depth + 1)


def _check_graph(graph: Subgraph, names: Names, outside: Collection[str], depth: int) -> list[DraftProblem]:
    """Return the problems of one graph: the workflow's, or the body of a loop that may read the nodes `outside`."""
    kinds = node_kinds()
    nodes: dict[str, Node] = {}
    for node in graph.nodes:
        nodes.setdefault(node.id, node)
    structure = list(_check_edges(graph.edges, nodes, kinds))
    edges = [edge for edge in graph.edges if edge.source in nodes and edge.to in nodes]
    cycle = _list_cycle(nodes, edges)
    if cycle:
        path = " → ".join([*cycle, cycle[0]])
        structure.append(DraftProblem(code="cycle", node_id=cycle[0], message=f"The graph has a cycle: {path}."))
    if not structure and depth == 0:
        structure.extend(_check_reachable(nodes, edges, kinds))
    ancestors = _ancestors(nodes, edges)
    found = list(structure)
    for node in graph.nodes:
        kind = kinds.get(node.kind)
        if kind is None:
            found.append(_unknown_kind(node, kinds))
            continue
        visible = ancestors[node.id].union(outside)
        found.extend(check_params(node, kind, names.existing))
        found.extend(check_expressions(node, kind, names, visible))
        found.extend(_check_ports(node, kind))
        if depth:
            found.extend(_check_inside_loop(node, kind))
        if bodies := kind.bodies_of(node.params):
            found.extend(_check_container(node, bodies, names, visible, depth))
    return found


def _check_container(
    node: Node, bodies: Iterable[str], names: Names, visible: Collection[str], depth: int
) -> Iterator[DraftProblem]:
    if node.retry is not None:
        message = "A loop is not tried again as a whole: give the nodes inside it a retry."
        yield DraftProblem(code="retry_not_allowed", node_id=node.id, param="retry", message=message)
    for param in bodies:
        if depth >= MAX_LOOP_DEPTH:
            message = f"Loops may be nested {MAX_LOOP_DEPTH} deep."
            yield DraftProblem(code="loop_too_deep", node_id=node.id, param=param, message=message)
            continue
        problems = list(check_body(node, param))
        yield from problems
        if problems:
            continue
        body = read_subgraph(node, param)
        if not body.nodes:
            message = "The loop is empty: put at least one node into its body."
            yield DraftProblem(code="loop_empty", node_id=node.id, param=param, message=message)
        yield from _check_graph(body, replace(names, roots=LOOP_ROOTS), visible, depth + 1)


def _check_inside_loop(node: Node, kind: NodeKind) -> Iterator[DraftProblem]:
    if kind.is_trigger:
        message = "A trigger starts a workflow, not a round of a loop."
        yield DraftProblem(code="trigger_in_loop", node_id=node.id, message=message)
    if kind.responds:
        message = f"A run answers once: put {kind.name} behind the loop."
        yield DraftProblem(code="respond_in_loop", node_id=node.id, message=message)


def _unknown_kind(node: Node, kinds: dict[str, NodeKind]) -> DraftProblem:
    return DraftProblem(code="unknown_kind", node_id=node.id, message=no_such("node kind", node.kind, kinds))


def _check_ids(nodes: Iterable[Node]) -> Iterator[DraftProblem]:
    seen: set[str] = set()
    for node in nodes:
        if node.id in seen:
            yield DraftProblem(
                code="duplicate_node_id", node_id=node.id, message=f"More than one node has the id {node.id!r}."
            )
        seen.add(node.id)


def _check_edges(edges: Iterable[Edge], nodes: dict[str, Node], kinds: dict[str, NodeKind]) -> Iterator[DraftProblem]:
    for position, edge in enumerate(edges):
        where = f"edges.{position}"
        missing = [end for end in (edge.source, edge.to) if end not in nodes]
        for end in missing:
            yield DraftProblem(
                code="dangling_edge",
                node_id=edge.source if edge.source in nodes else None,
                param=where,
                message=no_such("node", end, nodes),
            )
        if missing:
            continue
        ports = _ports(nodes[edge.source], kinds)
        if ports is not None and edge.port not in ports:
            yield DraftProblem(
                code="unknown_port",
                node_id=edge.source,
                param=where,
                message=no_such("port", edge.port, ports, where=f" at {edge.source!r}"),
            )
        target = kinds.get(nodes[edge.to].kind)
        if target is not None and target.is_trigger:
            yield DraftProblem(
                code="edge_into_trigger",
                node_id=edge.to,
                param=where,
                message=f"{edge.to!r} is a trigger: runs start there, so that no edge may lead to it.",
            )


def _ports(node: Node, kinds: dict[str, NodeKind]) -> tuple[str, ...] | None:
    """Return the ports an edge may leave this node by, None where the kind is unknown."""
    kind = kinds.get(node.kind)
    if kind is None:
        return None
    ports = kind.ports_of(node.params)
    return (*ports, "error") if node.on_error == "port" else ports


def _check_ports(node: Node, kind: NodeKind) -> Iterator[DraftProblem]:
    """Yield names that an author gave to more than one port, and a failure that could not be gone on from."""
    if node.on_error == "continue" and "out" not in kind.ports_of(node.params):
        message = f"{node.id!r} has no port 'out' to continue by; let it fail, or go on by the port 'error'."
        yield DraftProblem(code="continue_without_out", node_id=node.id, param="on_error", message=message)
    if kind.ports_from is None:
        return
    ports = (*kind.ports_of(node.params), "error")
    for port in dict.fromkeys(port for port in ports if ports.count(port) > 1):
        message = f"The port {port!r} is there more than once: each needs a name of its own."
        yield DraftProblem(code="duplicate_port", node_id=node.id, param=kind.ports_from.param, message=message)


def _check_trigger(nodes: Iterable[Node]) -> Iterator[DraftProblem]:
    kinds = node_kinds()
    if not any(kind.is_trigger for node in nodes if (kind := kinds.get(node.kind))):
        yield DraftProblem(code="no_trigger", message="No node starts a run: add a trigger.")


def _list_cycle(nodes: dict[str, Node], edges: Iterable[Edge]) -> list[str]:
    """Return the nodes of one cycle in order, or an empty list."""
    after = _neighbours(nodes, ((edge.source, edge.to) for edge in edges))
    done: set[str] = set()
    for start in nodes:
        path: dict[str, Iterator[str]] = {}
        if start not in done:
            path[start] = iter(after[start])
        while path:
            node, rest = next(reversed(path.items()))
            following = next((candidate for candidate in rest if candidate not in done), None)
            if following is None:
                done.add(node)
                path.popitem()
            elif following in path:
                order = list(path)
                return order[order.index(following) :]
            else:
                path[following] = iter(after[following])
    return []


def _check_reachable(
    nodes: dict[str, Node], edges: Iterable[Edge], kinds: dict[str, NodeKind]
) -> Iterator[DraftProblem]:
    after = _neighbours(nodes, ((edge.source, edge.to) for edge in edges))
    reached = {node.id for node in nodes.values() if (kind := kinds.get(node.kind)) and kind.is_trigger}
    if not reached:
        return
    pending = list(reached)
    while pending:
        for following in after[pending.pop()] - reached:
            reached.add(following)
            pending.append(following)
    for node_id in nodes:
        if node_id not in reached:
            yield DraftProblem(
                code="unreachable",
                node_id=node_id,
                message=f"No path leads from a trigger to {node_id!r}, so that it would never run.",
            )


def _ancestors(nodes: dict[str, Node], edges: Iterable[Edge]) -> dict[str, set[str]]:
    """Return for each node those that can have run before it."""
    before = _neighbours(nodes, ((edge.to, edge.source) for edge in edges))
    found: dict[str, set[str]] = {}
    for node_id in nodes:
        reached: set[str] = set()
        pending = [node_id]
        while pending:
            fresh = before[pending.pop()] - reached
            reached |= fresh
            pending.extend(fresh)
        found[node_id] = reached - {node_id}
    return found


def _neighbours(nodes: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {node_id: set() for node_id in nodes}
    for start, end in pairs:
        found[start].add(end)
    return found


def _check_conflicts(nodes: Iterable[Node]) -> Iterator[DraftProblem]:
    """Yield what is wrong between the triggers of a kind."""
    of_kind: dict[str, list[Node]] = {}
    for node in nodes:
        of_kind.setdefault(node.kind, []).append(node)
    for name, alike in of_kind.items():
        kind = node_kinds().get(name)
        if isinstance(kind, Trigger) and kind.conflicts is not None:
            yield from kind.conflicts(alike)

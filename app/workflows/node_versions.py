"""The nodes in the JSON of a graph: clients may leave out their versions, and what is stored may be of older ones."""

from collections.abc import Callable
from typing import Any

from app.core.stored_drafts import Parts
from app.nodes.registry import node_kinds

NODES = Parts("kind", "params", lambda name: node_kinds().get(name))

NodeChange = Callable[[Any], tuple[Any, bool]]
"""Returns a node in place of another, and whether the graphs in its params are changed as well."""


def change_nodes(graph: Any, change: NodeChange) -> Any:
    """Return a graph with other nodes, those in loops too; what has not the form of a graph stays as it is."""
    pending: list[dict[str, Any]] = []

    def copied(graph: Any) -> Any:
        if not isinstance(graph, dict) or not isinstance(graph.get("nodes"), list):
            return graph
        pending.append(graph := dict(graph))
        return graph

    changed = copied(graph)
    while pending:
        around = pending.pop()
        around["nodes"] = [_with_bodies(*change(node), copied) for node in around["nodes"]]
    return changed


def _with_bodies(node: Any, look_inside: bool, copied: Callable[[Any], Any]) -> Any:
    kind = NODES.find_kind(node) if look_inside else None
    params = node.get("params") if kind else None
    if kind is None or not isinstance(params, dict):
        return node
    bodies = {name: copied(params[name]) for name in kind.bodies_of(params) if name in params}
    return node | {"params": params | bodies} if bodies else node


def add_versions(graph: Any) -> Any:
    """Return a graph that a client sent, its nodes written for the newest versions where they say none."""
    return change_nodes(graph, lambda node: (NODES.with_version(node), True))

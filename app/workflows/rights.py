"""What an API key needs besides `actions:write` and `actions:run`: the scopes of the nodes of a graph.

A workflow must not be a way around a key's scopes (ADR 11). Whoever is signed in has every scope of their role.
"""

from app.auth.access import Principal
from app.core.errors import Forbidden
from app.engine.graph import Graph
from app.nodes.registry import node_kinds
from app.workflows.validation import walk_nodes


def check_scopes(caller: Principal, graph: Graph) -> None:
    """Return when the caller may use every node of the graph, right or wrong; raises Forbidden."""
    if caller.scopes is None:
        return
    kinds = node_kinds()
    for node in walk_nodes(graph):
        scope = kinds[node.kind].scope_of(node.params) if node.kind in kinds else None
        if scope is not None and scope not in caller.scopes:
            raise Forbidden(f"This key lacks the scope {scope}, which the node {node.id} needs.")

"""What is probably not meant in a graph that can run: nothing here keeps it from being published."""

from collections.abc import Iterator

from app.core.draft_problems import DraftProblem
from app.engine.graph import Graph
from app.workflows.validation import walk_graphs


def list_warnings(graph: Graph) -> list[DraftProblem]:
    """Return what looks wrong in a graph without problems."""
    return list(_failures_that_nobody_sees(graph))


def _warning(code: str, node_id: str | None, param: str | None, message: str) -> DraftProblem:
    return DraftProblem(code=code, node_id=node_id, param=param, message=message, severity="warning")


def _failures_that_nobody_sees(graph: Graph) -> Iterator[DraftProblem]:
    """A node whose failure leaves by a port that leads nowhere: the run ends there, and as completed."""
    for part in walk_graphs(graph):
        handled = {edge.source for edge in part.edges if edge.port == "error"}
        for node in part.nodes:
            if node.on_error == "port" and node.id not in handled:
                message = f"No edge leaves {node.id!r} by its port 'error': when it fails, nobody will notice."
                yield _warning("error_unhandled", node.id, "on_error", message)

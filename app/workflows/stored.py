"""Stored graphs, read back: the one place where their JSON becomes a Graph again.

Another build may have stored one: a newer build before a downgrade, or one that runs beside this one during an
update. What this build does not know makes a draft invalid and keeps a version from running: it never runs in part.
"""

from collections.abc import Iterator
from typing import Any

from app.core.draft_problems import DraftProblem
from app.core.stored_drafts import StoredUnreadable, read_stored
from app.core.upgrades import FIRST_VERSION
from app.core.usage import Used
from app.engine.graph import Graph
from app.expressions.names_read import list_names_read, strings
from app.nodes.registry import node_kinds
from app.workflows.errors import GraphUnreadable
from app.workflows.node_versions import NODES, change_nodes
from app.workflows.validation import validate_graph

_NOT_KNOWN = frozenset(
    {
        "cycle",
        "dangling_edge",
        "expression_not_allowed",
        "expression_syntax",
        "param_invalid",
        "param_missing",
        "param_unknown",
        "unknown_kind",
        "unknown_port",
        "unknown_reference",
    }
)
"""Problems of a published graph that come from another build. The rest of what `validate` finds does not keep a
version from running: a rule that becomes stricter must not stop what ran before."""


def read_graph(stored: Any) -> Graph:
    """Return a stored graph, right or wrong, with its nodes in the versions of this build; raises GraphUnreadable for
    a form or a version that this build does not know.
    """
    upgraded, problems = upgrade_graph(stored)
    try:
        return read_stored(Graph, upgraded, problems)
    except StoredUnreadable as error:
        raise GraphUnreadable(error.problems) from error


def read_runnable(stored: Any) -> Graph:
    """Return the graph of a version or a run; raises GraphUnreadable unless this build knows all that is in it."""
    graph = read_graph(stored)
    if problems := [problem for problem in validate_graph(graph) if problem.code in _NOT_KNOWN]:
        raise GraphUnreadable(problems)
    return graph


def upgrade_graph(stored: Any) -> tuple[Any, list[DraftProblem]]:
    """Return a stored graph with its nodes in the versions of this build, and the nodes that stay as they are stored:
    those of a newer build, and those that an upgrade cannot read.

    What is no graph at all stays too; finding that is not this function's.
    """
    problems: list[DraftProblem] = []

    def upgraded(node: Any) -> tuple[Any, bool]:
        node, problem = NODES.upgrade(node)
        problems.extend([problem] if problem else [])
        return node, problem is None

    return change_nodes(stored, upgraded), problems


def list_references(stored: Any) -> set[tuple[str, ...]]:
    """Return the secrets, variables and data sources that a stored graph of any build uses: `("env", "NAME")`.

    A path without a name uses all of its kind. Nothing is to be deleted that another build needs: an expression that
    does not parse here counts by the names in it, and a node of an unknown kind or version by every string in its
    params.
    """
    return {*list_names_read(stored, ("env", "secrets")), *_in_nodes(upgrade_graph(stored)[0])}


_USED: dict[str, Used] = {"secret": "secrets", "source": "source"}


def _in_nodes(stored: Any) -> Iterator[tuple[str, ...]]:
    """Yield what nodes name literally, at any depth."""
    if isinstance(stored, list):
        for item in stored:
            yield from _in_nodes(item)
    elif isinstance(stored, dict):
        params = stored.get("params")
        if isinstance(name := stored.get("kind"), str) and isinstance(params, dict):
            kind = node_kinds().get(name)
            if kind is not None and stored.get("v", FIRST_VERSION) == kind.version:
                yield from ((_USED[reference.type], reference.name) for reference in kind.references_of(params))
            else:
                yield from ((used, text) for _, text in strings(params) for used in _USED.values())
        for item in stored.values():
            yield from _in_nodes(item)

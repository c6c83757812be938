"""Stored graphs, read back: the one place where their JSON becomes a Graph again.

Another build may have stored one: a newer build before a downgrade, or one that runs beside this one during an
update. What this build does not know makes a draft invalid and keeps a version from running: it never runs in part.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from app.core.draft_problems import DraftProblem
from app.core.errors import plain_message
from app.engine.graph import Graph
from app.expressions.parse import ExpressionSyntaxError, is_template, parse_template, references
from app.nodes.registry import node_kinds
from app.workflows.errors import GraphUnreadable
from app.workflows.param_checks import strings
from app.workflows.validation import validate_graph

MAX_UNREADABLE = 100
"""Places that are named of a graph whose form cannot be read."""

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

_NAMED = re.compile(r"\b(env|secrets)\b(?:(?:\.|\[[\"'])(\w+))?")


def read_graph(stored: Any) -> Graph:
    """Return a stored graph, right or wrong; raises GraphUnreadable for a form that this build does not know."""
    try:
        return Graph.model_validate(stored)
    except ValidationError as error:
        items = error.errors(include_url=False)[:MAX_UNREADABLE]
        raise GraphUnreadable([_unreadable(stored, item) for item in items]) from error


def read_runnable(stored: Any) -> Graph:
    """Return the graph of a version or a run; raises GraphUnreadable unless this build knows all that is in it."""
    graph = read_graph(stored)
    if problems := [problem for problem in validate_graph(graph) if problem.code in _NOT_KNOWN]:
        raise GraphUnreadable(problems)
    return graph


def _unreadable(stored: Any, item: Mapping[str, Any]) -> DraftProblem:
    """Return what pydantic says of a stored graph as a problem of the node it is in."""
    node_id, path = None, list(item["loc"])
    if path[:1] == ["nodes"] and len(path) > 1:
        node = stored["nodes"][path[1]]
        if isinstance(node, dict) and isinstance(node.get("id"), str):
            node_id, path = node["id"], path[2:]
    field = ".".join(str(part) for part in path)
    unknown = item["type"] == "extra_forbidden"
    said = "this build does not know the field" if unknown else f"this build cannot read it: {plain_message(item)}"
    message = f"Another build of Onefold stored {field or 'this'}; {said}."
    return DraftProblem(code="unreadable", node_id=node_id, param=field or None, message=message)


def find_references(stored: Any) -> set[tuple[str, ...]]:
    """Return the secrets and variables that a stored graph of any build reads, as paths: `("env", "NAME")`.

    A path without a name reads all of its kind. Nothing is to be deleted that another build needs: an expression that
    does not parse here counts by the names in it, and a node of an unknown kind by every string in its params.
    """
    return {*_in_expressions(stored), *_in_nodes(stored)}


def _in_nodes(stored: Any) -> Iterator[tuple[str, ...]]:
    """Yield the secrets that nodes name literally, at any depth."""
    if isinstance(stored, list):
        for item in stored:
            yield from _in_nodes(item)
    elif isinstance(stored, dict):
        params = stored.get("params")
        if isinstance(name := stored.get("kind"), str) and isinstance(params, dict):
            if kind := node_kinds().get(name):
                yield from (("secrets", reference.name) for reference in kind.references_of(params))
            else:
                yield from (("secrets", text) for _, text in strings(params))
        for item in stored.values():
            yield from _in_nodes(item)


def _in_expressions(stored: Any) -> Iterator[tuple[str, ...]]:
    for _, text in strings(stored):
        if not (("env" in text or "secrets" in text) and is_template(text)):
            continue
        try:
            paths = references(parse_template(text))
        except ExpressionSyntaxError:
            paths = {tuple(filter(None, found)) for found in _NAMED.findall(text)}
        yield from (path[:2] for path in paths if path[0] in ("env", "secrets"))

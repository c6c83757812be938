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
from app.core.upgrades import UpgradeFailed
from app.engine.graph import Graph
from app.engine.kinds import NodeKind
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
    """Return a stored graph, right or wrong, with its nodes in the versions of this build; raises GraphUnreadable for
    a form or a version that this build does not know.
    """
    upgraded, problems = upgrade_graph(stored)
    if problems:
        raise GraphUnreadable(problems[:MAX_UNREADABLE])
    try:
        return Graph.model_validate(upgraded)
    except ValidationError as error:
        items = error.errors(include_url=False)[:MAX_UNREADABLE]
        raise GraphUnreadable([_unreadable(stored, item) for item in items]) from error


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
    return _upgraded(stored, problems), problems


def _upgraded(graph: Any, problems: list[DraftProblem]) -> Any:
    if not isinstance(graph, dict) or not isinstance(graph.get("nodes"), list):
        return graph
    return graph | {"nodes": [_upgraded_node(node, problems) for node in graph["nodes"]]}


def _upgraded_node(node: Any, problems: list[DraftProblem]) -> Any:
    kind = _known_kind(node)
    if kind is None:
        return node
    node_id, version = str(node.get("id")), node.get("v", 1)
    if version > kind.version:
        known = f"this build knows {kind.name} up to version {kind.version}"
        message = f"Another build of Onefold stored version {version}; {known}."
        problems.append(DraftProblem(code="unreadable", node_id=node_id, param="v", message=message))
        return node
    params = node.get("params", {})
    if version < kind.version:
        try:
            params = kind.upgrade(params, version)
        except UpgradeFailed as error:
            problems.append(DraftProblem(code="unreadable", node_id=node_id, param="params", message=f"{error}."))
            return node
        node = node | {"v": kind.version, "params": params}
    bodies = {name: _upgraded(params[name], problems) for name in kind.bodies_of(params) if name in params}
    return node | {"params": params | bodies} if bodies else node


def _known_kind(node: Any) -> NodeKind | None:
    """Return the kind of a stored node whose form is one, if this build has it."""
    if not isinstance(node, dict) or not isinstance(name := node.get("kind"), str):
        return None
    version, params = node.get("v", 1), node.get("params", {})
    is_node = type(version) is int and version >= 1 and isinstance(params, dict)
    return node_kinds().get(name) if is_node else None


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
    does not parse here counts by the names in it, and a node of an unknown kind or version by every string in its
    params.
    """
    return {*_in_expressions(stored), *_in_nodes(upgrade_graph(stored)[0])}


def _in_nodes(stored: Any) -> Iterator[tuple[str, ...]]:
    """Yield the secrets that nodes name literally, at any depth."""
    if isinstance(stored, list):
        for item in stored:
            yield from _in_nodes(item)
    elif isinstance(stored, dict):
        params = stored.get("params")
        if isinstance(name := stored.get("kind"), str) and isinstance(params, dict):
            kind = node_kinds().get(name)
            if kind is not None and stored.get("v", 1) == kind.version:
                named = kind.references_of(params)
                yield from (("secrets", reference.name) for reference in named if reference.type == "secret")
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

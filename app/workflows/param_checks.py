"""What is wrong with the params of one node: against its kind's model, and in the expressions they hold."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel, ValidationError, create_model

from app.core.draft_problems import DraftProblem
from app.core.input_errors import InputError, describe_errors
from app.core.text import did_you_mean, no_such
from app.engine.graph import Node, Subgraph
from app.engine.kinds import NodeKind, Reference
from app.engine.shapes import EXECUTION, NODE_MEMBERS
from app.expressions.names_read import strings
from app.expressions.parse import ExpressionSyntaxError, Template, is_template, parse_template, references

_UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""Nodes may name a source by its id as well; nobody mistypes one."""

ROOTS = ("nodes", "trigger", "secrets", "env", "execution", "now")
"""Names an expression may begin with."""
LOOP_ROOTS = (*ROOTS, "item", "index")
"""Inside a loop there are two more."""
MEANT_ROOTS = dict.fromkeys(("body", "query", "headers", "input"), "What started the run is in `trigger`.")
MEANT_ROOTS |= dict.fromkeys(("steps", "node", "json"), "What a node left is in `nodes.<id>.output`.")
MEANT_ROOTS |= dict.fromkeys(("undefined", "NULL", "nil"), "Nothing is written `null`.")
MEANT_ROOTS |= dict.fromkeys(("item", "index", "loop"), "`item` and `index` are read inside a loop.")
"""What else begins expressions elsewhere, and what it is here."""


@dataclass(frozen=True, slots=True)
class Existing:
    """What there is outside a graph, by the names that its nodes call it."""

    secrets: Collection[str]
    variables: Collection[str]
    sources: Collection[str]


@dataclass(frozen=True, slots=True)
class Names:
    """What params may name: the nodes of the whole workflow, and what exists outside it where that is known."""

    nodes: Collection[str]
    existing: Existing | None
    roots: tuple[str, ...] = ROOTS


def read_subgraph(node: Node, name: str) -> Subgraph:
    """Return the graph in a container's param; raises ValidationError."""
    container = _container(name).model_validate({name: node.params[name]} if name in node.params else {})
    body: Subgraph = getattr(container, name)
    return body


@cache
def _container(name: str) -> type[BaseModel]:
    fields: dict[str, Any] = {name: (Subgraph, ...)}
    return create_model("Container", **fields)


def check_body(node: Node, name: str) -> Iterator[DraftProblem]:
    """Yield what is wrong with the form of a container's body, which no expression can stand for."""
    try:
        read_subgraph(node, name)
    except ValidationError as error:
        for one in describe_errors(error.errors(include_url=False), _container(name)):
            yield _param_problem(node, one)


def check_params(node: Node, kind: NodeKind, existing: Existing | None) -> Iterator[DraftProblem]:
    """Yield what the kind's params model refuses, expressions aside: what they give is known in a run only.

    For params that it takes, yield what they name and does not exist.
    """
    params: dict[str, Any] = node.params | {name: Subgraph() for name in kind.bodies_of(node.params)}
    try:
        kind.params.model_validate(params)
    except ValidationError as error:
        wrong = [item for item in error.errors(include_url=False) if not _is_for_later(item)]
        for one in describe_errors(wrong, kind.params, noun="param"):
            yield _param_problem(node, one)
        return
    if existing is None:
        return
    for reference in kind.references_of(node.params):
        known = existing.secrets if reference.type == "secret" else existing.sources
        if not is_template(reference.name) and reference.name not in known:
            yield _missing(node, reference, existing)


def _param_problem(node: Node, wrong: InputError) -> DraftProblem:
    code = _PARAM_CODES.get(wrong.type, "param_invalid")
    return DraftProblem(code=code, node_id=node.id, param=_path(wrong.loc), message=wrong.message)


_PARAM_CODES = {"missing": "param_missing", "extra_forbidden": "param_unknown"}


def _is_for_later(item: Mapping[str, Any]) -> bool:
    """Return whether an error is about a value that an expression will give."""
    if item["type"] in _PARAM_CODES:
        return False
    if item["type"] == "union_tag_invalid":
        return is_template(str(item["ctx"]["tag"]))
    given = item["input"]
    if isinstance(given, str):
        return is_template(given)
    return item["type"] in ("value_error", "assertion_error") and any(is_template(text) for _, text in strings(given))


def _path(loc: tuple[str | int, ...]) -> str:
    return ".".join(str(part) for part in loc)


def check_expressions(node: Node, kind: NodeKind, names: Names, ancestors: Collection[str]) -> Iterator[DraftProblem]:
    """Yield what is wrong with the expressions in a node's params; a container's body has its own checks."""
    literal = literal_params(kind.params)
    bodies = kind.bodies_of(node.params)
    may_read_secrets = kind.effect_of(node.params) != "pure"
    own = {name: value for name, value in node.params.items() if name not in bodies}
    for path, text in strings(own):
        if not is_template(text):
            continue
        param = _path(path)
        if _is_literal(path, literal):
            message = f"{param} is read at publish: it may not hold an expression."
            yield DraftProblem(code="expression_not_allowed", node_id=node.id, param=param, message=message)
            continue
        try:
            template = parse_template(text)
        except ExpressionSyntaxError as error:
            message = f"The expression does not parse: {error}."
            yield DraftProblem(code="expression_syntax", node_id=node.id, param=param, message=message)
            continue
        for code, message in _wrong_references(template, node.id, names, ancestors, may_read_secrets):
            yield DraftProblem(code=code, node_id=node.id, param=param, message=message)


@cache
def literal_params(params: type[BaseModel]) -> frozenset[tuple[str, ...]]:
    """Return the paths of what may not hold expressions, marked by `app.engine.params.literal`.

    They lead through models and lists of models, whose positions they leave out: `("cases", "port")`.
    """
    found: set[tuple[str, ...]] = set()
    for name, field in params.model_fields.items():
        if isinstance(field.json_schema_extra, dict) and field.json_schema_extra.get("x-literal"):
            found.add((name,))
        else:
            found.update((name, *inner) for model in _models(field.annotation) for inner in literal_params(model))
    return frozenset(found)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)


def _is_literal(path: tuple[str | int, ...], places: Collection[tuple[str, ...]]) -> bool:
    """Return whether a string stands at, in or around one of the places."""
    names = tuple(step for step in path if isinstance(step, str))
    return any(names[: len(place)] == place[: len(names)] for place in places)


def _wrong_references(
    template: Template,
    node_id: str,
    names: Names,
    ancestors: Collection[str],
    may_read_secrets: bool,
) -> Iterator[tuple[str, str]]:
    for path in sorted(references(template)):
        root, key = path[0], path[1] if len(path) > 1 else None
        if root not in names.roots:
            yield "unknown_reference", _unknown_root(root, names.roots)
        elif root == "nodes":
            if key is None:
                yield "unknown_reference", "Name the node in the expression, as in nodes.fetch.output."
            elif key not in names.nodes:
                yield "unknown_reference", no_such("node", key, names.nodes)
            elif key not in ancestors:
                own = key == node_id
                reason = "it reads its own output" if own else f"no path leads from {key!r} to {node_id!r}"
                yield "reference_not_run", f"{key!r} cannot have run before {node_id!r}: {reason}."
            elif len(path) > 2 and path[2] not in NODE_MEMBERS:
                yield "unknown_member", no_such("member", path[2], NODE_MEMBERS, where=f" of nodes.{key}")
        elif root == "execution" and key is not None and key not in EXECUTION:
            yield "unknown_member", no_such("member", key, EXECUTION, where=" of execution")
        elif root == "secrets":
            if not may_read_secrets:
                yield "secret_not_allowed", _no_secret_here(node_id)
            elif key is None:
                yield "unknown_reference", "Name the secret in the expression, as in secrets.API_TOKEN."
            elif names.existing is not None and key not in names.existing.secrets:
                yield "unknown_secret", _no_secret(key, names.existing)
        elif root == "env" and key and names.existing is not None and key not in names.existing.variables:
            yield "unknown_variable", _no_variable(key, names.existing)


def _unknown_root(root: str, roots: Collection[str]) -> str:
    hint = f" {MEANT_ROOTS[root]}" if root in MEANT_ROOTS else ""
    return f"There is no {root!r}{did_you_mean(root, roots)} An expression may begin with {', '.join(roots)}.{hint}"


def _no_secret_here(node_id: str) -> str:
    return (
        f"{node_id!r} only computes, and what it makes is shown to everybody who may see the run. Write the secret "
        "where it is sent: in a node that reaches outside, like http.request (url, headers, body)."
    )


def _no_secret(name: str, existing: Existing) -> str:
    return f"{no_such('secret', name, existing.secrets)} Make it under /api/secrets."


def _no_variable(name: str, existing: Existing) -> str:
    return f"{no_such('variable', name, existing.variables)} Make it under /api/variables."


def _missing(node: Node, reference: Reference, existing: Existing) -> DraftProblem:
    if reference.type == "secret":
        code, message = "unknown_secret", _no_secret(reference.name, existing)
    else:
        names = [name for name in existing.sources if not _UUID.fullmatch(name)]
        code, message = "unknown_source", no_such("data source", reference.name, names)
    return DraftProblem(code=code, node_id=node.id, param=reference.param, message=message)

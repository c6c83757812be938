"""Expressions that read what only the browser knows: variables of the page and of the visitor's session.

The server writes what they give with the declared defaults, and beside it the expression itself, which a small module
evaluates again when a variable changes. What else such an expression reads is a value by then: the browser gets that
value and nothing more of the rows or parameters around it.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from app.expressions.evaluate import EvaluationError, evaluate
from app.expressions.lower import Ast, choose
from app.expressions.parse import references
from app.pages.rendering.props import PropSpec

BROWSER_SCOPES = frozenset({"page", "session"})
LIVE = "data-live"
_MAX_VALUE = 2_000
"""Characters of a value of the server's inside an expression for the browser."""
_TESTS = {"boolean": "boolean", "integer": "number", "number": "number"}
Reads: TypeAlias = Iterable[tuple[str, ...]]


def reads_browser(reads: Reads) -> bool:
    """Return whether some of these paths are known to the browser alone."""
    return any(path and path[0] in BROWSER_SCOPES for path in reads)


def reads_only_browser(reads: Reads) -> bool:
    """Return whether all of these paths are known to the browser."""
    return all(path and path[0] in BROWSER_SCOPES for path in reads)


@dataclass(frozen=True, slots=True)
class LiveValue:
    """An expression for the browser, and how it becomes text there: `t` as text, `u` as an address, `v` as it is."""

    kind: str
    ast: Ast

    def fold(self, variables: Mapping[str, Any]) -> list[Any] | None:
        """Return it as `[kind, AST]` with all that the server knows filled in; None where that is no small value."""
        try:
            return [self.kind, fold(self.ast, variables)]
        except EvaluationError:
            return None


def live_value(ast: Ast, spec: PropSpec) -> LiveValue | None:
    """Return what the browser evaluates for a prop; None for a type of value that only the server checks."""
    if spec.kind == "text":
        return LiveValue("t", ast)
    if spec.kind == "url":
        return LiveValue("u", ast)
    schema = spec.adapter.json_schema()
    fits = _fits(ast, [schema, *schema.get("anyOf", ())])
    return None if fits is None else LiveValue("v", choose(fits, ast, ["lit", spec.default]))


def _fits(ast: Ast, schemas: list[dict[str, Any]]) -> Ast | None:
    """Return the condition under which a value is of one of these types."""
    for schema in schemas:
        if "enum" in schema:
            return ["test", "in", ast, ["list", *(["lit", choice] for choice in schema["enum"])]]
        if test := _TESTS.get(schema.get("type", "")):
            return ["test", test, ast]
    return None


def fold(ast: Ast, variables: Mapping[str, Any]) -> Ast:
    """Return an expression with the parts that the server knows as values; raises EvaluationError for a large one."""
    reads = references(ast)
    if not reads or reads_only_browser(reads):
        return ast
    if not reads_browser(reads):
        value = evaluate(ast, variables)
        if isinstance(value, list | dict) or (isinstance(value, str) and len(value) > _MAX_VALUE):
            raise EvaluationError("the browser is given small values alone")
        return ["lit", value]
    return [fold(part, variables) if isinstance(part, list) else part for part in ast]


def in_comment(mark: str, value: list[Any]) -> str:
    """Return a comment with JSON in it, which cannot end before its end."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"<!--{mark}{text.replace('<', _LESS).replace('>', _GREATER)}-->"


_LESS, _GREATER = "\\u003c", "\\u003e"
CLOSE = "<!--/-->"


def uses_filters(ast: Any) -> bool:
    """Return whether an expression has filters, which the browser loads apart."""
    if not isinstance(ast, list) or not ast or ast[0] == "lit":
        return False
    return ast[0] == "filter" or any(uses_filters(part) for part in ast[1:])

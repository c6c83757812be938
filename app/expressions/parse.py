"""Text to AST. Jinja's parser reads the syntax; nothing is ever compiled or rendered by Jinja.

The AST is plain JSON, a list whose first element names the operation; `evaluate.py` and `evaluate.ts` run
the same one. `E` is an AST:

    ["lit", scalar]                     a number, string, boolean or null
    ["path", root, key…]                a name and the static keys (strings, positions) read from it
    ["get", E, E…]                      a value and computed keys
    ["slice", E, start E, stop E, step E]
    ["list", E…]                        also a tuple
    ["dict", key E, value E, …]
    ["not", E]  ["neg", E]  ["pos", E]
    ["and", E, E…]  ["or", E, E…]       give the deciding operand, as in Python
    ["if", condition E, then E, else E]
    ["+", E, E]  and  - * / // % **
    ["~", E, E…]                        joined as text; a template with text around `{{ … }}` is one of these
    ["compare", E, operator, E, …]      == != < <= > >= in "not in", chained
    ["filter", name, E, argument E…]    arguments in the order of the filter's parameters
    ["test", name, E, argument E…]
    ["range", E…]

Names beginning with `__` are refused, calls other than `range` too. Limits are in `scan.py` and `lower.py`.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from jinja2 import Environment, TemplateSyntaxError
from jinja2.lexer import Token, TokenStream
from jinja2.parser import Parser

from app.expressions.habits import explain
from app.expressions.lower import Ast, lower
from app.expressions.scan import ExpressionSyntaxError, scan, text_parts
from app.expressions.values import MAX_TEXT, MAX_VALUE_DEPTH, JsonValue

__all__ = [
    "Ast",
    "Compiled",
    "ExpressionSyntaxError",
    "Template",
    "compile_value",
    "is_template",
    "parse_expression",
    "parse_template",
    "references",
]

MAX_EXPRESSIONS = 100
"""`{{ … }}` in one text."""
MAX_TEMPLATE_TOKENS = 800
"""Parts of all expressions in one text together."""
_CACHED_SOURCE = 2_048
_ENVIRONMENT = Environment(autoescape=True)


@dataclass(frozen=True, slots=True)
class Template:
    """A parsed text. `ast` is an expression too; `dynamic` is false for a text without `{{ … }}`."""

    source: str
    ast: Ast
    dynamic: bool


@dataclass(slots=True)
class Compiled:
    """A JSON value whose strings are parsed: one AST that makes the whole value.

    `dynamic` is false when nothing in it is an expression. `program` is where `evaluate.render` keeps what
    it compiled. Share it freely between threads and evaluations; do not change `ast`.
    """

    ast: Ast
    dynamic: bool
    program: Any = field(default=None, repr=False, compare=False)


class _Parser(Parser):
    """Jinja's parser over our tokens: it never sees the text, and has no statements or extensions."""

    def __init__(self, tokens: list[Token]) -> None:
        self.environment = _ENVIRONMENT
        self.stream = TokenStream(iter(tokens), None, None)
        self.name = self.filename = None
        self.closed = False
        self.extensions = {}
        self._last_identifier = 0
        self._tag_stack = []
        self._end_token_stack = []


def _parse_tokens(tokens: list[Token], position: int) -> Ast:
    parser = _Parser(tokens)
    if not tokens:
        raise ExpressionSyntaxError("the expression is empty", position)
    try:
        node = parser.parse_expression()
        if not parser.stream.eos:
            found = parser.stream.current
            raise ExpressionSyntaxError(f"unexpected '{found.value}'", found.lineno)
        return lower(node)
    except TemplateSyntaxError as error:
        message = (error.message or "not an expression").replace("'end of template'", "end of template")
        message = message.replace("end of template", "end of the expression").removesuffix(".")
        raise ExpressionSyntaxError(message, error.lineno) from error
    except RecursionError as error:
        raise ExpressionSyntaxError("the expression is nested too deeply", position) from error


def _parse_expression(source: str) -> Ast:
    return _parse_tokens(*scan(source))


_parse_expression_cached = lru_cache(maxsize=2_048)(_parse_expression)


def parse_expression(source: str) -> Ast:
    """The AST of one expression, without braces around it. It may be shared: do not change it.

    Raises ExpressionSyntaxError for what is no expression or beyond the limits.
    """
    try:
        return (_parse_expression_cached if len(source) <= _CACHED_SOURCE else _parse_expression)(source)
    except ExpressionSyntaxError as error:
        raise explain(source, error) from error


def is_template(text: str) -> bool:
    """Whether `text` holds a `{{`, so that it is parsed rather than taken as it stands."""
    return "{{" in text


def _parse_template(text: str) -> Template:
    if not is_template(text):
        return Template(text, ["lit", text], False)
    if len(text) > MAX_TEXT:
        raise ExpressionSyntaxError(f"the text is longer than {MAX_TEXT} characters", 0)
    if text.count("{{") > MAX_EXPRESSIONS:
        raise ExpressionSyntaxError(f"the text has more than {MAX_EXPRESSIONS} expressions", 0)
    pieces: list[str | tuple[list[Token], int]] = []
    total = 0
    for piece in text_parts(text):
        pieces.append(piece)
        if isinstance(piece, tuple):
            total += len(piece[0])
            if total > MAX_TEMPLATE_TOKENS:
                raise ExpressionSyntaxError("the text's expressions are too long together", piece[1])
    parts: Ast = [["lit", piece] if isinstance(piece, str) else _parse_tokens(*piece) for piece in pieces]
    expressions = [part for part in parts if not _is_blank(part)]
    if len(expressions) == 1 and text.strip().startswith("{{") and text.strip().endswith("}}"):
        only = expressions[0]
        assert isinstance(only, list)
        return Template(text, only, True)
    return Template(text, ["~", *parts], True)


def _is_blank(part: JsonValue) -> bool:
    return isinstance(part, list) and part[0] == "lit" and isinstance(part[1], str) and not part[1].strip()


_parse_template_cached = lru_cache(maxsize=2_048)(_parse_template)


def parse_template(text: str) -> Template:
    """A text with `{{ … }}` in it. One that is nothing but a single `{{ … }}` keeps its value's type.

    White space around that single expression is dropped; any other text makes a string. Raises
    ExpressionSyntaxError, with positions in `text`.
    """
    try:
        return (_parse_template_cached if len(text) <= _CACHED_SOURCE else _parse_template)(text)
    except ExpressionSyntaxError as error:
        raise explain(text, error) from error


def _compile(value: JsonValue, depth: int) -> tuple[Ast, bool]:
    if isinstance(value, str):
        template = parse_template(value)
        return template.ast, template.dynamic
    if not isinstance(value, list | dict):
        return ["lit", value], False
    if depth >= MAX_VALUE_DEPTH:
        raise ExpressionSyntaxError(f"the value is nested deeper than {MAX_VALUE_DEPTH} levels", 0)
    if isinstance(value, list):
        items = [_compile(item, depth + 1) for item in value]
        return ["list", *(ast for ast, _ in items)], any(dynamic for _, dynamic in items)
    flat: Ast = ["dict"]
    dynamic = False
    for key, item in value.items():
        ast, moves = _compile(item, depth + 1)
        flat += [["lit", key], ast]
        dynamic = dynamic or moves
    return flat, dynamic


def compile_value(value: JsonValue) -> Compiled:
    """Any JSON value with its strings parsed as templates (object keys are taken as they stand).

    Raises ExpressionSyntaxError for the first string that does not parse.
    """
    return Compiled(*_compile(value, 0))


def references(source: Compiled | Template | Ast) -> set[tuple[str, ...]]:
    """The static paths an expression reads, such as `("nodes", "fetch", "output", "body")`.

    A path ends before the first position or computed key. Attributes named inside filters are not part of it.
    """
    found: set[tuple[str, ...]] = set()
    pending: list[JsonValue] = [source.ast if isinstance(source, Compiled | Template) else source]
    while pending:
        node = pending.pop()
        if not isinstance(node, list) or node[0] == "lit":
            continue
        if node[0] == "path":
            path: list[str] = []
            for key in node[1:]:
                if not isinstance(key, str):
                    break
                path.append(key)
            found.add(tuple(path))
        else:
            pending.extend(node[1:])
    return found

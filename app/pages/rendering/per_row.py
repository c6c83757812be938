"""Addresses that a component makes of each of its rows: text with expressions over `item`, the row, and `index`."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Any

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from app.core.text import StorableText
from app.expressions.evaluate import EvaluationError, render
from app.expressions.parse import Compiled, ExpressionSyntaxError, compile_value, references
from app.expressions.values import MAX_STEPS, text
from app.pages.rendering.props import edited_as, safe_url

NAMES = frozenset({"item", "index"})
_compile = lru_cache(maxsize=1024)(compile_value)


def _check(value: str) -> str:
    try:
        compiled = compile_value(value)
    except ExpressionSyntaxError as error:
        raise PydanticCustomError(
            "expression_syntax", "the expression does not parse: {reason}", {"reason": str(error)}
        ) from error
    if unknown := sorted({path[0] for path in references(compiled) if path} - NAMES):
        raise PydanticCustomError(
            "unknown_name", "{name} cannot be read here; item and index can", {"name": repr(unknown[0])}
        )
    if not compiled.dynamic and safe_url(value) is None:
        raise PydanticCustomError("unsafe_url", "use an http(s), mailto or tel address, or a path on this site")
    return value


RowLink = Annotated[StorableText, Field(max_length=2_000), AfterValidator(_check), edited_as("page-link")]
"""An address in a list of props, such as `/p/products/{{ item.id | url_encode }}`."""


def in_row(row: Mapping[str, Any], link: str | None, index: int) -> str | None:
    """Return the address that a link has for a row; None where it has none, or no browser should follow it."""
    if link is None:
        return None
    compiled: Compiled = _compile(link)
    try:
        return safe_url(text(render(compiled, {"item": row, "index": index}), [MAX_STEPS]))
    except EvaluationError:
        return None

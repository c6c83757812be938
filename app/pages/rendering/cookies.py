"""Variables that the server keeps in a visitor's cookies: each in one of its own, as JSON."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, unquote

from app.expressions.evaluate import EvaluationError
from app.pages.rendering.declarations import PageVariable
from app.pages.rendering.variables import convert

PREFIX = "of."
_MAX_VALUE = 3_000
"""Bytes of a value; browsers keep at least 4,096 of a cookie with its name and attributes (RFC 6265, section 6.1)."""


def sent_cookies(header: str) -> dict[str, str]:
    """Return the values of variables in a Cookie header, as they were sent, by the variables' names."""
    if PREFIX not in header:
        return {}
    pairs = (pair.strip().partition("=") for pair in header.split(";"))
    return {name.removeprefix(PREFIX): value for name, _, value in pairs if name.startswith(PREFIX)}


def read_cookies(declared: Mapping[str, PageVariable], sent: Mapping[str, str]) -> dict[str, Any]:
    """Return the value of each variable: what was sent, where that is one of its type, else its default."""
    return {name: _read(variable, sent.get(name)) for name, variable in declared.items()}


def _read(variable: PageVariable, sent: str | None) -> Any:
    if sent is None:
        return variable.default
    try:
        return convert(variable.type, json.loads(unquote(sent)))
    except (ValueError, RecursionError, EvaluationError):
        return variable.default


def written_cookie(value: Any) -> str:
    """Return a value as a cookie holds it; raises EvaluationError for one that is too large."""
    written = quote(json.dumps(value, separators=(",", ":")), safe="")
    if len(written) > _MAX_VALUE:
        raise EvaluationError("a cookie holds a small value")
    return written

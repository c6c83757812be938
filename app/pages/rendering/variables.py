"""The variables of a page as the server knows them: what only the browser has is its declared default.

A script sends the browser's variables along with what a visitor sends, so that actions can read them.
"""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.expressions.evaluate import EvaluationError
from app.expressions.values import MAX_STEPS, text
from app.pages.rendering.declarations import PageVariable
from app.pages.rendering.live import BROWSER_SCOPES, Reads


def default_variables(declared: Iterable[PageVariable]) -> Mapping[str, Mapping[str, Any]]:
    """Return the defaults by scope (`page`, `session`, `cookies`), as expressions read them."""
    scopes: dict[str, dict[str, Any]] = {"page": {}, "session": {}, "cookies": {}}
    for variable in declared:
        scopes[variable.scope][variable.name] = variable.default
    return scopes


@dataclass(frozen=True, slots=True)
class BrowserVariables:
    """What the browser is told of a page's variables: of each its type and default, by scope and name."""

    declared: Mapping[str, Mapping[str, Any]]
    uses_filters: bool
    reads_session: bool


def browser_variables(
    declared: Iterable[PageVariable], reads: Reads, *, uses_filters: bool
) -> BrowserVariables | None:
    """Return what the browser is told; None for a page whose variables, if any, are the server's alone."""
    scopes: dict[str, dict[str, Any]] = {scope: {} for scope in sorted(BROWSER_SCOPES)}
    for variable in declared:
        if variable.scope in scopes:
            scopes[variable.scope][variable.name] = [variable.type, variable.default]
    if not any(scopes.values()):
        return None
    return BrowserVariables(scopes, uses_filters, any(path[:1] == ("session",) for path in reads))


VARIABLES_FIELD = "vars"
"""The field of a post in which a script sends the browser's variables."""
_MAX_SENT = 100_000


def convert(type_: str, value: Any) -> Any:
    """Return a value as one of a type; raises EvaluationError for what is none. Its twin is in variables.ts."""
    if value is None or type_ == "json":
        return value
    if type_ == "string":
        return text(value, [MAX_STEPS])
    if type_ == "boolean":
        return bool(value)
    number = value
    if isinstance(value, str):
        try:
            number = float(value)
        except ValueError:
            number = None
    if isinstance(number, bool) or not isinstance(number, int | float) or not math.isfinite(number):
        raise EvaluationError("the variable is a number")
    return int(number) if number == int(number) else number


def sent_variables(browser: BrowserVariables | None, sent: str | None) -> dict[str, dict[str, Any]]:
    """Return the browser's variables by scope: those that were sent and fit their types, and the other defaults."""
    declared = browser.declared if browser else {}
    try:
        given = json.loads(sent) if sent and len(sent) <= _MAX_SENT else {}
    except (ValueError, RecursionError):
        given = {}
    return {
        scope: {name: _sent(given, scope, name, type_, default) for name, (type_, default) in variables.items()}
        for scope, variables in declared.items()
    }


def _sent(given: Any, scope: str, name: str, type_: str, default: Any) -> Any:
    values = given.get(scope) if isinstance(given, dict) else None
    if not isinstance(values, dict) or name not in values:
        return default
    try:
        return convert(type_, values[name])
    except EvaluationError:
        return default

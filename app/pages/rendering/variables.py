"""The variables of a page as the server knows them: what only the browser has is its declared default."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.pages.rendering.declarations import PageVariable


def default_variables(declared: Iterable[PageVariable]) -> Mapping[str, Mapping[str, Any]]:
    """Return the defaults by scope (`page`, `session`, `cookies`), as expressions read them."""
    scopes: dict[str, dict[str, Any]] = {"page": {}, "session": {}, "cookies": {}}
    for variable in declared:
        scopes[variable.scope][variable.name] = variable.default
    return scopes

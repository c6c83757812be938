"""What the expressions in stored JSON read, whichever build stored it."""

import re
from collections.abc import Collection, Iterator

from pydantic import JsonValue

from app.expressions.parse import ExpressionSyntaxError, is_template, parse_template, references

_KEY = r"(?:\.(\w+)|\[\"([^\"]*)\"|\['([^']*)')?"


def list_names_read(stored: JsonValue, roots: Collection[str]) -> set[tuple[str, ...]]:
    """Return what stored JSON reads below these roots, as paths: `("env", "NAME")`; a root alone reads all below it.

    An expression that does not parse here, since another build stored it, counts by the names in it.
    """
    named = re.compile(rf"\b({'|'.join(roots)})\b{_KEY}")
    found: set[tuple[str, ...]] = set()
    for _, text in strings(stored):
        if not (any(root in text for root in roots) and is_template(text)):
            continue
        try:
            paths = references(parse_template(text))
        except ExpressionSyntaxError:
            paths = {tuple(filter(None, match)) for match in named.findall(text)}
        found.update(path[:2] for path in paths if path[0] in roots)
    return found


def strings(value: JsonValue, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield every string of a JSON value with the path to it; object keys are not among them."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from strings(item, (*path, key))
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from strings(item, (*path, position))

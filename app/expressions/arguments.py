"""How filters look at their value and arguments: each check also pays for the work that follows."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from app.expressions.values import (
    MAX_VALUE_DEPTH,
    Budget,
    EvaluationError,
    as_index,
    is_number,
    kind_of,
    member,
    spend,
    text,
    walk,
)

SPACES = " \t\n\r\f\v"
"""What `trim`, `split` and number parsing take for white space: ASCII only, the same in both languages."""


def want(name: str, kind: str, value: Any, *, found: bool) -> None:
    if not found:
        raise EvaluationError(f"{name} wants a {kind}, not a {kind_of(value)}")


def want_string(name: str, value: Any, budget: Budget) -> str:
    if not isinstance(value, str):
        want(name, "string", value, found=False)
    spend(budget, 1 + len(value) // 16)
    return str(value)


def want_scalar(name: str, value: Any, budget: Budget) -> str:
    """A string, number or boolean as text."""
    if value.__class__ is str:
        return want_string(name, value, budget)
    want(name, "string", value, found=value is not None and not isinstance(value, list | Mapping))
    return want_string(name, text(value, budget), budget)


def want_list(name: str, value: Any, budget: Budget, weight: int = 1) -> list[Any]:
    want(name, "list", value, found=isinstance(value, list))
    spend(budget, 1 + len(value) * weight)
    return list(value) if value.__class__ is not list else value


def want_whole(name: str, value: Any) -> int:
    index = as_index(value)
    if index is None:
        raise EvaluationError(f"{name} wants a whole number, not a {kind_of(value)}")
    return index


def getter(name: str, attribute: Any) -> Callable[[Any], Any]:
    """Reads a dotted path such as `address.city` or `tags.0`; the element itself without one."""
    if attribute is None:
        return lambda element: element
    if is_number(attribute):
        return lambda element: member(element, attribute)
    want(name, "string", attribute, found=isinstance(attribute, str))
    keys = attribute.split(".")
    if len(keys) == 1 and not attribute.isdecimal():
        return lambda element: element.get(attribute) if element.__class__ is dict else member(element, attribute)
    if len(keys) > MAX_VALUE_DEPTH:
        raise EvaluationError("the attribute path is too long")
    path = [int(key) if re.fullmatch("[0-9]{1,15}", key) else key for key in keys]
    return lambda element: walk(element, path)


def read_attribute(name: str, value: Any, attribute: Any, budget: Budget) -> list[Any]:
    """The elements' attribute values; each step of the path is paid for."""
    elements = want_list(name, value, budget)
    get = getter(name, attribute)
    if isinstance(attribute, str):
        spend(budget, len(elements) * (1 + 5 * attribute.count(".")))
    return [get(element) for element in elements]


def want_mapping(name: str, value: Any, budget: Budget) -> Mapping[str, Any]:
    want(name, "object", value, found=isinstance(value, Mapping))
    spend(budget, 1 + 2 * len(value))
    return value  # type: ignore[no-any-return]


def want_sequence(name: str, value: Any, budget: Budget) -> str | list[Any]:
    return want_string(name, value, budget) if isinstance(value, str) else want_list(name, value, budget)

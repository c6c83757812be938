"""What an Input takes besides its type: from where to where, in which steps, how long, in which form."""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from pydantic import JsonValue
from pydantic_core import SchemaError, SchemaValidator, ValidationError, core_schema

from app.pages.components.Input.readers import READERS
from app.pages.components.shared.lengths import check_length
from app.pages.rendering.component import PropProblem, WrongValue

NUMBERS = frozenset({"number", "range"})
TIMES = frozenset({"date", "month", "week", "time", "datetime-local"})
TEXTS = frozenset({"text", "search", "url", "tel", "email", "password"})
_TYPES_OF = {
    "min": NUMBERS | TIMES,
    "max": NUMBERS | TIMES,
    "step": NUMBERS,
    "min_length": TEXTS,
    "max_length": TEXTS,
    "pattern": TEXTS,
}
# https://html.spec.whatwg.org/multipage/input.html#range-state-(type=range)
_OF_RANGE = {"min": 0, "max": 100, "step": 1}


@lru_cache(maxsize=256)
def _fits(pattern: str) -> SchemaValidator:
    """Return what checks that a text is of this form, in a time that its length bounds; raises SchemaError.

    The engine is Rust's, which never goes back, so no visitor can send a text that takes it seconds.
    """
    whole = core_schema.str_schema(pattern=rf"\A(?:{pattern})\z", regex_engine="rust-regex")
    return SchemaValidator(whole)


def _key(type_: str, value: Any) -> Any:
    """Return what orders the values of a type: numbers as such, and times as they are written, seconds included."""
    if type_ in NUMBERS:
        return Decimal(str(value))
    written = str(value)
    return f"{written}:00" if re.search(r"(?:^|T)\d\d:\d\d$", written) else written


def checked(read: Callable[[str], JsonValue], props: Any) -> Callable[[str], JsonValue]:
    """Return the reader of a type that heeds the limits of an Input, too."""
    type_ = props.type
    given = {name: getattr(props, name) for name in _TYPES_OF}
    if type_ == "range":
        given = {name: _OF_RANGE.get(name) if value is None else value for name, value in given.items()}
    limits = {name: value for name, value in given.items() if value is not None and type_ in _TYPES_OF[name]}
    if not limits:
        return read

    def read_within(sent: str) -> JsonValue:
        value = read(sent)
        if type_ in TEXTS:
            _check_text(str(value), limits)
        else:
            _check_order(type_, value, limits)
        return value

    return read_within


def _check_text(value: str, limits: Mapping[str, Any]) -> None:
    check_length(value, limits.get("min_length"), limits.get("max_length"))
    if "pattern" in limits:
        try:
            _fits(limits["pattern"]).validate_python(value)
        except ValidationError as error:
            raise WrongValue("Please keep to the form that is asked for.") from error


def _check_order(type_: str, value: JsonValue, limits: Mapping[str, Any]) -> None:
    key = _key(type_, value)
    if "min" in limits and key < _key(type_, limits["min"]):
        raise WrongValue("This must be {limit} or more.", limit=limits["min"])
    if "max" in limits and key > _key(type_, limits["max"]):
        raise WrongValue("This must be {limit} or less.", limit=limits["max"])
    if "step" in limits:
        start, step = Decimal(str(limits.get("min", 0))), Decimal(str(limits["step"]))
        # A quotient of more digits than decimals hold is as far from a step as can be seen.
        if (steps := (key - start) / step) != steps.to_integral_value():
            raise WrongValue("This goes in steps of {step}, from {start}.", step=limits["step"], start=start)


def list_limit_problems(props: Mapping[str, Any]) -> Iterator[PropProblem]:
    """Yield what is wrong with the limits, taken with the type and with each other."""
    type_ = props.get("type", "text")
    if not isinstance(type_, str) or type_ not in READERS:
        return  # said of the type itself
    given = {name: props[name] for name in _TYPES_OF if props.get(name) is not None}
    for name in given:
        if type_ not in _TYPES_OF[name]:
            known = ", ".join(sorted(_TYPES_OF[name]))
            yield PropProblem("limit_without_use", name, f"A field of type {type_} has no {name}; only {known}.")
    keys = {}
    for name in ("min", "max"):
        if name in given and type_ in _TYPES_OF[name]:
            try:
                keys[name] = _key(type_, READERS[type_](str(given[name])))
            except WrongValue as error:
                yield PropProblem("wrong_limit", name, f"This is no value of type {type_}. {error}")
    if len(keys) == 2 and keys["min"] > keys["max"]:
        yield PropProblem("wrong_limit", "max", "The most is less than the least.")
    least, most = given.get("min_length"), given.get("max_length")
    if isinstance(least, int) and isinstance(most, int) and least > most:
        yield PropProblem("wrong_limit", "max_length", "The most characters are fewer than the fewest.")
    if isinstance(given.get("pattern"), str):
        try:
            _fits(given["pattern"])
        except (SchemaError, UnicodeError):
            yield PropProblem("wrong_limit", "pattern", "This is no regular expression that can be checked.")

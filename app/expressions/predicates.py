"""The tests of the language: what may stand behind `is`, and in select and reject."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.expressions.values import Budget, as_index, compare, contains, equal, is_number, spend


@dataclass(frozen=True, slots=True)
class Test:
    """A test (`value is name`): its function and how many arguments it takes."""

    run: Callable[..., bool]
    arguments: int = 0


def _order(accept: Callable[[int], bool]) -> Test:
    def run(budget: Budget, value: Any, other: Any) -> bool:
        order = compare(value, other)
        return order is not None and accept(order)

    return Test(run, 1)


def _parity(remainder: int) -> Test:
    def run(budget: Budget, value: Any) -> bool:
        whole = as_index(value)
        return whole is not None and whole % 2 == remainder

    return Test(run)


def _prefix(find: Callable[[str, str], bool]) -> Test:
    def run(budget: Budget, value: Any, other: Any) -> bool:
        if not isinstance(value, str) or not isinstance(other, str):
            return False
        spend(budget, len(other) // 16)
        return find(value, other)

    return Test(run, 1)


def _empty(budget: Budget, value: Any) -> bool:
    return value is None or (isinstance(value, str | list | Mapping) and len(value) == 0)


_EQUAL = Test(lambda budget, value, other: equal(value, other, budget), 1)

TESTS: dict[str, Test] = {
    "defined": Test(lambda budget, value: value is not None),
    "none": Test(lambda budget, value: value is None),
    "true": Test(lambda budget, value: value is True),
    "false": Test(lambda budget, value: value is False),
    "boolean": Test(lambda budget, value: isinstance(value, bool)),
    "string": Test(lambda budget, value: isinstance(value, str)),
    "number": Test(lambda budget, value: is_number(value)),
    "mapping": Test(lambda budget, value: isinstance(value, Mapping)),
    "sequence": Test(lambda budget, value: isinstance(value, list)),
    "odd": _parity(1),
    "even": _parity(0),
    "empty": Test(_empty),
    "equalto": _EQUAL,
    "eq": _EQUAL,
    "ne": Test(lambda budget, value, other: not equal(value, other, budget), 1),
    "lt": _order(lambda order: order < 0),
    "le": _order(lambda order: order <= 0),
    "gt": _order(lambda order: order > 0),
    "ge": _order(lambda order: order >= 0),
    "in": Test(lambda budget, value, container: contains(container, value, budget), 1),
    "startswith": _prefix(str.startswith),
    "endswith": _prefix(str.endswith),
}

"""Filters over lists and objects."""

from collections.abc import Callable, Mapping
from typing import Any

from app.expressions.arguments import (
    read_attribute,
    want,
    want_list,
    want_mapping,
    want_scalar,
    want_sequence,
    want_whole,
)
from app.expressions.predicates import TESTS
from app.expressions.values import (
    Budget,
    EvaluationError,
    check_text,
    compare,
    equal,
    is_number,
    kind_of,
    number,
    spend,
    text,
)

_SCALARS = frozenset({type(None), bool, int, float, str})


def do_length(budget: Budget, value: Any) -> int:
    if value is None:
        return 0
    want("length", "list", value, found=isinstance(value, str | list | Mapping))
    return len(value)


def do_join(budget: Budget, value: Any, separator: Any = "", attribute: Any = None) -> str:
    glue = want_scalar("join", separator, budget)
    parts = [text(item, budget) for item in read_attribute("join", value, attribute, budget)]
    length = sum(map(len, parts)) + len(glue) * max(len(parts) - 1, 0)
    check_text(length)
    spend(budget, length // 256)
    return glue.join(parts)


def do_first(budget: Budget, value: Any) -> Any:
    want("first", "list", value, found=isinstance(value, str | list))
    return value[0] if value else None


def do_last(budget: Budget, value: Any) -> Any:
    want("last", "list", value, found=isinstance(value, str | list))
    return value[-1] if value else None


def do_sort(budget: Budget, value: Any, reverse: Any = False, attribute: Any = None) -> list[Any]:
    elements = want_list("sort", value, budget, 4)
    keys = read_attribute("sort", value, attribute, budget)
    filled = [index for index, key in enumerate(keys) if key is not None]
    classes = {keys[index].__class__ for index in filled}
    if not classes <= {int, float} and classes != {str}:
        kinds = {kind_of(keys[index]) for index in filled}
        raise EvaluationError(f"cannot order {' and '.join(sorted(kinds))}")
    filled.sort(key=keys.__getitem__, reverse=bool(reverse))
    empty = [index for index, key in enumerate(keys) if key is None]
    return [elements[index] for index in filled + empty]


def do_unique(budget: Budget, value: Any, attribute: Any = None) -> list[Any]:
    seen: set[tuple[bool, Any]] = set()
    containers: list[Any] = []
    kept = []
    for element, key in zip(
        want_list("unique", value, budget, 3), read_attribute("unique", value, attribute, budget), strict=True
    ):
        if key.__class__ in _SCALARS:
            known = (key.__class__ is bool, key)
            if known in seen:
                continue
            seen.add(known)
        else:
            spend(budget, len(containers))
            if any(equal(key, other, budget) for other in containers):
                continue
            containers.append(key)
        kept.append(element)
    return kept


def do_reverse(budget: Budget, value: Any) -> Any:
    return want_sequence("reverse", value, budget)[::-1]


def do_map(budget: Budget, value: Any, attribute: Any, default: Any = None) -> list[Any]:
    return [default if item is None else item for item in read_attribute("map", value, attribute, budget)]


def _keep(name: str, budget: Budget, value: Any, test: Any, argument: Any, attribute: Any, wanted: bool) -> list[Any]:
    elements = want_list(name, value, budget)
    values = read_attribute(name, value, attribute, budget)
    if test is None:
        return [element for element, item in zip(elements, values, strict=True) if bool(item) is wanted]
    chosen = TESTS.get(test) if isinstance(test, str) else None
    if chosen is None:
        raise EvaluationError(f"{name}: there is no such test")
    spend(budget, 3 * len(elements))
    arguments = (argument,) if chosen.arguments else ()
    return [
        element
        for element, item in zip(elements, values, strict=True)
        if chosen.run(budget, item, *arguments) is wanted
    ]


def do_select(budget: Budget, value: Any, test: Any = None, argument: Any = None, attribute: Any = None) -> list[Any]:
    return _keep("select", budget, value, test, argument, attribute, True)


def do_reject(budget: Budget, value: Any, test: Any = None, argument: Any = None, attribute: Any = None) -> list[Any]:
    return _keep("reject", budget, value, test, argument, attribute, False)


def do_selectattr(budget: Budget, value: Any, attribute: Any, test: Any = None, argument: Any = None) -> list[Any]:
    return _keep("selectattr", budget, value, test, argument, attribute, True)


def do_rejectattr(budget: Budget, value: Any, attribute: Any, test: Any = None, argument: Any = None) -> list[Any]:
    return _keep("rejectattr", budget, value, test, argument, attribute, False)


def do_sum(budget: Budget, value: Any, attribute: Any = None, start: Any = 0) -> Any:
    want("sum", "number", start, found=is_number(start))
    total = start
    for item in read_attribute("sum", value, attribute, budget):
        if item is not None:
            if not is_number(item):
                want("sum", "number", item, found=False)
            total = number(total + item)
    return total


def do_extreme(name: str, sign: int) -> Callable[..., Any]:
    def run(budget: Budget, value: Any, attribute: Any = None) -> Any:
        elements = want_list(name, value, budget, 2)
        best, kept = None, None
        for element, key in zip(elements, read_attribute(name, value, attribute, budget), strict=True):
            if key is None:
                continue
            order = compare(key, key if best is None else best)
            if best is None or order == sign:
                best, kept = key, element
        return kept

    return run


def do_keys(budget: Budget, value: Any) -> list[Any]:
    return list(want_mapping("keys", value, budget))


def do_values(budget: Budget, value: Any) -> list[Any]:
    return list(want_mapping("values", value, budget).values())


def do_items(budget: Budget, value: Any) -> list[Any]:
    return [[key, item] for key, item in want_mapping("items", value, budget).items()]


def do_slice(budget: Budget, value: Any, start: Any = 0, stop: Any = None) -> Any:
    end = None if stop is None else want_whole("slice", stop)
    return want_sequence("slice", value, budget)[want_whole("slice", start) : end]

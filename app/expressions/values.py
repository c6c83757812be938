"""What a JSON value means inside an expression: truth, equality, order, arithmetic and text.

Everything here has a twin in `evaluate.ts`; `vectors.json` holds both to the same answers.

Numbers are IEEE 754 doubles, as in JavaScript: a whole result up to 2**53 is an `int`, a larger one a
`float`, and a result that is not finite is an error. An integer that only passes through (an id from an
API) keeps all its digits on the server. Nothing (`None`) in arithmetic or in an order gives nothing;
any other mix of types is an `EvaluationError`, never a guess.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from json.encoder import encode_basestring  # C speed, the escapes of JSON.stringify
from typing import Any, TypeAlias

JsonValue: TypeAlias = bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"] | None

SAFE_INTEGER = 2**53
"""The largest whole number that both languages hold exactly."""
MAX_TEXT = 1024 * 1024
"""Code points in a string that an expression makes."""
MAX_ITEMS = 100_000
"""Elements in a list that an expression makes."""
MAX_VALUE_DEPTH = 64
"""Levels of nesting that text, JSON and equality look into."""
MAX_STEPS = 40_000
"""Work of one evaluation: one to six a list element, one for each 16 characters looked at."""

Budget: TypeAlias = list[int]
"""One cell: the steps that are left."""

PLAIN = frozenset({type(None), bool, int, float, str, list, dict})


class EvaluationError(Exception):
    """An expression that has no value: a wrong operand or argument, or more work than is allowed."""


def spend(budget: Budget, steps: int) -> None:
    """Take `steps` from the budget; raises EvaluationError when it is used up."""
    budget[0] -= steps
    if budget[0] < 0:
        raise EvaluationError("the expression does too much work")


def kind_of(value: Any) -> str:
    """The name of a value's type for messages: nothing, boolean, number, string, list or object."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, str):
        return "string"
    return "object" if isinstance(value, Mapping) else "list"


def is_number(value: Any) -> bool:
    """True for int and float; a boolean is not a number."""
    return value.__class__ is int or value.__class__ is float


def as_index(value: Any) -> int | None:
    """`value` as a list position, or None when it is no whole number."""
    if value.__class__ is int:
        return int(value)
    if value.__class__ is float and value.is_integer():
        return int(value)
    return None


def materialise(value: Any, depth: int = 0) -> Any:
    """A lazy or foreign value as plain JSON; raises EvaluationError for what JSON cannot hold."""
    if depth > MAX_VALUE_DEPTH:
        raise EvaluationError("the value is nested too deeply")
    if isinstance(value, Mapping):
        return {str(key): materialise(item, depth + 1) for key, item in value.items()}
    if value.__class__ in PLAIN and value.__class__ is not list:
        return value
    for base in (str, bool, int, float):
        if isinstance(value, base):
            return base(value)
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray | memoryview):
        return [materialise(item, depth + 1) for item in value]
    raise EvaluationError(f"a {type(value).__name__} is not a JSON value")


def member(value: Any, key: Any) -> Any:
    """`value[key]` of an object (string key), list or string (position); None when there is none."""
    if value is None:
        return None
    if isinstance(value, list | tuple | str):
        index = as_index(key)
        return value[index] if index is not None and -len(value) <= index < len(value) else None
    return value.get(key) if isinstance(value, Mapping) and isinstance(key, str) else None


def walk(value: Any, path: Sequence[str | int]) -> Any:
    """Follow `path` into `value`; None as soon as a step is missing."""
    for key in path:
        value = member(value, key)
    return value


def check_text(length: int) -> None:
    """Raises EvaluationError before a string of `length` code points would be made."""
    if length > MAX_TEXT:
        raise EvaluationError(f"the text would be longer than {MAX_TEXT:,} characters")


def check_items(length: int) -> None:
    """Raises EvaluationError before a list of `length` elements would be made."""
    if length > MAX_ITEMS:
        raise EvaluationError(f"the list would be longer than {MAX_ITEMS:,} elements")


def number(value: float) -> int | float:
    """A computed number in its canonical form; raises EvaluationError unless finite."""
    if value.__class__ is int:
        if -SAFE_INTEGER <= value <= SAFE_INTEGER:
            return value
        try:
            value = float(value)
        except OverflowError:
            value = math.inf
    if not math.isfinite(value):
        raise EvaluationError("the number is out of range")
    return int(value) if value.is_integer() and abs(value) <= SAFE_INTEGER else value


def number_text(value: float) -> str:
    """A number as ECMAScript's Number::toString(10) writes it (ECMA-262, 6.1.6.1.20)."""
    if isinstance(value, int):
        try:
            return str(value)
        except ValueError as error:
            raise EvaluationError("the number has too many digits") from error
    if not math.isfinite(value):
        raise EvaluationError("the number is out of range")
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    mantissa, _, exponent = repr(abs(value)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    point = len(whole) + int(exponent or 0)
    digits = (whole + fraction).lstrip("0")
    point -= len(whole + fraction) - len(digits)
    digits = digits.rstrip("0")
    if len(digits) <= point <= 21:
        return sign + digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return f"{sign}{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    rest = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{sign}{digits[0]}{rest}e{'+' if point > 0 else '-'}{abs(point - 1)}"


def json_text(value: Any, budget: Budget, depth: int = 0) -> str:
    """Compact JSON, keys in their own order, the same text as JSON.stringify."""
    kind = value.__class__
    spend(budget, 3 + len(value) // 16 if kind is str else 4)
    if kind is str:
        return str(encode_basestring(value))
    if kind is int or kind is float:
        return number_text(value)
    if value is None:
        return "null"
    if kind is bool:
        return "true" if value else "false"
    if depth >= MAX_VALUE_DEPTH:
        raise EvaluationError("the value is nested too deeply")
    if kind is list:
        return "[" + ",".join([json_text(item, budget, depth + 1) for item in value]) + "]"
    if kind is dict:
        pairs = [f"{json_text(key, budget)}:{json_text(item, budget, depth + 1)}" for key, item in value.items()]
        return "{" + ",".join(pairs) + "}"
    return json_text(materialise(value), budget, depth)


def text(value: Any, budget: Budget) -> str:
    """A value inside text: nothing is empty, a string itself, everything else its JSON."""
    if value.__class__ is str:
        return str(value)
    if value is None:
        return ""
    result = json_text(value, budget)
    check_text(len(result))
    return result


def equal(left: Any, right: Any, budget: Budget, depth: int = 0) -> bool:
    """Deep equality; 1 and 1.0 are equal, values of different types (1 and true, 1 and "1") never."""
    if left is right:
        return True
    kind = left.__class__
    if kind is not right.__class__:
        return is_number(left) and is_number(right) and bool(left == right)
    if kind is not list and kind is not dict:
        return bool(left == right)
    if len(left) != len(right):
        return False
    if depth >= MAX_VALUE_DEPTH:
        raise EvaluationError("the value is nested too deeply")
    spend(budget, 6 + 6 * len(left))
    if kind is list:
        return all(equal(a, b, budget, depth + 1) for a, b in zip(left, right, strict=True))
    return all(key in right and equal(a, right[key], budget, depth + 1) for key, a in left.items())


def contains(container: Any, item: Any, budget: Budget) -> bool:
    """`item in container`: a substring, an element or a key; false for everything else."""
    if isinstance(container, str):
        spend(budget, 1 + len(container) // 16)
        return isinstance(item, str) and item in container
    if not isinstance(container, list):
        return isinstance(container, Mapping) and isinstance(item, str) and item in container
    spend(budget, 4 + 3 * len(container))
    return any(equal(item, element, budget) for element in container)


def compare(left: Any, right: Any) -> int | None:
    """-1, 0 or 1 for two numbers or two strings (by code point), None when either is nothing."""
    if left is None or right is None:
        return None
    if (is_number(left) and is_number(right)) or (left.__class__ is str and right.__class__ is str):
        return int(left > right) - int(left < right)
    raise EvaluationError(f"cannot order {kind_of(left)} and {kind_of(right)}")


def _numeric(symbol: str, operation: Callable[[Any, Any], Any]) -> Callable[[Any, Any, Budget], Any]:
    def run(left: Any, right: Any, budget: Budget) -> Any:
        if is_number(left) and is_number(right):
            try:
                return number(operation(left, right))
            except ZeroDivisionError as error:
                raise EvaluationError("division by zero") from error
            except OverflowError as error:
                raise EvaluationError("the number is out of range") from error
        if left is None or right is None:
            return None
        raise EvaluationError(f"cannot use {symbol} on {kind_of(left)} and {kind_of(right)}")

    return run


def _power(base: float, exponent: float) -> float:
    """Square and multiply in doubles: the same rounding in every language."""
    left = as_index(exponent)
    if left is None or abs(left) > 1024:
        raise EvaluationError("an exponent is a whole number between -1024 and 1024")
    if left < 0 and base == 0:
        raise EvaluationError("division by zero")
    result, factor, remaining = 1.0, float(base), abs(left)
    while True:
        if remaining & 1:
            result *= factor
        remaining >>= 1
        if not remaining:
            return 1 / result if left < 0 else result
        factor *= factor


_add = _numeric("+", lambda a, b: a + b)
_multiply = _numeric("*", lambda a, b: a * b)


def _plus(left: Any, right: Any, budget: Budget) -> Any:
    if left.__class__ is str and right.__class__ is str:
        check_text(len(left) + len(right))
        spend(budget, 1 + (len(left) + len(right)) // 256)
        return left + right
    if left.__class__ is list and right.__class__ is list:
        check_items(len(left) + len(right))
        spend(budget, 1 + (len(left) + len(right)) // 8)
        return left + right
    return _add(left, right, budget)


def _times(left: Any, right: Any, budget: Budget) -> Any:
    if right.__class__ is str:
        left, right = right, left
    count = as_index(right)
    if left.__class__ is str and count is not None:
        length = len(left) * max(count, 0)
        check_text(length)
        spend(budget, 1 + length // 256)
        return left * count if length else ""
    return _multiply(left, right, budget)


OPERATORS: dict[str, Callable[[Any, Any, Budget], Any]] = {
    "+": _plus,
    "-": _numeric("-", lambda a, b: a - b),
    "*": _times,
    "/": _numeric("/", lambda a, b: a / b),
    "//": _numeric("//", lambda a, b: a // b),
    "%": _numeric("%", lambda a, b: a % b),
    "**": _numeric("**", _power),
}

"""Filters for numbers, dates and missing values."""

import math
import re
from typing import Any

from app.expressions import dates
from app.expressions.arguments import SPACES, want, want_string, want_whole
from app.expressions.values import SAFE_INTEGER, Budget, EvaluationError, is_number, number, spend

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


def do_default(budget: Budget, value: Any, fallback: Any, boolean: Any = False) -> Any:
    return fallback if value is None or (boolean and not value) else value


def _shift(value: float, places: int) -> float:
    """`value` times 10**places by its decimal digits, so that 1.005 rounds as it is written."""
    mantissa, _, exponent = repr(value).partition("e")
    return float(f"{mantissa}e{int(exponent or 0) + places}")


def do_round(budget: Budget, value: Any, precision: Any = 0, method: Any = "common") -> Any:
    want("round", "number", value, found=is_number(value))
    places = want_whole("round", precision)
    if not 0 <= places <= 15 or method not in ("common", "ceil", "floor"):
        raise EvaluationError("round wants 0 to 15 places and 'common', 'ceil' or 'floor'")
    if value.__class__ is int:
        return value  # with all its digits, however long
    shifted = _shift(abs(number(value)), places)
    if not math.isfinite(shifted):
        return value
    floor = math.floor(shifted)
    up = shifted - floor >= 0.5
    if method != "common":
        up = shifted > floor and (method == "ceil") == (value > 0)
    rounded = _shift(floor + up, -places)
    return number(-rounded if value < 0 else rounded)


def do_float(budget: Budget, value: Any, default: Any = None) -> Any:
    if value.__class__ is int:
        return value
    if is_number(value) or isinstance(value, bool):
        return number(value + 0)
    if not isinstance(value, str):
        return default
    digits = want_string("float", value, budget).strip(SPACES)
    if len(digits) > 400 or not _NUMBER.fullmatch(digits):
        return default
    whole = re.split(r"[.eE]", digits)[0].strip("+-")
    if int(whole or "0") > SAFE_INTEGER:
        # What an id became would be another one: as long literals, it is refused rather than rounded.
        raise EvaluationError("a whole number over 2^53 loses digits as a number: leave it text")
    result = float(digits)
    return number(result) if math.isfinite(result) else default


def do_int(budget: Budget, value: Any, default: Any = None) -> Any:
    result = do_float(budget, value)
    if result.__class__ is int:
        return result
    return default if result is None else number(math.trunc(result))


def do_abs(budget: Budget, value: Any) -> Any:
    want("abs", "number", value, found=is_number(value))
    return abs(value)


def do_date(budget: Budget, value: Any, pattern: Any = "%Y-%m-%d") -> str:
    if len(want_string("date", pattern, budget)) > 200:
        raise EvaluationError("date: the format is longer than 200 characters")
    spend(budget, 20)
    return dates.format_instant(dates.instant(value), pattern)


def do_timestamp(budget: Budget, value: Any) -> Any:
    spend(budget, 20)
    return number(dates.unix_seconds(dates.instant(value)))

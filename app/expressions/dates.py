"""Dates in expressions: RFC 3339 text or Unix seconds in, UTC out.

Only what Python's `datetime` and JavaScript's `Date` both hold: years 1 to 9999, milliseconds.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from app.expressions.values import EvaluationError, is_number, kind_of

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FORMAT = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"(?:[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,9}))?)?"
    r"([Zz]|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

DIRECTIVES: dict[str, Callable[[datetime], str]] = {
    "Y": lambda at: f"{at.year:04}",
    "m": lambda at: f"{at.month:02}",
    "d": lambda at: f"{at.day:02}",
    "e": lambda at: str(at.day),
    "H": lambda at: f"{at.hour:02}",
    "I": lambda at: f"{(at.hour + 11) % 12 + 1:02}",
    "M": lambda at: f"{at.minute:02}",
    "S": lambda at: f"{at.second:02}",
    "L": lambda at: f"{at.microsecond // 1000:03}",
    "p": lambda at: "AM" if at.hour < 12 else "PM",
    "A": lambda at: _DAYS[at.weekday()],
    "a": lambda at: _DAYS[at.weekday()][:3],
    "B": lambda at: _MONTHS[at.month - 1],
    "b": lambda at: _MONTHS[at.month - 1][:3],
    "j": lambda at: f"{at.timetuple().tm_yday:03}",
    "y": lambda at: f"{at.year % 100:02}",
    "s": lambda at: str((at - _EPOCH) // timedelta(seconds=1)),
    "%": lambda at: "%",
}
"""What `date` understands behind a `%`: strftime's letters, and `L` for milliseconds."""


def instant(value: Any) -> datetime:
    """The UTC moment of Unix seconds or RFC 3339 text (without an offset it is UTC, without a time 00:00).

    Raises EvaluationError for what is no date.
    """
    try:
        if is_number(value):
            milliseconds = int(value * 1000 // 1)
            return _EPOCH + timedelta(milliseconds=milliseconds)
        match = _FORMAT.fullmatch(value) if isinstance(value, str) else None
        if match is None:
            raise ValueError
        year, month, day = int(match[1]), int(match[2]), int(match[3])
        hour, minute, second = int(match[4] or 0), int(match[5] or 0), int(match[6] or 0)
        fraction = int((match[7] or "0").ljust(3, "0")[:3])
        offset = match[8] or "Z"
        at = datetime(year, month, day, hour, minute, second, fraction * 1000, tzinfo=UTC)
        if offset in "Zz":
            return at
        hours, minutes = int(offset[1:3]), int(offset[-2:])
        if hours > 23 or minutes > 59:
            raise ValueError
        shift = timedelta(hours=hours, minutes=minutes)
        return at + shift if offset[0] == "-" else at - shift
    except (ValueError, OverflowError) as error:
        shown = f"'{value[:40]}'" if isinstance(value, str) else kind_of(value)
        raise EvaluationError(f"{shown} is not a date") from error


def format_instant(at: datetime, pattern: str) -> str:
    """`at` written after `pattern`, names in English; raises EvaluationError for an unknown directive."""

    def replace(match: re.Match[str]) -> str:
        if match[1] not in DIRECTIVES:
            raise EvaluationError(f"date does not know '%{match[1]}'")
        return DIRECTIVES[match[1]](at)

    return re.sub(r"%(.?)", replace, pattern, flags=re.DOTALL)


def unix_seconds(at: datetime) -> float:
    """Seconds since 1970-01-01T00:00:00Z, with milliseconds as the fraction."""
    return ((at - _EPOCH) // timedelta(milliseconds=1)) / 1000

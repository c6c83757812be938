"""Values on their way in and out: column types, coercion of what callers send, JSON of what databases hold.

Out: times are RFC 3339 (UTC where the value has a zone), dates ISO 8601, bytes base64, UUIDs text. A `numeric` is a
JSON number when a double holds exactly its digits and a string otherwise, so that no digit is lost silently.
Integers stay integers at any size; NaN and the infinities, which JSON cannot say, are null.
"""

import base64
import json
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import JsonValue

from app.data.errors import QueryFailed, ResultTooLarge

MAX_INTEGER = 2**63
_UNSTORABLE = re.compile("[\\0\\ud800-\\udfff]")


class ColumnType(StrEnum):
    """The types of columns in `local` tables and of the parameters of named queries."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    JSON = "json"
    DATETIME = "datetime"
    DATE = "date"
    UUID = "uuid"


@dataclass(frozen=True, slots=True)
class QueryResult:
    """What a statement returned. `row_count` counts the rows returned, or changed when it returns none;
    `truncated` says that there were more than `rows` holds."""

    columns: list[str]
    rows: list[dict[str, JsonValue]]
    row_count: int
    truncated: bool = False


class RowCollector:
    """Gathers rows as JSON up to a number of rows and of bytes (of text; approximate)."""

    def __init__(self, names: Sequence[str], max_rows: int, max_bytes: int) -> None:
        self.columns = unique_names(names)
        self.rows: list[dict[str, JsonValue]] = []
        self.count = 0
        self._max_rows = max_rows
        self.size = 0
        self._max_bytes = max_bytes

    @property
    def is_full(self) -> bool:
        """Whether more rows came than are kept."""
        return self.count > self._max_rows

    def add(self, values: Iterable[Any]) -> None:
        """Keep one row, or only count it when enough are kept; raises ResultTooLarge."""
        self.count += 1
        if self.is_full:
            return
        row = {name: to_json(value) for name, value in zip(self.columns, values, strict=True)}
        self.size += size_of(row)
        if self.size > self._max_bytes:
            raise ResultTooLarge("The rows are over the limit for one answer. Select fewer rows or columns.")
        self.rows.append(row)

    def result(self) -> QueryResult:
        """Return what was gathered; `row_count` is that of the kept rows."""
        return QueryResult(self.columns, self.rows, len(self.rows), self.is_full)


def unique_names(names: Sequence[str]) -> list[str]:
    """Return the column names, a repeated one with `_2`, `_3`… so that no value hides another."""
    taken: list[str] = []
    for name in names:
        candidate, number = name, 1
        while candidate in taken:
            number += 1
            candidate = f"{name}_{number}"
        taken.append(candidate)
    return taken


def format_datetime(value: datetime) -> str:
    """Return RFC 3339; in UTC with `Z` when the value has a zone, as it stands when it has none."""
    digits = "microseconds" if value.microsecond % 1000 else "milliseconds"
    if value.tzinfo is None:
        return value.isoformat(timespec=digits)
    return value.astimezone(UTC).isoformat(timespec=digits).replace("+00:00", "Z")


def to_json(value: Any) -> JsonValue:
    """Return a database value as JSON; see the module for the forms."""
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Decimal):
        return _decimal_to_json(value)
    if isinstance(value, datetime):
        return format_datetime(value)
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, (bytes, bytearray, memoryview)):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, Mapping):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [to_json(item) for item in value]
    return str(value)


def _decimal_to_json(value: Decimal) -> JsonValue:
    if not value.is_finite():
        return None
    if value == value.to_integral_value() and value.as_tuple().exponent == 0:
        return int(value)
    number = float(value)
    return number if Decimal(repr(number)) == value else str(value)


def size_of(value: JsonValue) -> int:
    """Return about how many bytes a value takes as JSON."""
    if isinstance(value, str):
        return len(value) + 2
    if isinstance(value, dict):
        return sum(len(key) + 4 + size_of(item) for key, item in value.items())
    if isinstance(value, list):
        return sum(1 + size_of(item) for item in value)
    return 8


def to_bindable(value: JsonValue) -> Any:
    """Return a parameter as a driver takes it: lists and objects as JSON text; raises QueryFailed for text that no
    database stores (U+0000, half a surrogate pair)."""
    try:
        return _to_json_text(value) if isinstance(value, (list, dict)) else _storable(value)
    except ValueError as error:
        raise QueryFailed(f"Bad parameter: {error}.") from None


def _storable(value: JsonValue) -> JsonValue:
    """Return the value; raises ValueError for text in it that Postgres does not store or JSON cannot carry."""
    if isinstance(value, str):
        if _UNSTORABLE.search(value):
            raise ValueError("text must not hold U+0000 or half of a surrogate pair")
    elif isinstance(value, list):
        for item in value:
            _storable(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            _storable(key)
            _storable(item)
    return value


def _to_json_text(value: JsonValue) -> str:
    return json.dumps(_storable(value), ensure_ascii=False)


def coerce(kind: ColumnType, value: JsonValue) -> JsonValue:
    """Return the value in the one form its type is stored in; text that says a value of the type is read as such.

    Times become UTC with milliseconds (`2026-01-31T12:00:00.000Z`), so that they sort as text on SQLite; a time
    without a zone counts as UTC. JSON becomes its text. Raises ValueError with what was expected.
    """
    if value is None:
        return None
    return _COERCIONS[kind](_storable(value))


def _text(value: JsonValue) -> JsonValue:
    if not isinstance(value, str):
        raise ValueError("Should be a string")
    return value


def _integer(value: JsonValue) -> JsonValue:
    if isinstance(value, str):
        value = _parse(int, value, "a whole number") if len(value) < 25 else value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not -MAX_INTEGER <= value < MAX_INTEGER:
        raise ValueError("Should be a whole number of at most 64 bits")
    return value


def _number(value: JsonValue) -> JsonValue:
    if isinstance(value, str):
        value = _parse(float, value, "a number")
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ValueError("Should be a number")
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise ValueError("Should be a finite number")
    return number


def _boolean(value: JsonValue) -> JsonValue:
    known: dict[Any, bool] = {"true": True, "false": False, "1": True, "0": False, "on": True, "off": False}
    if isinstance(value, str) and value.lower() in known:
        return known[value.lower()]
    if not isinstance(value, bool):
        raise ValueError("Should be true or false")
    return value


def _datetime(value: JsonValue) -> JsonValue:
    moment: datetime = _parse(datetime.fromisoformat, value, "a time like 2026-01-31T12:00:00Z")
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    try:
        return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    except OverflowError:
        raise ValueError("Should be a time between the years 1 and 9999") from None


def _date(value: JsonValue) -> JsonValue:
    day: date = _parse(date.fromisoformat, value, "a date like 2026-01-31")
    return day.isoformat()


def _uuid(value: JsonValue) -> JsonValue:
    return str(_parse(UUID, value, "a UUID"))


def _parse(read: Any, value: JsonValue, expected: str) -> Any:
    try:
        if isinstance(value, str):
            return read(value.strip())
    except ValueError:
        pass
    raise ValueError(f"Should be {expected}")


_COERCIONS: dict[ColumnType, Callable[[JsonValue], JsonValue]] = {
    ColumnType.TEXT: _text,
    ColumnType.INTEGER: _integer,
    ColumnType.NUMBER: _number,
    ColumnType.BOOLEAN: _boolean,
    ColumnType.JSON: _to_json_text,
    ColumnType.DATETIME: _datetime,
    ColumnType.DATE: _date,
    ColumnType.UUID: _uuid,
}

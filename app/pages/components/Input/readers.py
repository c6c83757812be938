"""What each type of an Input takes, and what it becomes.

The checks are those of HTML's input types (WHATWG HTML, section 4.10.5.1), so that server and browser agree.
"""

import datetime
import math
import re
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from pydantic import JsonValue

from app.pages.rendering.component import WrongValue, plain_text

# https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address
_EMAIL = re.compile(
    r"[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
    r"(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*"
)
# https://html.spec.whatwg.org/multipage/common-microsyntaxes.html#valid-floating-point-number
_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
_WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})")
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,3})?)?")
# HTML leaves telephone numbers free; this is what people write the world over, extensions (x12) included.
_TEL = re.compile(r"[\d\s+()./,;#*x-]{3,50}", re.IGNORECASE)
_TEL_DIGITS = 3
_EMAIL_LENGTH = 254
_NUMBER_LENGTH = 300


def _email(value: str) -> JsonValue:
    value = value.strip()
    if len(value) > _EMAIL_LENGTH or not _EMAIL.fullmatch(value):
        raise WrongValue("Enter an e-mail address, like name@example.com.")
    return value


def _tel(value: str) -> JsonValue:
    value = value.strip()
    if not _TEL.fullmatch(value) or sum(letter.isdigit() for letter in value) < _TEL_DIGITS:
        raise WrongValue("Enter a telephone number, like +49 30 123456.")
    return value


def _number(value: str) -> JsonValue:
    value = value.strip()
    if len(value) > _NUMBER_LENGTH or not _NUMBER.fullmatch(value):
        raise WrongValue("Enter a number.")
    if value.lstrip("-").isdigit():
        return int(value)
    number = float(value)
    if not math.isfinite(number):
        raise WrongValue("This number is too large.")
    return number


def _url(value: str) -> JsonValue:
    value = value.strip()
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc or any(letter <= " " for letter in value):
        raise WrongValue("Enter a web address, like https://example.com.")
    return value


def _date(value: str) -> JsonValue:
    try:
        if _DATE.fullmatch(value):
            return datetime.date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    raise WrongValue("Enter a date, like 2026-03-31.")


def _time(value: str) -> JsonValue:
    if not _TIME.fullmatch(value):
        raise WrongValue("Enter a time, like 14:30.")
    return value


def _month(value: str) -> JsonValue:
    if not _MONTH.fullmatch(value) or value < "0001":
        raise WrongValue("Enter a month, like 2026-03.")
    return value


def _week(value: str) -> JsonValue:
    try:
        if found := _WEEK.fullmatch(value):
            datetime.date.fromisocalendar(int(found[1]), int(found[2]), 1)
            return value
    except ValueError:
        pass
    raise WrongValue("Enter a week, like 2026-W14.")


def _date_and_time(value: str) -> JsonValue:
    date, _, time = value.replace(" ", "T").partition("T")
    try:
        return f"{_date(date)}T{_time(time)}"
    except WrongValue as error:
        raise WrongValue("Enter a date and a time, like 2026-03-31T14:30.") from error


def _color(value: str) -> JsonValue:
    if not _COLOR.fullmatch(value):
        raise WrongValue("Enter a colour, like #1a2b3c.")
    return value.lower()


READERS: Mapping[str, Callable[[str], JsonValue]] = {
    "text": plain_text,
    "password": plain_text,
    "hidden": plain_text,
    "checkbox": bool,
    "email": _email,
    "number": _number,
    "tel": _tel,
    "url": _url,
    "date": _date,
    "time": _time,
    "search": plain_text,
    "range": _number,
    "datetime-local": _date_and_time,
    "month": _month,
    "week": _week,
    "color": _color,
}

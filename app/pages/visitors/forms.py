"""What a visitor sent in a form: each field checked and turned into the value its type stands for.

The checks are those of HTML's input types (WHATWG HTML, section 4.10.5.1), so that server and browser agree.
"""

import datetime
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from pydantic import JsonValue

from app.pages.editing.schemas import FieldError
from app.pages.rendering.compile import is_known
from app.pages.rendering.tree import PageNode, walk

# https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address
_EMAIL = re.compile(
    r"[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
    r"(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*"
)
# https://html.spec.whatwg.org/multipage/common-microsyntaxes.html#valid-floating-point-number
_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,3})?)?")
# HTML leaves telephone numbers free; this is what people write the world over, extensions (x12) included.
_TEL = re.compile(r"[\d\s+()./,;#*x-]{3,50}", re.IGNORECASE)
_TEL_DIGITS = 3
_EMAIL_LENGTH = 254
_NUMBER_LENGTH = 300


class WrongValue(Exception):
    """A field holds something its type does not allow; the message is for the visitor."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a form, as its component declares it."""

    name: str
    type: str
    required: bool


def form_fields(form: PageNode) -> list[FormField]:
    """Return the fields of a form. One that an expression may hide is never required."""
    fields: list[FormField] = []
    for node, parents in walk(form.children):
        around = (node, *parents)
        if node.type not in ("Input", "Textarea") or any(one.visible is False or not is_known(one) for one in around):
            continue
        may_hide = any(isinstance(one.visible, str) for one in around)
        kind = str(node.props.get("type", "text")) if node.type == "Input" else "textarea"
        required = node.props.get("required") is True and not may_hide
        fields.append(FormField(str(node.props["name"]), kind, required))
    return fields


def _text(value: str) -> JsonValue:
    return value.replace("\r\n", "\n")


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


_COERCE: dict[str, Callable[[str], JsonValue]] = {
    "email": _email,
    "number": _number,
    "tel": _tel,
    "url": _url,
    "date": _date,
    "time": _time,
}


def _coerce(field: FormField, value: str | None) -> JsonValue:
    if value is not None and "\0" in value:
        raise WrongValue("This holds a character that cannot be stored.")
    if field.type == "checkbox":
        if field.required and not value:
            raise WrongValue("Tick this box.")
        return bool(value)
    if value is None or not value.strip():
        if field.required:
            raise WrongValue("Fill this in.")
        return None
    return _COERCE.get(field.type, _text)(value)


def read_fields(fields: list[FormField], sent: Mapping[str, str]) -> tuple[dict[str, JsonValue], list[FieldError]]:
    """Return the value of each field, and what is wrong; what the form does not declare is dropped."""
    values: dict[str, JsonValue] = {}
    errors: list[FieldError] = []
    for field in fields:
        try:
            values[field.name] = _coerce(field, sent.get(field.name))
        except WrongValue as error:
            errors.append(FieldError(field=field.name, message=str(error)))
    return values, errors


def at_shown_fields(errors: list[FieldError], fields: list[FormField]) -> list[FieldError]:
    """Return the errors, those of fields that nobody sees turned into errors of the whole form."""
    shown = {field.name for field in fields if field.type != "hidden"}
    return [
        error
        if error.field is None or error.field in shown
        else FieldError(field=None, message=f"{error.field}: {error.message}")
        for error in errors
    ]

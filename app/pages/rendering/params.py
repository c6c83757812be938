"""Values of a page's parameters: text of the address turned into what the page declares, and back.

A value has one form only (`7`, never `007`), so that a page has one address.
"""

import re
from datetime import date
from typing import Any

from pydantic import JsonValue

from app.pages.rendering.declarations import MAX_PARAM, PageParam

_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,9})?")
_BOOLEANS = {"true": True, "false": False}


class ParamUnfit(Exception):
    """A value is none of what its parameter may have."""


def read_param(param: PageParam, sent: str) -> JsonValue:
    """Return the value that a text of the address stands for; raises ParamUnfit."""
    value: JsonValue = _parse(param, sent)
    if param.choices is not None and not any(same_value(value, choice) for choice in param.choices):
        raise ParamUnfit
    return value


def fits(param: PageParam, value: JsonValue) -> bool:
    """Return whether a value, such as the default, could have been read from the address."""
    try:
        return same_value(read_param(param, write_param(value)), value)
    except ParamUnfit:
        return False


def write_param(value: JsonValue) -> str:
    """Return the text of a value in the address."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def same_value(one: JsonValue, other: JsonValue) -> bool:
    """Return whether two values are the same to an author: 1 and 1.0 are, 1 and true are not."""
    return one == other and isinstance(one, bool) is isinstance(other, bool)


def _parse(param: PageParam, sent: str) -> Any:
    match param.type:
        case "string":
            if len(sent) > (param.max_length or MAX_PARAM) or "\0" in sent:
                raise ParamUnfit
            return sent
        case "integer":
            return int(_matching(_INTEGER, sent))
        case "number":
            return float(_matching(_NUMBER, sent))
        case "boolean" if sent in _BOOLEANS:
            return _BOOLEANS[sent]
        case "date":
            try:
                if date.fromisoformat(sent).isoformat() == sent:
                    return sent
            except ValueError:
                raise ParamUnfit from None
    raise ParamUnfit


def _matching(form: re.Pattern[str], sent: str) -> str:
    if form.fullmatch(sent) is None:
        raise ParamUnfit
    return sent

"""Filters that read or make text."""

import base64
import json
import math
import re
import unicodedata
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from app.expressions.arguments import SPACES, want_mapping, want_scalar, want_string, want_whole
from app.expressions.values import (
    MAX_VALUE_DEPTH,
    Budget,
    EvaluationError,
    check_items,
    check_text,
    json_text,
    spend,
    text,
)

_BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
_JSON_SHAPE = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{}]', re.DOTALL)


def do_upper(budget: Budget, value: Any) -> str:
    return want_scalar("upper", value, budget).upper()


def do_lower(budget: Budget, value: Any) -> str:
    return want_scalar("lower", value, budget).lower()


def do_trim(budget: Budget, value: Any) -> str:
    return want_scalar("trim", value, budget).strip(SPACES)


def do_split(budget: Budget, value: Any, separator: Any = None) -> list[str]:
    whole = want_string("split", value, budget)
    if separator is None:
        parts = re.split(f"[{SPACES}]+", whole.strip(SPACES)) if whole.strip(SPACES) else []
    else:
        if want_string("split", separator, budget) == "":
            raise EvaluationError("split wants a separator that is not empty")
        check_items(whole.count(separator) + 1)
        parts = whole.split(separator)
    spend(budget, len(parts))
    return parts


def do_replace(budget: Budget, value: Any, old: Any, new: Any) -> str:
    whole, before = want_scalar("replace", value, budget), want_scalar("replace", old, budget)
    after = want_scalar("replace", new, budget)
    if before == "":
        raise EvaluationError("replace wants an old text that is not empty")
    length = len(whole) + whole.count(before) * (len(after) - len(before))
    check_text(length)
    spend(budget, length // 64)
    return whole.replace(before, after)


def do_string(budget: Budget, value: Any) -> str:
    return text(value, budget)


def do_json(budget: Budget, value: Any) -> str:
    result = json_text(value, budget)
    check_text(len(result))
    return result


def _refuse_constant(name: str) -> float:
    raise ValueError(name)


def _finite(digits: str) -> float:
    result = float(digits)
    return result if math.isfinite(result) else _refuse_constant(digits)


def do_from_json(budget: Budget, value: Any) -> Any:
    source = want_string("from_json", value, budget)
    spend(budget, len(source) // 8)
    if source.count("[") + source.count("{") > MAX_VALUE_DEPTH:
        depth = 0
        spend(budget, len(source) // 4)
        for shape in _JSON_SHAPE.finditer(source):
            depth += (shape[0] in ("[", "{")) - (shape[0] in ("]", "}"))
            if depth > MAX_VALUE_DEPTH:
                raise EvaluationError("from_json: the text is nested too deeply")
    try:
        return json.loads(source, parse_constant=_refuse_constant, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise EvaluationError("from_json: the text is not JSON") from error


def _utf8(name: str, value: str) -> bytes:
    try:
        return value.encode()
    except UnicodeEncodeError as error:
        raise EvaluationError(f"{name}: the text holds half a surrogate pair") from error


def _encode_part(value: Any, budget: Budget) -> str:
    whole = want_scalar("url_encode", "" if value is None else value, budget)
    spend(budget, len(whole) // 2)
    encoded = quote(_utf8("url_encode", whole), safe="")
    check_text(len(encoded))
    return encoded


def do_url_encode(budget: Budget, value: Any) -> str:
    if not isinstance(value, Mapping):
        return _encode_part(value, budget)
    pairs = [
        f"{_encode_part(k, budget)}={_encode_part(v, budget)}"
        for k, v in want_mapping("url_encode", value, budget).items()
    ]
    return "&".join(pairs)


def do_base64(budget: Budget, value: Any) -> str:
    data = _utf8("base64", want_scalar("base64", value, budget))
    check_text(len(data) * 4 // 3 + 4)
    return base64.b64encode(data).decode()


def do_from_base64(budget: Budget, value: Any) -> str:
    data = want_string("from_base64", value, budget)
    try:
        if not _BASE64.fullmatch(data):
            raise ValueError
        return base64.b64decode(data).decode()
    except ValueError as error:
        raise EvaluationError("from_base64: the text is not base64 of UTF-8") from error


def do_slugify(budget: Budget, value: Any) -> str:
    whole = want_scalar("slugify", value, budget)
    spend(budget, len(whole) // 2)
    plain = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", whole)).lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")


def do_truncate(budget: Budget, value: Any, length: Any = 255, end: Any = "…") -> str:
    whole, tail = want_scalar("truncate", value, budget), want_scalar("truncate", end, budget)
    limit = want_whole("truncate", length)
    if limit < len(tail):
        raise EvaluationError("truncate wants a length that the ending fits into")
    return whole if len(whole) <= limit else whole[: limit - len(tail)] + tail

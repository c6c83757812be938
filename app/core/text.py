"""Texts: JSON that both databases hold, and words for a name that does not exist.

Postgres refuses U+0000 and NaN in JSONB, neither database takes half a surrogate pair.
"""

import math
import re
from collections.abc import Iterable
from typing import Annotated, TypeVar

from pydantic import AfterValidator, JsonValue, PlainSerializer, SecretStr, WrapValidator

_Known = TypeVar("_Known")
AsStored = Annotated[_Known, WrapValidator(lambda stored, _: stored), PlainSerializer(lambda stored: stored)]
"""Stored JSON in an answer, handed on as it is: nothing is lost or refused that another build stored.
The type in brackets is what the API's document says of it."""

MAX_DEPTH = 64
"""Levels of nesting; expressions look no deeper either (`app.expressions.values.MAX_VALUE_DEPTH`)."""

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def is_storable_text(text: str) -> bool:
    """Return whether a text has neither U+0000 nor half a surrogate pair."""
    return _UNSTORABLE.search(text) is None


def storable_text(text: str) -> str:
    """Return the text with U+FFFD in place of what cannot be stored."""
    return _UNSTORABLE.sub("\ufffd", text)


def check_text(text: str) -> str:
    """Return the text; raises ValueError when it cannot be stored."""
    if not is_storable_text(text):
        raise ValueError("text must not hold U+0000 or half a surrogate pair")
    return text


def _check_secret(secret: SecretStr) -> SecretStr:
    check_text(secret.get_secret_value())
    return secret


def check_storable(value: JsonValue, max_depth: int = MAX_DEPTH) -> JsonValue:
    """Return the value; raises ValueError when a part of it cannot be stored or is nested over so many levels."""
    pending: list[tuple[JsonValue, int]] = [(value, 0)]
    while pending:
        item, depth = pending.pop()
        if isinstance(item, str):
            check_text(item)
        elif isinstance(item, float):
            if not math.isfinite(item):
                raise ValueError("numbers must be finite")
        elif isinstance(item, dict | list):
            if depth >= max_depth:
                raise ValueError(f"JSON may be nested {max_depth} levels deep")
            parts = [*item.keys(), *item.values()] if isinstance(item, dict) else item
            pending.extend((part, depth + 1) for part in parts)
    return value


StorableJson = Annotated[JsonValue, AfterValidator(check_storable)]
StorableObject = Annotated[dict[str, JsonValue], AfterValidator(check_storable)]
StorableText = Annotated[str, AfterValidator(check_text)]
StorableSecret = Annotated[SecretStr, AfterValidator(_check_secret)]

MAX_SHOWN_NAME = 64
"""Characters of a name of the caller's that a message repeats."""
MAX_LISTED_NAMES = 60


def find_closest(word: str, names: Iterable[str]) -> str | None:
    """Return the name that somebody who wrote `word` may have meant."""
    import difflib  # noqa: PLC0415 - only a mistake needs it

    folded = {name.lower().replace("-", "_"): name for name in names}
    word = word[:MAX_SHOWN_NAME].lower().replace("-", "_")
    if word in folded:
        return folded[word]
    parts = [name for name in folded if word in name.split(".")]
    if len(parts) == 1:  # `http` is `http.request`
        return folded[parts[0]]
    # What stands before the last dot makes names alike that mean different things: `trigger.cron`, `trigger.manual`.
    group, _, last = word.rpartition(".")
    kin = {name.removeprefix(f"{group}."): name for name in folded if group and name.startswith(f"{group}.")}
    # 0.65 takes `lgo` for `log`, and `sort` not for `cursor`.
    close = difflib.get_close_matches(last if kin else word, kin or folded, n=1, cutoff=0.65)
    return folded[kin.get(close[0], close[0])] if close else None


def did_you_mean(word: str, names: Iterable[str]) -> str:
    """Return the end of a sentence about a name that does not exist: a full stop, or the name that may be meant."""
    closest = find_closest(word, names)
    return "." if closest is None else f"; did you mean {closest!r}?"


def no_such(what: str, name: str, names: Iterable[str], *, where: str = "") -> str:
    """Return that there is no such thing of this name, which one may be meant, and which there are."""
    known = sorted(names)
    listed = ", ".join(known[:MAX_LISTED_NAMES]) + (", …" if len(known) > MAX_LISTED_NAMES else "")
    shown = name if len(name) <= MAX_SHOWN_NAME else f"{name[:MAX_SHOWN_NAME]}…"
    there_are = f" There are: {listed}." if known else ""
    return f"There is no {what} {shown!r}{where}{did_you_mean(name, known)}{there_are}"

"""Keeps secrets out of what people see: every occurrence of a revealed value becomes `[redacted:NAME]`.

A run itself goes on with the true values; only what is stored for people, shown or answered passes through here, and
once.
"""

import re
from collections.abc import Iterable
from typing import Any

from app.core.security.key_ring import MIN_SECRET
from app.engine.journal.stored_values import encode


class Redactor:
    """Replaces the secrets of a run, given as `(name, value)`; a name may have had several values."""

    def __init__(self, secrets: Iterable[tuple[str, str]] = ()) -> None:
        self._names = {value: name for name, value in secrets if len(value) >= MIN_SECRET}
        # The longest first, so that a secret within another one does not split it.
        longest_first = sorted(self._names, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first)))
        # JSON writes a text character by character: a secret in a string stands in the JSON like this.
        self._encoded = [(name, value, encode(value)[1:-1]) for value, name in self._names.items()]

    def list_in(self, json_text: str) -> list[tuple[str, str]]:
        """Return the secrets that may stand in a JSON text."""
        return [(name, value) for name, value, encoded in self._encoded if encoded in json_text]

    def redact(self, value: Any) -> Any:
        """Return the JSON value with every secret in its strings and keys replaced; itself when it holds none."""
        return self._redact(value, {}) if self._names else value

    def cut(self, text: str, length: int) -> str:
        """Return the text cut to `length`, or to before a secret that the cut would have left the beginning of."""
        if len(text) <= length:
            return text
        end = length
        if self._names:
            for match in self._pattern.finditer(text):
                if match.start() < length < match.end():
                    end = match.start()
        return f"{text[:end]}… ({len(text):,} characters)"

    def _redact(self, value: Any, done: dict[int, Any]) -> Any:
        """`done` holds what was redacted already: a part that stands in many places is gone through once."""
        kind = value.__class__  # exactly these: a subclass (`_Name` in values.py) is passed over
        if kind is str and len(value) < 1000:
            return self._pattern.sub(self._replace, value)
        if kind is not str and kind is not dict and kind is not list:
            return value
        if id(value) not in done:
            done[id(value)] = self._redact_once(value, done)
        return done[id(value)]

    def _redact_once(self, value: Any, done: dict[int, Any]) -> Any:
        if isinstance(value, str):
            return self._pattern.sub(self._replace, value)
        if isinstance(value, list):
            items = [self._redact(item, done) for item in value]
            return items if any(map(_differ, items, value)) else value
        pairs = {self._redact(key, done): self._redact(item, done) for key, item in value.items()}
        same = len(pairs) == len(value) and not any(map(_differ, pairs, value))
        return value if same and not any(map(_differ, pairs.values(), value.values())) else pairs

    def _replace(self, match: re.Match[str]) -> str:
        return f"[redacted:{self._names[match[0]]}]"


def _differ(one: Any, other: Any) -> bool:
    return one is not other

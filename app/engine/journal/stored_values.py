"""Values of a run as they are stored: small ones in their event, each big one once, apart, and named from there.

Two texts come of a value. The *packed* one is what a run is restored from: JSON in which a big part is named by
`{"$stored": [hash, bytes]}`. A key of the user's own that reads `$stored` gets another `$` in front, so that nothing
a user sends can pose as such a name. The *shown* one is what people get: a preview stands where the name stood. An
event holds the shown text; the packed one is kept beside it only where the two differ.
"""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

MAX_INLINE = 256 * 1024
"""Characters of JSON that an event holds itself; what is longer is stored apart."""
PREVIEW = 1024
"""Characters of its JSON that are shown of a big value."""
MAX_SHORT = 2 * PREVIEW
"""Characters of JSON that are not shortened; a preview has fewer."""
MAX_RESPONSE = 8 * 1024 * 1024
"""Characters of the JSON that whoever waits for a run is answered with."""
_MARK = "$stored"
_MARK_END = f'{_MARK}"'
# A string's own quotes are escaped in JSON, so that these match keys alone.
_NAME = re.compile(r'\{"\$stored":\["([0-9a-f]{64})",(\d+)\]\}')
_ESCAPED_KEY = re.compile(r'"\$(\$+stored":)')

# Made once: `json.dumps` with options builds an encoder each call. Pure ASCII: no lone surrogate can fail later.
encode: Callable[[Any], str] = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode


@dataclass(frozen=True, slots=True)
class StoredValue:
    """A big value: the packed text that people may see, and, sealed, the true one where redaction changed it."""

    hash: str
    body: str
    sealed: str | None = None

    @property
    def size(self) -> int:
        """Characters that are stored of it."""
        return len(self.body) + len(self.sealed or "")

    @property
    def name(self) -> str:
        """What stands for the value in packed texts."""
        return f'{{"{_MARK}":["{self.hash}",{len(self.body)}]}}'

    @property
    def preview(self) -> str:
        """What stands for the value in shown texts, as JSON."""
        return truncated(show(self.body[: 2 * PREVIEW]), len(self.body), self.hash)


@dataclass(frozen=True, slots=True)
class Kept:
    """What the journal keeps of an event beside what it shows: its packed values, and, sealed, the true ones."""

    packed: str | None = None
    sealed: str | None = None

    @property
    def size(self) -> int:
        """Characters that are stored of it."""
        return len(self.packed or "") + len(self.sealed or "")


def truncated(text: str, size: int, hash: str | None) -> str:
    """Return the JSON that is shown instead of a value whose JSON is `text`, of `size` characters."""
    return encode({"truncated": True, "bytes": size, "hash": hash, "preview": text[:PREVIEW]})


def weigh(value: Any, limit: int) -> int:
    """Return about how many characters the JSON of a value has; counts no further than a little past `limit`.

    A part that stands in many places counts in each.
    """
    total = 0
    pending = [value]
    while pending and total <= limit:
        item = pending.pop()
        kind = item.__class__
        if kind is str:
            # Outside ASCII most characters become `\\uXXXX`.
            total += 2 + len(item) if item.isascii() else 6 * len(item)
        elif kind is dict or kind is list or kind is tuple:
            total += 2 + 2 * len(item)
            if total <= limit:
                pending.extend(item)
                if kind is dict:
                    pending.extend(item.values())
        else:
            total += 2
    return total


def shorten(value: Any) -> Any:
    """Return the value, or its preview when its JSON is long, for an answer that has no room. Previews stay."""
    if weigh(value, MAX_SHORT) <= MAX_SHORT:
        return value
    text = encode(value)
    return json.loads(truncated(text, len(text), None))


def pack_plain(value: Any) -> str:
    """Return the packed text of a value that has no part stored apart; raises ValueError or TypeError when it is no
    JSON."""
    text = encode(value)
    return encode(_escape(value)) if _MARK_END in text else text


def pack_key(key: str) -> str:
    """Return a key of an object, as packed texts have it."""
    return encode(f"${key}" if _is_mark(key) else key)


def has_names(packed: str) -> bool:
    """Return whether a packed text reads differently from what it stands for."""
    return _MARK_END in packed


def is_name(value: dict[str, Any]) -> bool:
    """Return whether an object of a packed text names a stored value."""
    return _MARK in value


def show(packed: str, preview_of: Callable[[str], str] | None = None) -> str:
    """Return the shown text of a packed one; without `preview_of(hash)` the parts stored apart have no preview."""
    if _MARK_END not in packed:
        return packed

    def replace(match: re.Match[str]) -> str:
        return preview_of(match[1]) if preview_of else truncated("", int(match[2]), match[1])

    return _ESCAPED_KEY.sub(r'"\1', _NAME.sub(replace, packed))


class StoredValues:
    """The stored values of a run, each made once, when it is first asked for."""

    def __init__(self, rows: Iterable[StoredValue], open_text: Callable[[StoredValue], str]) -> None:
        self.rows = {row.hash: row for row in rows}
        self.made: dict[str, Any] = {}
        self._open_text = open_text

    def unpack(self, packed: str) -> Any:
        """Return the value of a packed text; raises KeyError when a part of it is gone."""
        if _MARK_END not in packed:
            return json.loads(packed)
        return json.loads(packed, object_hook=partial(_unpack_object, self))

    def get(self, hash: str) -> Any:
        """Return the value with this hash; raises KeyError."""
        if hash not in self.made:
            self.made[hash] = self.unpack(self._open_text(self.rows[hash]))
        return self.made[hash]


def _unpack_object(values: StoredValues, found: dict[str, Any]) -> Any:
    if _MARK in found:
        return values.get(found[_MARK][0])
    if any(map(_is_mark, found)):
        return {key[1:] if _is_mark(key) else key: value for key, value in found.items()}
    return found


def _is_mark(key: str) -> bool:
    return key.endswith(_MARK) and not key[: -len(_MARK)].strip("$")


def _escape(value: Any) -> Any:
    if isinstance(value, dict):
        return {f"${key}" if _is_mark(key) else key: _escape(item) for key, item in value.items()}
    return [_escape(item) for item in value] if isinstance(value, list | tuple) else value

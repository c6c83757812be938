"""What a run writes of its values: events in which big ones are named, secrets hidden, and all is counted.

The interpreter hands in true values and goes on with them. People see the redacted ones; where redaction changed
something, the true ones are kept sealed by the key ring, for the interpreter that takes over after a crash.
"""

import hashlib
import json
import operator
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from app.core.errors import TooLarge
from app.core.security.key_ring import KeyRing
from app.engine.journal.events import EventFields, NewEvent, new_event, type_of
from app.engine.journal.redaction import Redactor
from app.engine.journal.sealed import TRIGGER, place_of_event, place_of_value
from app.engine.journal.stored_values import (
    MAX_INLINE,
    Kept,
    StoredValue,
    StoredValues,
    encode,
    has_names,
    is_name,
    pack_key,
    pack_plain,
    show,
    weigh,
)

COUNTED = ("node.completed", "node.log")
FREE = 512
"""Characters of an event that do not count: a loop of very many small rounds is not a big run."""
MAX_RECENT = 32 * 1024 * 1024
"""Characters of JSON whose values are held on to, so that they are known when they come again."""
HASH_PURPOSE = "run-value"


class RunTooLarge(TooLarge):
    """The run has stored as much as one run may."""

    code, title = "run_too_large", "The run stores too much"
    mend = "Let nodes leave less, such as by selecting what is needed, or raise `ONEFOLD_RUN_MAX_BYTES`."


@dataclass(frozen=True, slots=True)
class _Packed:
    """A value's packed text, how much longer its previews make it, and the value with known parts in place of copies.

    `size` is that of a stored value's JSON.
    """

    text: str
    more: int
    value: Any
    size: int = 0


class _Name(dict[str, Any]):
    """The name of a stored value in a packed text: no type of JSON itself, so that a redactor passes it over."""


class RunValues:
    """The values of one run; `restore` makes them from its journal."""

    def __init__(self, execution_id: UUID, key_ring: KeyRing, max_bytes: int) -> None:
        self.execution_id = execution_id
        self.redactor = Redactor()
        self._name = str(execution_id)
        self._former: list[tuple[str, str]] = []
        self._key_ring = key_ring
        self._max_bytes = max_bytes
        self._spent = 0
        self._is_ending = False  # a run that has got so far does not fail for its result
        self._names: dict[str, str] = {}  # of every stored value, by hash
        self._previews: dict[str, str] = {}
        self._unwritten: list[StoredValue] = []
        self._recent: OrderedDict[str, _Packed] = OrderedDict()  # by hash
        self._hash_of: dict[int, str] = {}  # by the id() of what `_recent` holds on to
        self._recent_size = 0

    def hide(self, secrets: Mapping[str, str]) -> None:
        """Redact these secrets from here on, and those that this run had when it was begun before."""
        if secrets or self._former:
            self.redactor = Redactor([*self._former, *secrets.items()])

    def new_event(self, fields: EventFields) -> NewEvent:
        """Return an event as `events.new_event` does, with what is kept where people see something else than is true.

        Raises ValueError or TypeError when a value is no JSON, and RunTooLarge.
        """
        self._is_ending = "result" in fields.values
        event = None
        if weigh(fields.values, MAX_INLINE) <= MAX_INLINE:
            event = new_event(self._name, fields)
        if event is None or len(event.tail) > MAX_INLINE or self.redactor.list_in(event.tail):
            event = self._new_event_with_care(fields)
        if fields.type in COUNTED and len(event.tail) > FREE:
            self._spend(len(event.tail) - FREE)
        if self._unwritten:
            event = replace(event, stored=self._take_unwritten())
        return event

    def _new_event_with_care(self, fields: EventFields) -> NewEvent:
        packed = ",".join(f'"{name}":{self._pack(value).text}' for name, value in fields.values.items())
        plain = new_event(self._name, fields._replace(values={}))
        shown, kept = self._keep(f"{{{packed}}}", plain.key)
        return NewEvent(plain.key, fields.type, f"{plain.tail[:-1]},{shown[1:]}", kept)

    def new_trigger(self, trigger: dict[str, Any]) -> tuple[dict[str, Any], Kept | None, tuple[StoredValue, ...]]:
        """Return what started the run as it is shown, what is kept of it, and its values that are stored apart."""
        if weigh(trigger, MAX_INLINE) <= MAX_INLINE:
            return trigger, None, ()
        shown, kept = self._keep(self._pack_object(trigger).text, TRIGGER)
        return json.loads(shown), kept, self._take_unwritten()

    def known(self, value: Any) -> Any:
        """Return the value with the parts that this run holds already in place of equal copies of them."""
        return self._pack(value).value

    def shown(self, event: NewEvent, name: str, value: Any) -> Any:
        """Return a value of an event as people see it."""
        return value if event.kept is None else json.loads(event.body(0))[name]

    def _take_unwritten(self) -> tuple[StoredValue, ...]:
        taken, self._unwritten = tuple(self._unwritten), []
        return taken

    def _spend(self, size: int) -> None:
        if self._spent + size > self._max_bytes and not self._is_ending:
            raise RunTooLarge(f"What a run stores may have {self._max_bytes:,} bytes (ONEFOLD_RUN_MAX_BYTES).")
        self._spent += size

    def _pack(self, value: Any) -> _Packed:
        known = self._recent.get(self._hash_of.get(id(value), ""))
        if known is not None:
            return known
        is_small = weigh(value, MAX_INLINE) <= MAX_INLINE
        if not is_small and isinstance(value, dict):
            packed = self._pack_object(value)
        elif not is_small and isinstance(value, list):
            packed = self._pack_list(value)
        else:
            packed = _Packed(pack_plain(value), 0, value)
        return packed if len(packed.text) + packed.more <= MAX_INLINE else self._store(packed)

    def _pack_object(self, value: dict[str, Any]) -> _Packed:
        pieces = _Pieces(self._max_bytes)
        known: dict[str, Any] = {}
        for chunk in _chunks(value.items()):
            if len(chunk) > 1:
                pieces.add(pack_plain(dict(chunk))[1:-1])
                known.update(chunk)
                continue
            key, item = chunk[0]
            part = self._pack(item)
            pieces.add(f"{pack_key(key)}:{part.text}", part.more)
            known[key] = part.value
        same = all(item is value[key] for key, item in known.items())
        return _Packed(f"{{{pieces.joined()}}}", pieces.more, value if same else known)

    def _pack_list(self, value: list[Any]) -> _Packed:
        pieces = _Pieces(self._max_bytes)
        known: list[Any] = []
        for chunk in _chunks(value):
            if len(chunk) > 1:
                pieces.add(pack_plain(chunk)[1:-1])
                known.extend(chunk)
                continue
            part = self._pack(chunk[0])
            pieces.add(part.text, part.more)
            known.append(part.value)
        same = all(map(operator.is_, known, value))
        return _Packed(f"[{pieces.joined()}]", pieces.more, value if same else known)

    def _store(self, packed: _Packed) -> _Packed:
        """Store a big value apart, unless this run has the same one already."""
        hash = hashlib.sha256(packed.text.encode()).hexdigest()
        found = self.redactor.list_in(packed.text)
        if found:
            # A plain hash of what is hidden could be guessed at.
            hash = hashlib.sha256(self._key_ring.sign(HASH_PURPOSE, hash.encode()).encode()).hexdigest()
        known = self._recent.get(hash)
        if known is not None:
            return known
        if hash not in self._names:
            self._spend(len(packed.text))
            body, sealed = self._cover(packed.text, place_of_value(self.execution_id, hash))
            self._unwritten.append(self._note(StoredValue(hash, body, sealed)))
        return self._hold(hash, packed.value, len(packed.text))

    def _note(self, row: StoredValue) -> StoredValue:
        self._names[row.hash], self._previews[row.hash] = row.name, row.preview
        return row

    def _hold(self, hash: str, value: Any, size: int) -> _Packed:
        """Hold on to a value that is stored; those that were held the longest go, so that not much is held."""
        packed = self._recent[hash] = _Packed(self._names[hash], len(self._previews[hash]), value, size)
        self._hash_of[id(value)] = hash
        self._recent_size += size
        while self._recent_size > MAX_RECENT and len(self._recent) > 1:
            _, dropped = self._recent.popitem(last=False)
            del self._hash_of[id(dropped.value)]
            self._recent_size -= dropped.size
        return packed

    def _keep(self, packed: str, key: str) -> tuple[str, Kept | None]:
        """Return how packed values of an event are shown, and what is kept beside that."""
        body, sealed = self._cover(packed, place_of_event(self.execution_id, key))
        if sealed is None and not has_names(body):
            return body, None
        return show(body, self._previews.__getitem__), Kept(body if has_names(body) else None, sealed)

    def _cover(self, packed: str, place: str) -> tuple[str, str | None]:
        """Return a packed text as people may see it and, if that differs, the true one sealed, with its secrets."""
        found = self.redactor.list_in(packed)
        if not found:
            return packed, None
        tree = json.loads(packed, object_hook=lambda item: _Name(item) if is_name(item) else item)
        covered = encode(self.redactor.redact(tree))
        if covered == packed:
            return packed, None
        return covered, self._key_ring.encrypt(f"{encode(found)}\n{packed}", place)

    def _open(self, sealed: str, place: str) -> str:
        """Return a true packed text, and redact its secrets from here on: the run may have others by now."""
        found, _, packed = self._key_ring.decrypt(sealed, place).partition("\n")
        self._former += [(name, value) for name, value in json.loads(found)]
        return packed

    def restore(
        self, journal: Sequence[tuple[str, str]], kept: Mapping[int, Kept], rows: Sequence[StoredValue]
    ) -> dict[int, dict[str, Any]]:
        """Take over what a run has stored; returns the true values of the events that show something else, by `seq`.

        Raises DecryptionFailed.
        """

        def open_row(row: StoredValue) -> str:
            place = place_of_value(self.execution_id, row.hash)
            return self._open(row.sealed, place) if row.sealed else row.body

        opened = StoredValues(map(self._note, rows), open_row)
        fields: dict[int, dict[str, Any]] = {}
        for seq, one in kept.items():
            key = journal[seq - 1][0] if seq else TRIGGER
            packed = (
                self._open(one.sealed, place_of_event(self.execution_id, key)) if one.sealed else one.packed or "{}"
            )
            fields[seq] = opened.unpack(packed)
        for hash, value in opened.made.items():
            self._hold(hash, value, len(opened.rows[hash].body))
        counted = (len(body) - FREE for key, body in journal if type_of(key) in COUNTED)
        self._spent = sum(len(row.body) for row in rows) + sum(size for size in counted if size > 0)
        return fields


class _Pieces:
    """The texts of a value's parts, no more of them than a run may store."""

    def __init__(self, limit: int) -> None:
        self.more = 0
        self._texts: list[str] = []
        self._left = limit

    def add(self, text: str, more: int = 0) -> None:
        """Take another part in, and how much longer its previews make it; raises RunTooLarge."""
        self._texts.append(text)
        self._left -= len(text)
        self.more += more
        if self._left < 0:
            raise RunTooLarge("One value is larger than everything that a run may store.")

    def joined(self) -> str:
        """Return all of them, with commas between."""
        return ",".join(self._texts)


def _chunks(parts: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield runs of small parts that are quick to write in one go; each big one comes by itself."""
    chunk: list[Any] = []
    weight = 0
    for part in parts:
        own = weigh(part, MAX_INLINE)
        if chunk and weight + own > MAX_INLINE:
            yield chunk
            chunk, weight = [], 0
        chunk.append(part)
        weight += own
    if chunk:
        yield chunk

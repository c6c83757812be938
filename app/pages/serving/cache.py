"""What visitors get again: whole pages with their compressed variants, and compiled programs.

Nothing here is the truth. A page is sent from here for at most `KEPT_SECONDS` after the database last said that it is
the one to send; a change made by this process drops it at once. So a page that another process published or withdrew,
and rows that somebody else changed, show within that time, with or without traffic, and without any notification.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Hashable, Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, TypeAlias, TypeVar
from uuid import UUID

from app.pages.rendering.compile import CompiledPage
from app.pages.rendering.memory import size_of
from app.pages.rendering.query import Heeded
from app.pages.serving.body import CachedBody

KEPT_SECONDS = 1.0
CHECK_SECONDS = 0.5
"""From this age on one request checks a page, while the others are still sent what stands."""
MAX_PAGE_BYTES = 40 * 1024 * 1024
MAX_PROGRAM_BYTES = 24 * 1024 * 1024
# Headers in two forms, keys and the objects around them, measured; it also bounds how many small ones are kept.
_ENTRY_BYTES = 8 * 1024

Key: TypeAlias = tuple[str, str]
"""A path, and the component that was sent on it (`?sent=`), empty for none."""
K = TypeVar("K")
V = TypeVar("V")


@dataclass(slots=True)
class Entry:
    """A page as it was rendered, and what of a query it heeds.

    `made_of` is what the database must still say of the page for it to be sent again.
    """

    body: CachedBody
    made_of: Hashable
    reads_data: bool
    heeded: Heeded
    checked_at: float = field(default_factory=time.monotonic)
    is_being_checked: bool = False

    @property
    def age(self) -> float:
        """Seconds since the database said that this is the page to send."""
        return time.monotonic() - self.checked_at


class BoundedStore(Generic[K, V]):
    """Values with their sizes in bytes; those that were used longest ago leave when all together get too large."""

    def __init__(self, max_bytes: int) -> None:
        self._limit = max_bytes
        self.size = 0
        self._values: OrderedDict[K, tuple[V, int]] = OrderedDict()

    def get(self, key: K) -> V | None:
        """Return a value, which now counts as used."""
        found = self._values.get(key)
        if found is None:
            return None
        self._values.move_to_end(key)
        return found[0]

    def put(self, key: K, value: V, size: int) -> None:
        """Keep a value, unless it alone is larger than all may be."""
        self.drop(key)
        if size > self._limit:
            return
        self._values[key] = value, size
        self.size += size
        while self.size > self._limit:
            _, (_, freed) = self._values.popitem(last=False)
            self.size -= freed

    def drop(self, key: K) -> None:
        """Forget a value."""
        found = self._values.pop(key, None)
        if found is not None:
            self.size -= found[1]

    def items(self) -> Iterator[tuple[K, V]]:
        """Yield what is kept, as it stands now."""
        return iter([(key, value) for key, (value, _) in self._values.items()])


@dataclass(frozen=True, slots=True)
class _Flight:
    """A page that is being rendered."""

    task: "asyncio.Task[CachedBody]"
    generation: int
    began_at: float


class PageCache:
    """The pages and programs this process keeps. `generation` counts the changes made to pages and rows."""

    def __init__(self) -> None:
        self._entries: BoundedStore[Key, Entry] = BoundedStore(MAX_PAGE_BYTES)
        self._programs: BoundedStore[tuple[UUID, str], CompiledPage] = BoundedStore(MAX_PROGRAM_BYTES)
        self._flights: dict[Hashable, _Flight] = {}
        self.generation = 0

    def fresh(self, path: str, query: bytes) -> Entry | None:
        """Return the entry to send as it is, or None when the app must answer.

        Ask once a request: who gets None for an entry that is due is the one that checks it.
        """
        entry = self._entries.get((path, ""))
        if entry is not None and query:
            asked = entry.heeded.read(query)
            if asked.pages or asked.params:
                return None
            if asked.sent:
                entry = self._entries.get((path, asked.sent))
        if entry is None:
            return None
        age = entry.age
        if age > KEPT_SECONDS or (age > CHECK_SECONDS and not entry.is_being_checked):
            entry.is_being_checked = True
            return None
        return entry

    def get(self, key: Key) -> Entry | None:
        """Return an entry however old it is."""
        return self._entries.get(key)

    def put(self, key: Key, entry: Entry, generation: int) -> None:
        """Keep an entry, unless something changed since `generation` was read."""
        if generation == self.generation:
            self._entries.put(key, entry, entry.body.size + _ENTRY_BYTES)

    async def rendered_once(self, key: Hashable, render: Callable[[], Coroutine[Any, Any, CachedBody]]) -> CachedBody:
        """Return what `render` gives; who asks for the same while it is new waits for it instead of rendering too."""
        flight = self._flights.get(key)
        now = time.monotonic()
        if flight is None or flight.generation != self.generation or now - flight.began_at > CHECK_SECONDS:
            flight = _Flight(asyncio.ensure_future(render()), self.generation, now)
            self._flights[key] = flight
            flight.task.add_done_callback(lambda done: self._landed(key, done))
        return await asyncio.shield(flight.task)

    def _landed(self, key: Hashable, task: "asyncio.Task[CachedBody]") -> None:
        flight = self._flights.get(key)
        if flight is not None and flight.task is task:
            del self._flights[key]
        if not task.cancelled():
            task.exception()  # whoever waits for it gets it; it may be that nobody does any more

    def program(self, version_id: UUID, slug: str) -> CompiledPage | None:
        """Return the program of a version, or None when it must be compiled."""
        return self._programs.get((version_id, slug))

    def keep_program(self, version_id: UUID, slug: str, program: CompiledPage) -> None:
        """Keep a compiled program; a version never changes, so it stays good."""
        self._programs.put((version_id, slug), program, size_of(program) + _ENTRY_BYTES)

    def forget_programs(self) -> None:
        """Drop every program, as a new process begins."""
        for key, _ in self._programs.items():
            self._programs.drop(key)

    def forget_pages(self) -> None:
        """Drop every entry: a page was published, renamed or withdrawn."""
        self.generation += 1
        for key, _ in self._entries.items():
            self._entries.drop(key)

    async def on_rows_changed(self, _message: object) -> None:
        """Drop the entries that hold rows (bus topic `data.rows_changed`)."""
        self.generation += 1
        for key, entry in self._entries.items():
            if entry.reads_data:
                self._entries.drop(key)

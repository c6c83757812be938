"""What visitors get again: whole pages with their compressed variants, and compiled programs.

Nothing here is the truth. A page is sent from here for at most `KEPT_SECONDS` after the database last said that it is
the one to send, whatever else happens. Sooner than that, what depends on something that changed is dropped by its
tags, in this process when the change is committed and in the others when they are told (`app.core.bus`). While the
database is away, what is here goes on being sent for up to `STALE_SECONDS`.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Hashable, Iterable, Iterator
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
STALE_SECONDS = 3600.0
"""How long a page is sent after the database last answered, while it does not (stale-if-error of RFC 5861)."""
OPEN_SHARE = 4
"""Pages whose visitors choose among values without end (`/p/products/{id}`) have at most this part of the memory, so
that whoever asks for all of them drives out none of the others."""
RETRY_SECONDS = 1.0
"""While the database is away, one request in so long asks it."""
# Headers in two forms, keys and the objects around them, measured; it also bounds how many small ones are kept.
_ENTRY_BYTES = 8 * 1024

Key: TypeAlias = tuple[str, str]
"""A path, and what a query asks of it that the page heeds (`Asked.variant`), empty for nothing."""
ProgramKey: TypeAlias = tuple[UUID, str]
K = TypeVar("K")
V = TypeVar("V")
HOME = "home"
"""The tag of pages that depend on which page is home."""
PAGES = "pages"
"""The tag of what lists all pages."""
ROWS = "rows"
"""The tag of pages that show rows of a data source."""
SITE = "site"
"""The tag of pages that look as the site says: all."""


def page_tag(page_id: UUID) -> str:
    """Return the tag of what shows a page."""
    return f"page:{page_id}"


@dataclass(slots=True)
class Entry:
    """A page as it was rendered, what it depends on, and what of a query it heeds.

    `made_of` is what the database must still say of the page for it to be sent again; one that `reads_data` is
    rendered anew even then, from `rows_until` on (monotonic seconds).
    """

    body: CachedBody
    made_of: Hashable
    reads_data: bool
    heeded: Heeded
    tags: frozenset[str] = frozenset()
    checked_at: float = field(default_factory=time.monotonic)
    is_being_checked: bool = False
    rows_until: float = 0.0

    @property
    def has_old_rows(self) -> bool:
        """Whether its rows must be read again."""
        return self.reads_data and time.monotonic() >= self.rows_until

    @property
    def age(self) -> float:
        """Seconds since the database said that this is the page to send."""
        return time.monotonic() - self.checked_at


class BoundedStore(Generic[K, V]):
    """Values with their sizes in bytes; those that were used longest ago leave when all together get too large."""

    def __init__(self, max_bytes: int, on_leave: Callable[[K, V], None] = lambda _key, _value: None) -> None:
        self._limit = max_bytes
        self._on_leave = on_leave
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
            left, (gone, freed) = self._values.popitem(last=False)
            self.size -= freed
            self._on_leave(left, gone)

    def drop(self, key: K) -> None:
        """Forget a value."""
        found = self._values.pop(key, None)
        if found is not None:
            self.size -= found[1]
            self._on_leave(key, found[0])

    def items(self) -> Iterator[tuple[K, V]]:
        """Yield what is kept, as it stands now."""
        return iter([(key, value) for key, (value, _) in self._values.items()])

    def __len__(self) -> int:
        return len(self._values)


class Watch:
    """Notes what is dropped while a page is being made, so that nothing is kept that was made of older things."""

    def __init__(self) -> None:
        self.tags: frozenset[str] | None = None
        """What the page depends on, None before that is known: it is then taken for everything."""
        self._dropped: set[str] = set()
        self._dropped_all = False

    def note(self, tags: frozenset[str] | None) -> None:
        """Something with one of these tags changed; None: anything may have."""
        self._dropped_all = self._dropped_all or tags is None
        self._dropped.update(tags or ())

    @property
    def is_outdated(self) -> bool:
        """Whether something changed that the page depends on."""
        if self._dropped_all:
            return True
        return bool(self._dropped) if self.tags is None else not self._dropped.isdisjoint(self.tags)


@dataclass(frozen=True, slots=True)
class _Flight:
    """A page that is being rendered."""

    task: "asyncio.Task[CachedBody]"
    watch: Watch
    began_at: float


class PageCache:
    """The pages, programs and style sheets this process keeps, together no more than `max_bytes`."""

    def __init__(self, max_bytes: int = 64 * 1024 * 1024) -> None:
        open_bytes = max_bytes // OPEN_SHARE
        self._kept: BoundedStore[Key | ProgramKey | str, Entry | CompiledPage | CachedBody] = BoundedStore(
            max_bytes - open_bytes, self._left
        )
        self._open: BoundedStore[Key, Entry] = BoundedStore(open_bytes, self._left)
        self._tagged: dict[str, set[Key]] = {}
        self._flights: dict[Hashable, _Flight] = {}
        self._watches: set[Watch] = set()
        self._ask_again_at: float | None = None
        self.own_slugs: dict[str, str | None] = {}
        """The slugs of the site's "not_found" and "error" pages, as the database last had them."""

    def _entry(self, key: Key) -> Entry | None:
        found = self._kept.get(key)
        return found or self._open.get(key)  # type: ignore[return-value]  # a key says what it is of

    def fresh(self, path: str, query: bytes) -> Entry | None:
        """Return the entry to send as it is, or None when the app must answer.

        Ask once a request: who gets None for an entry that is due is the one that checks it.
        """
        entry = self._find(path, query)
        if entry is None:
            return None
        age = entry.age
        if age > KEPT_SECONDS or (age > CHECK_SECONDS and not entry.is_being_checked):
            if self._ask_again_at is not None and age < STALE_SECONDS and not self._may_ask():
                return entry
            entry.is_being_checked = True
            return None
        return entry

    def _find(self, path: str, query: bytes) -> Entry | None:
        entry = self._entry((path, ""))
        if entry is not None and query:
            variant = entry.heeded.read(query).variant
            if variant:
                return self._entry((path, variant))
        return entry

    def _may_ask(self) -> bool:
        """Return whether it is this request's turn to ask a database that was away."""
        now = time.monotonic()
        if self._ask_again_at is not None and now < self._ask_again_at:
            return False
        self._ask_again_at = now + RETRY_SECONDS
        return True

    def stale(self, path: str, query: bytes) -> Entry | None:
        """Return the entry to send if the database cannot be asked, None when there is none young enough."""
        entry = self._find(path, query)
        return entry if entry is not None and entry.age < STALE_SECONDS else None

    def database_is_away(self) -> None:
        """Send what is kept, however old, and ask again in a while."""
        self._ask_again_at = time.monotonic() + RETRY_SECONDS

    def database_answered(self) -> None:
        """Ask it again for each page that is due."""
        self._ask_again_at = None

    def get(self, key: Key) -> Entry | None:
        """Return an entry however old it is."""
        return self._entry(key)

    def put(self, key: Key, entry: Entry, watch: Watch, *, is_open: bool = False) -> None:
        """Keep an entry, unless something that it depends on changed while it was made.

        `is_open`: there may be any number of others like it.
        """
        watch.tags = entry.tags
        if watch.is_outdated:
            return
        size = entry.body.size + _ENTRY_BYTES
        self._drop(key)
        if is_open:
            self._open.put(key, entry, size)
        else:
            self._kept.put(key, entry, size)
        if self._entry(key) is entry:
            for tag in entry.tags:
                self._tagged.setdefault(tag, set()).add(key)

    def _left(self, key: Key | ProgramKey | str, value: Entry | CompiledPage | CachedBody) -> None:
        for tag in value.tags if isinstance(value, Entry) else ():
            keys = self._tagged[tag]
            keys.discard(key)
            if not keys:
                del self._tagged[tag]

    async def rendered_once(
        self, key: Hashable, render: Callable[[Watch], Coroutine[Any, Any, CachedBody]]
    ) -> CachedBody:
        """Return what `render` gives; who asks for the same while it is new waits for it instead of rendering too."""
        flight = self._flights.get(key)
        now = time.monotonic()
        if flight is None or flight.watch.is_outdated or now - flight.began_at > CHECK_SECONDS:
            watch = Watch()
            self._watches.add(watch)
            flight = _Flight(asyncio.ensure_future(render(watch)), watch, now)
            self._flights[key] = flight
            flight.task.add_done_callback(lambda done: self._landed(key, watch, done))
        return await asyncio.shield(flight.task)

    def _landed(self, key: Hashable, watch: Watch, task: "asyncio.Task[CachedBody]") -> None:
        self._watches.discard(watch)
        flight = self._flights.get(key)
        if flight is not None and flight.task is task:
            del self._flights[key]
        if not task.cancelled():
            task.exception()  # whoever waits for it gets it; it may be that nobody does any more

    def program(self, version_id: UUID, slug: str) -> CompiledPage | None:
        """Return the program of a version, or None when it must be compiled."""
        return self._kept.get((version_id, slug))  # type: ignore[return-value]  # a key says what it is of

    def keep_program(self, version_id: UUID, slug: str, program: CompiledPage) -> None:
        """Keep a compiled program; a version never changes, so it stays good."""
        self._kept.put((version_id, slug), program, size_of(program) + _ENTRY_BYTES)

    def sheet(self, path: str) -> CachedBody | None:
        """Return the style sheet at a path, or None when it must be written."""
        return self._kept.get(path)  # type: ignore[return-value]  # a key says what it is of

    def keep_sheet(self, path: str, body: CachedBody) -> None:
        """Keep a style sheet; its path names its content, so it stays good."""
        self._kept.put(path, body, body.size + _ENTRY_BYTES)

    def forget_programs(self) -> None:
        """Drop every program and style sheet, as a new process begins."""
        for key, value in self._kept.items():
            if not isinstance(value, Entry):
                self._kept.drop(key)

    def forget_pages(self) -> None:
        """Drop every entry: anything may have changed."""
        for watch in self._watches:
            watch.note(None)
        for key, value in self._kept.items():
            if isinstance(value, Entry):
                self._kept.drop(key)
        for open_key, _ in self._open.items():
            self._open.drop(open_key)

    def drop(self, tags: Iterable[str]) -> None:
        """Drop the entries that have one of these tags: what they depend on changed."""
        changed = frozenset(tags)
        for watch in self._watches:
            watch.note(changed)
        for tag in changed:
            for key in list(self._tagged.get(tag, ())):
                self._drop(key)

    def drop_page(self, path: str) -> None:
        """Drop the page at a path; without it no variant of it is found either."""
        self._drop((path, ""))

    def _drop(self, key: Key) -> None:
        self._kept.drop(key)
        self._open.drop(key)

    def count_entries(self) -> int:
        """Return how many pages are kept, each variant counted."""
        return len(self._open) + sum(isinstance(value, Entry) for _, value in self._kept.items())

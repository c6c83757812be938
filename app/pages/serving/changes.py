"""What keeps this process's pages true: news of changes, made here or in another process."""

from collections.abc import Iterable

from app.core.bus import MISSED, Bus
from app.data.sources.open_sources import ROWS_CHANGED
from app.pages.serving.cache import ROWS, PageCache

PAGES_CHANGED = "pages.changed"
"""Published once what visitors see of pages has changed; the message is the tags of what shows it."""


class PageChanges:
    """Drops what depends on a change from the cache, here at once and in the other processes soon."""

    def __init__(self, cache: PageCache, bus: Bus) -> None:
        self._cache = cache
        self._bus = bus
        bus.subscribe(PAGES_CHANGED, self._on_pages_changed)
        bus.subscribe(ROWS_CHANGED, self._on_rows_changed)
        bus.subscribe(MISSED, self._on_missed)

    def announce(self, tags: Iterable[str]) -> None:
        """Drop what has one of these tags, after the commit of what changed it."""
        changed = sorted(set(tags))
        self._cache.drop(changed)
        self._bus.tell_others(PAGES_CHANGED, [*changed])

    async def _on_pages_changed(self, tags: list[str]) -> None:
        self._cache.drop(tags)

    async def _on_rows_changed(self, _message: dict[str, str | None]) -> None:
        self._cache.drop([ROWS])

    async def _on_missed(self, _message: None) -> None:
        self._cache.forget_pages()

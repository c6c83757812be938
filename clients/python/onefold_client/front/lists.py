"""Lists of the API: iterated from the first item to the last, pages fetched as they are needed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from typing import Any, Generic, Protocol, TypeVar


class Page(Protocol):
    """What is generated for a page of a list."""

    @property
    def items(self) -> Sequence[Any]: ...


T = TypeVar("T")
P = TypeVar("P", bound=Page)


class Items(Generic[T, P]):
    """The items of a list: `for item in items`. `page()` is one page, `pages()` all of them."""

    def __init__(self, fetch: Callable[[Any], P], cursor: Any, next_field: str) -> None:
        self._fetch = fetch
        self._cursor = cursor
        self._next_field = next_field

    def page(self) -> P:
        """Return the first page, with `items` and `next_cursor`, from which `cursor=` goes on."""
        return self._fetch(self._cursor)

    def pages(self) -> Iterator[P]:
        """Yield the pages from the first to the last."""
        cursor = self._cursor
        while True:
            page = self._fetch(cursor)
            yield page
            cursor = getattr(page, self._next_field)
            if cursor is None:
                return

    def __iter__(self) -> Iterator[T]:
        for page in self.pages():
            yield from page.items


class AsyncItems(Generic[T, P]):
    """The items of a list: `async for item in items`. `await page()` is one page, `pages()` all of them."""

    def __init__(self, fetch: Callable[[Any], Awaitable[P]], cursor: Any, next_field: str) -> None:
        self._fetch = fetch
        self._cursor = cursor
        self._next_field = next_field

    async def page(self) -> P:
        """Return the first page, with `items` and `next_cursor`, from which `cursor=` goes on."""
        return await self._fetch(self._cursor)

    async def pages(self) -> AsyncIterator[P]:
        """Yield the pages from the first to the last."""
        cursor = self._cursor
        while True:
            page = await self._fetch(cursor)
            yield page
            cursor = getattr(page, self._next_field)
            if cursor is None:
                return

    async def __aiter__(self) -> AsyncIterator[T]:
        async for page in self.pages():
            for item in page.items:
                yield item

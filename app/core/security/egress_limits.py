"""How many outgoing exchanges go on at once: in all, and with one server, so that a slow one never takes all."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager


class NoPlaceFree(Exception):
    """Every place was taken for as long as the caller would wait."""


class ExchangeLimits:
    """Places for exchanges: `total` in all, of which one server gets `per_server`; whoever finds none waits in line.

    A place of all is asked for with a place at the server in hand, so that those who wait for a slow server hold
    nothing that the others need.
    """

    def __init__(self, total: int, per_server: int) -> None:
        self._all = asyncio.Semaphore(total)
        self._per_server = per_server
        self._lines: dict[str, tuple[asyncio.Semaphore, list[int]]] = {}

    @asynccontextmanager
    async def place(self, server: str, wait_s: float) -> AsyncIterator[None]:
        """Hold a place for an exchange with a server; raises NoPlaceFree when there is none within the seconds."""
        line, users = self._lines.setdefault(server, (asyncio.Semaphore(self._per_server), [0]))
        users[0] += 1
        try:
            async with AsyncExitStack() as held:
                try:
                    async with asyncio.timeout(wait_s):
                        await held.enter_async_context(line)
                        await held.enter_async_context(self._all)
                except TimeoutError as error:
                    raise NoPlaceFree from error
                yield
        finally:
            users[0] -= 1
            if not users[0]:
                del self._lines[server]

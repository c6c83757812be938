"""What a source offers to the rest of the slice, whatever database is behind it."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from pydantic import JsonValue

from app.core.text import no_such
from app.data.errors import QueryParamMissing, QueryParamUnknown, SourceUnreachable
from app.data.queries.sql import Dialect, Statement
from app.data.values import QueryResult

C = TypeVar("C")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one statement and one source may take. Seconds and bytes."""

    statement_seconds: float = 15.0
    connect_seconds: float = 5.0
    connections: int = 5
    idle_seconds: float = 60.0
    result_bytes: int = 16 * 1024**2


class Transaction(Protocol):
    """An open transaction. `execute` runs SQL that Onefold wrote, `execute_foreign` a user's statement, guarded."""

    async def execute(
        self, sql: str, params: Mapping[str, JsonValue] | None = None, *, large: bool = False
    ) -> QueryResult:
        """Return all rows of a statement of our own, at most 10,000; `large` rows are read a few at a time."""
        ...

    async def execute_foreign(
        self, statement: Statement, params: Mapping[str, JsonValue], max_rows: int
    ) -> QueryResult:
        """Return up to `max_rows` rows of a user's statement."""
        ...


class Source(Protocol):
    """A database that statements run on, with its own bounded pool."""

    dialect: Dialect
    is_local: bool

    def transaction(self, *, read_only: bool, writes: bool = True) -> AbstractAsyncContextManager[Transaction]:
        """Open a transaction: commits when the block ends, rolls back when it raises.

        `read_only` makes the database refuse writes; `writes=False` only promises that none will come, so that SQLite
        need not wait for its one writer. Raises SourceUnreachable.
        """
        ...

    async def close_idle(self) -> int:
        """Close the connections nobody has used for a while; returns how many."""
        ...

    async def close(self) -> None:
        """Close every connection that is not in use, and each other one when it comes back."""
        ...


def check_params(statement: Statement, params: Mapping[str, JsonValue]) -> None:
    """Raise QueryParamMissing or QueryParamUnknown unless the statement names exactly these parameters."""
    if missing := [name for name in statement.names if name not in params]:
        raise QueryParamMissing(f"The statement needs a value for {_list(missing)}.")
    if unknown := [name for name in params if name not in statement.names]:
        raise QueryParamUnknown(no_such("parameter", unknown[0], statement.names, where=" in the statement"))


def _list(names: list[str]) -> str:
    return ", ".join(f":{name}" for name in sorted(names)[:10])


class Pool(Generic[C]):
    """At most `limits.connections` connections, opened when needed and closed when idle.

    A source that hangs holds its own connections only; who waits for one longer than a connect may take gets
    SourceUnreachable.
    """

    def __init__(
        self, connect: Callable[[], Awaitable[C]], close: Callable[[C], Awaitable[None]], limits: Limits
    ) -> None:
        self._connect = connect
        self._close = close
        self._limits = limits
        self._slots = asyncio.Semaphore(limits.connections)
        self._idle: list[tuple[C, float]] = []
        self._closed = False

    async def take(self, *, fresh: bool = False) -> tuple[C, bool]:
        """Return a connection and whether it was used before; hand it back with `give` or `drop`.

        `fresh` closes the idle ones first: they turned out to be dead.
        """
        try:
            async with asyncio.timeout(self._limits.statement_seconds + self._limits.connect_seconds):
                await self._slots.acquire()
        except TimeoutError:
            raise SourceUnreachable("All connections to this source are busy. Try again shortly.") from None
        try:
            if fresh:
                await self._close_all(self._take_idle(float("inf")))
            if self._idle:
                return self._idle.pop()[0], True
            return await self._connect(), False
        except BaseException:
            self._slots.release()
            raise

    async def give(self, connection: C) -> None:
        """Hand back a connection that is in order."""
        if self._closed:
            await self.drop(connection)
            return
        self._idle.append((connection, time.monotonic()))
        self._slots.release()

    async def drop(self, connection: C) -> None:
        """Close a connection that may not be in order."""
        self._slots.release()
        await self._close(connection)

    async def close_idle(self) -> int:
        """Close the connections that have idled for `limits.idle_seconds`; returns how many."""
        idle = self._take_idle(time.monotonic() - self._limits.idle_seconds)
        await self._close_all(idle)
        return len(idle)

    async def close(self) -> None:
        """Close the idle connections; those in use are closed when they come back."""
        self._closed = True
        await self._close_all(self._take_idle(float("inf")))

    def _take_idle(self, before: float) -> list[C]:
        taken = [connection for connection, since in self._idle if since <= before]
        self._idle = [(connection, since) for connection, since in self._idle if since > before]
        return taken

    async def _close_all(self, connections: list[C]) -> None:
        for connection in connections:
            await self._close(connection)

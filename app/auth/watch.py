"""Connections that outlive a request, and the access they were opened with: they end soon after it does.

One check asks for all of them at once, however many there are: a thousand streams of one person cost what one costs.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Literal

import structlog
from sqlalchemy.exc import SQLAlchemyError

from app.auth import service
from app.auth.access import ACCESS_CHANGED, AccessChanged, Principal
from app.core.bus import Bus
from app.core.db.database import Database
from app.core.tasks import Supervisor

log = structlog.get_logger("onefold.auth.watch")

CHECK_EVERY_S = 3.0  # streams end within 5 s of the access they were opened with


class WatchedAccess:
    """What a principal may still do, as the connections it opened know it: `reason` is None while all is well."""

    def __init__(self) -> None:
        self.reason: Literal["revoked", "unavailable"] | None = None
        self.followers = 0
        self._ended = asyncio.Event()

    def end(self, reason: Literal["revoked", "unavailable"]) -> None:
        """Tell every connection that it has to end, and why."""
        self.reason = reason
        self._ended.set()

    async def wait_ended(self) -> None:
        """Return when the connection has to end."""
        await self._ended.wait()


class AccessWatch:
    """Checks the access of everybody who has a connection open, every 3 s and whenever somebody's changed here."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._watched: dict[Principal, WatchedAccess] = {}
        self._changed = asyncio.Event()

    @contextmanager
    def follow(self, principal: Principal) -> Iterator[WatchedAccess]:
        """Watch the access of a principal for the length of a connection; equal principals share one check."""
        watched = self._watched.setdefault(principal, WatchedAccess())
        watched.followers += 1
        try:
            yield watched
        finally:
            watched.followers -= 1
            if not watched.followers and self._watched.get(principal) is watched:
                del self._watched[principal]

    async def on_access_changed(self, _message: AccessChanged) -> None:
        """Look at once, not only at the next turn."""
        self._changed.set()

    async def check_forever(self) -> None:
        """Check until cancelled."""
        while True:
            try:
                async with asyncio.timeout(CHECK_EVERY_S):
                    await self._changed.wait()
            except TimeoutError:
                pass  # the regular turn: access also ends by time, and in other processes
            self._changed.clear()
            await self._check()

    async def _check(self) -> None:
        asked = list(self._watched)
        if not asked:
            return
        try:
            standing = await service.revalidate(self._database, asked)
        except SQLAlchemyError as error:
            # Nobody knows who may still watch, and nothing comes without the database: clients come again.
            log.warning("access_not_checked", cause=type(error).__name__)
            for principal in asked:
                self._end(principal, "unavailable")
            return
        for principal in asked:
            if principal not in standing:
                self._end(principal, "revoked")

    def _end(self, principal: Principal, reason: Literal["revoked", "unavailable"]) -> None:
        watched = self._watched.pop(principal, None)
        if watched is not None:
            watched.end(reason)


@asynccontextmanager
async def watch_access(database: Database, bus: Bus, supervisor: Supervisor) -> AsyncIterator[AccessWatch]:
    """The access watch of this process, for its lifetime."""
    watch = AccessWatch(database)
    unsubscribe = bus.subscribe(ACCESS_CHANGED, watch.on_access_changed)
    task = supervisor.start("access-watch", watch.check_forever)
    try:
        yield watch
    finally:
        unsubscribe()
        await task.stop()

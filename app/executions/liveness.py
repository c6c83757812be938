"""Who is alive: each process holds a lock that ends with it; who can take another's lock knows its owner is dead.

Postgres: a session advisory lock on the direct URL, keyed by the random number that names the process in
`execution.owner`. SQLite: an exclusive lock on a file beside the database, because one process owns it all.
"""

import asyncio
import fcntl
import os
import secrets
from collections.abc import Awaitable, Callable
from pathlib import Path

import psycopg
import structlog

from app.core.db import Database, application_name
from app.core.errors import OnefoldError

log = structlog.get_logger("app.executions.liveness")

CHECK_EVERY_S = 1.0
LOCK_CLASS = 0x0F01D  # the first half of the advisory lock's key: locks of ours, not of others on this database


class DatabaseInUse(OnefoldError):
    """A second process wants the same SQLite file."""

    status, code, title = 503, "database_in_use", "Another process uses this database"


class SQLiteLock:
    """The exclusive lock of the one process on a SQLite database; released by the kernel when it dies."""

    def __init__(self, database_file: Path) -> None:
        self._path = database_file.with_name(database_file.name + ".lock")
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock; raises DatabaseInUse when another process has it."""
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise DatabaseInUse(
                f"Another Onefold process uses {self._path.with_suffix('')}. Stop it first, give this one another "
                "ONEFOLD_DATA_DIR, or set ONEFOLD_DATABASE_URL to Postgres, where many processes can share."
            ) from None
        self._descriptor = descriptor

    def release(self) -> None:
        """Give the lock back."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


class PostgresLock:
    """This process's advisory lock, watched; `on_lost` is called when it is gone and before a new name is taken."""

    def __init__(self, database: Database, on_lost: Callable[[], Awaitable[None]]) -> None:
        self._database = database
        self._on_lost = on_lost
        self._connection: psycopg.AsyncConnection[tuple[object, ...]] | None = None
        self.owner = ""

    async def acquire(self) -> None:
        """Take a lock under a new random name."""
        name = secrets.randbelow(2**31 - 1) + 1
        connection = await psycopg.AsyncConnection.connect(
            self._database.direct_url,
            autocommit=True,
            connect_timeout=5,
            keepalives_idle=5,
            keepalives_interval=2,
            application_name=application_name(),
        )
        await connection.execute("SELECT pg_advisory_lock(%s::int, %s::int)", (LOCK_CLASS, name))
        self._connection, self.owner = connection, str(name)

    async def watch(self) -> None:
        """Check the lock each second until cancelled; on its loss stop this process's runs and take a new name."""
        while True:
            await asyncio.sleep(CHECK_EVERY_S)
            if await self._is_held():
                continue
            log.error("liveness_lock_lost", owner=self.owner)
            await self._on_lost()
            await self._reacquire()

    async def _is_held(self) -> bool:
        if self._connection is None:
            return False
        try:
            async with asyncio.timeout(5):
                await self._connection.execute("SELECT 1")
        except (psycopg.Error, TimeoutError):
            return False
        return True

    async def _reacquire(self) -> None:
        while True:
            try:
                await self.release()
                await self.acquire()
            except psycopg.Error:
                await asyncio.sleep(CHECK_EVERY_S)
            else:
                return

    async def try_lock_of(self, owner: str, while_held: Callable[[], Awaitable[None]]) -> bool:
        """Run `while_held` when the owner of that name is dead; False when it lives."""
        assert self._connection is not None
        key = (LOCK_CLASS, int(owner))
        cursor = await self._connection.execute("SELECT pg_try_advisory_lock(%s::int, %s::int)", key)
        row = await cursor.fetchone()
        if not row or not row[0]:
            return False
        try:
            await while_held()
        finally:
            await self._connection.execute("SELECT pg_advisory_unlock(%s::int, %s::int)", key)
        return True

    async def release(self) -> None:
        """Close the connection, which gives the lock back."""
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()

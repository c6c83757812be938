"""Who is alive on Postgres: each process holds a lock that ends with it; who can take another's lock knows its owner
is dead.

It is a session advisory lock on the direct URL, keyed by the random number that names the process in
`execution.owner`, with a heartbeat beside it by the database's clock.
"""

import asyncio
import math
import secrets
import time
from collections.abc import Awaitable, Callable

import psycopg
import structlog

from app.core.db.database import Database, application_name

log = structlog.get_logger("onefold.engine.ownership.liveness")

CHECK_EVERY_S = 1.0
# A process says each CHECK_EVERY_S that it is alive; without an answer it gives up itself after REPLY_WITHIN_S.
REPLY_WITHIN_S = 5.0
DEAD_AFTER_S = 10.0
TAKE_TRIES = 20
# The server's side of the lock's connection: by default it would believe in a silent host for two hours. About ten
# seconds until it gives up, both when nothing is under way (keepalives) and when something is (tcp_user_timeout, ms).
PROBE_CLIENT = (
    "SELECT set_config('tcp_keepalives_idle', '4', false), set_config('tcp_keepalives_interval', '2', false), "
    "set_config('tcp_keepalives_count', '3', false), set_config('tcp_user_timeout', '10000', false)"
)
BEAT = (
    "INSERT INTO execution_process (owner, beat_at) VALUES (%(owner)s, clock_timestamp()) "
    "ON CONFLICT (owner) DO UPDATE SET beat_at = clock_timestamp()"
)
HAS_STOPPED = (
    "SELECT 1 FROM execution_process "
    "WHERE owner = %(owner)s AND beat_at < clock_timestamp() - make_interval(secs => %(seconds)s)"
)
FORGET = "DELETE FROM execution_process WHERE owner = %(owner)s"
# Whoever still has runs is left: its heartbeat says that they may be taken over.
FORGET_GONE = (
    "DELETE FROM execution_process WHERE beat_at < clock_timestamp() - interval '1 day' "
    "AND NOT EXISTS (SELECT 1 FROM execution WHERE execution.owner = execution_process.owner)"
)
# All its sessions: one that stands still in a transaction keeps rows locked that its heirs need.
END_HOLDER = (
    "SELECT pg_terminate_backend(its.pid) FROM pg_locks JOIN pg_stat_activity holder ON holder.pid = pg_locks.pid "
    "JOIN pg_stat_activity its USING (datid, usesysid, application_name) "
    "WHERE locktype = 'advisory' AND granted AND database = holder.datid "
    "AND classid = %s::int::oid AND objid = %s::int::oid"
)
LOCK_CLASS = 0x0F01D  # the first half of the advisory lock's key: locks of ours, not of others on this database


class PostgresLock:
    """The lock and heartbeat of this process; `on_lost` is called when they are gone, before it takes a new name.

    The lock tells at once that a process has ended. A host that froze or was cut off keeps it for as long as the
    server's kernel believes in the connection: so the server probes that connection within seconds, and a heartbeat
    that is `DEAD_AFTER_S` old counts like a free lock.
    """

    def __init__(self, database: Database, on_lost: Callable[[], None]) -> None:
        self._database = database
        self._on_lost = on_lost
        self._connection: psycopg.AsyncConnection[tuple[object, ...]] | None = None
        self._confirmed_at = -math.inf
        self._asking = asyncio.Lock()
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
        try:
            await connection.execute(PROBE_CLIENT)
            await connection.execute("SELECT pg_advisory_lock(%s::int, %s::int)", (LOCK_CLASS, name))
            self._connection, self.owner = connection, str(name)
            if not await self.is_held():
                raise psycopg.OperationalError("the connection was lost again at once")
            await connection.execute(FORGET_GONE)
        except BaseException:
            await connection.close()
            raise

    async def watch(self) -> None:
        """Beat each second until cancelled; on the loss of the lock stop this process's runs and take a new name."""
        while True:
            await asyncio.sleep(CHECK_EVERY_S)
            if await self.is_held():
                continue
            log.error("liveness_lock_lost", owner=self.owner)
            self._on_lost()
            await self._reacquire()

    async def is_held(self, within_s: float = 0.0) -> bool:
        """Return whether the lock is surely ours, as the database said at most `within_s` seconds ago.

        The clock goes on while a process is frozen, so that one that wakes asks first.
        """
        if time.monotonic() - self._confirmed_at <= within_s:
            return True
        async with self._asking:
            asked_at = time.monotonic()
            if asked_at - self._confirmed_at <= within_s:
                return True
            if self._connection is None:
                return False
            try:
                async with asyncio.timeout(REPLY_WITHIN_S):
                    await self._connection.execute(BEAT, {"owner": self.owner})
            except (psycopg.Error, TimeoutError):
                self._confirmed_at = -math.inf
                return False
            self._confirmed_at = asked_at
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
        """Run `while_held` when the owner of that name is dead, or its heart has stopped; False when it lives."""
        assert self._connection is not None
        key = (LOCK_CLASS, int(owner))
        if not await self._take(key):
            if not await self._end_frozen(owner, key):
                return False
            log.warning("frozen_process_cut_off", owner=owner)
        try:
            await while_held()
            await self._connection.execute(FORGET, {"owner": owner})
        finally:
            await self._connection.execute("SELECT pg_advisory_unlock(%s::int, %s::int)", key)
        return True

    async def _take(self, key: tuple[int, int]) -> bool:
        assert self._connection is not None
        cursor = await self._connection.execute("SELECT pg_try_advisory_lock(%s::int, %s::int)", key)
        row = await cursor.fetchone()
        return bool(row and row[0])

    async def _end_frozen(self, owner: str, key: tuple[int, int]) -> bool:
        """End the sessions of an owner whose heart has stopped, and take its lock; False when it beats."""
        assert self._connection is not None
        cursor = await self._connection.execute(HAS_STOPPED, {"owner": owner, "seconds": DEAD_AFTER_S})
        if await cursor.fetchone() is None:
            return False
        await self._connection.execute(END_HOLDER, key)
        for _ in range(TAKE_TRIES):
            if await self._take(key):
                return True
            await asyncio.sleep(0.1)
        return False

    async def release(self) -> None:
        """Close the connection, which gives the lock back."""
        connection, self._connection = self._connection, None
        self._confirmed_at = -math.inf
        if connection is not None:
            await connection.close()

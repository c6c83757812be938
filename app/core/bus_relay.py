"""Carries what is published everywhere to the other processes, by notifications of Postgres.

One task sends, another listens. What gathers while one statement is under way goes out with the next, each message
once, so that a thousand changes a second cost a few statements. On SQLite there is one process and no relay.
"""

import asyncio
import json
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from prometheus_client import CollectorRegistry, Counter
from pydantic import JsonValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.core.bus import MISSED, Bus
from app.core.db.database import Database
from app.core.db.notifications import MAX_PAYLOAD_BYTES, listen_to
from app.core.tasks import Supervisor

log = structlog.get_logger("onefold.core.bus_relay")
CHANNEL = "onefold_bus"
MAX_WAITING = 1_000
"""Messages that wait to be sent, as while the database is away; past it the others are told to forget everything."""
_NOTIFY = text("SELECT pg_notify(:channel, payload) FROM unnest(CAST(:payloads AS text[])) AS payload")


class BusRelay:
    """Sends what this process publishes everywhere, and publishes here what others sent."""

    def __init__(self, bus: Bus, database: Database, metrics: CollectorRegistry) -> None:
        self._bus = bus
        self._database = database
        self._sender = secrets.token_hex(8)
        self._waiting: dict[str, None] = {}
        self._wake = asyncio.Event()
        self._ignored = Counter(
            "onefold_bus_ignored", "Notifications of the database that are no message of ours.", registry=metrics
        )

    def send(self, topic: str, message: JsonValue) -> None:
        """Have a message sent; returns at once."""
        payload = json.dumps([self._sender, topic, message], separators=(",", ":"))
        if len(payload) > MAX_PAYLOAD_BYTES or len(self._waiting) >= MAX_WAITING:
            self._waiting.clear()
            payload = json.dumps([self._sender, MISSED, None], separators=(",", ":"))
        self._waiting[payload] = None
        self._wake.set()

    async def send_forever(self) -> None:
        """Send what there is until cancelled; raises SQLAlchemyError, and then has lost nothing."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            await self.flush()

    async def flush(self) -> None:
        """Send what waits."""
        payloads = list(self._waiting)
        if not payloads:
            return
        # Taken out first: the same message that comes while this is under way is news that it cannot carry.
        self._waiting.clear()
        try:
            async with self._database.begin() as connection:
                await connection.execute(_NOTIFY, {"channel": CHANNEL, "payloads": payloads})
        except BaseException:
            self._waiting = dict.fromkeys(payloads) | self._waiting
            self._wake.set()
            raise

    async def listen_forever(self) -> None:
        """Publish here what others send, until cancelled; raises psycopg.Error when cut off."""
        async with listen_to(self._database, CHANNEL) as payloads:
            # Whatever was sent before this moment was not heard.
            await self._bus.publish(MISSED, None)
            async for payload in payloads:
                await self._receive(payload)

    async def _receive(self, payload: str) -> None:
        """Publish a message; anyone who may send SQL to this database can notify, so it may be anything."""
        try:
            sender, topic, message = json.loads(payload)
        except (ValueError, TypeError):
            self._ignored.inc()
            return
        if sender != self._sender:
            await self._bus.publish(str(topic), message)


@asynccontextmanager
async def relay_bus(
    bus: Bus, database: Database, supervisor: Supervisor, metrics: CollectorRegistry
) -> AsyncIterator[None]:
    """Carry messages between the processes while the block runs; nothing on SQLite, which has one."""
    if database.is_sqlite:
        yield
        return
    import psycopg  # noqa: PLC0415 - 9 MB that SQLite has no use for

    relay = BusRelay(bus, database, metrics)
    bus.relay_by(relay.send)
    tasks = [
        supervisor.start("bus-send", relay.send_forever, expected=(SQLAlchemyError, OSError)),
        supervisor.start("bus-listen", relay.listen_forever, expected=(psycopg.Error, OSError)),
    ]
    try:
        yield
    finally:
        for task in tasks:
            await task.stop()
        try:
            await relay.flush()
        except (SQLAlchemyError, OSError) as error:  # the others see it at their next look at the database
            log.warning("bus_not_flushed", cause=type(error).__name__)

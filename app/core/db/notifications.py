"""Notifications of Postgres: a line of text that every process hears that listens when it is sent."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from app.core.db.database import Database, application_name

MAX_PAYLOAD_BYTES = 7_999
"""The longest payload that Postgres takes (its manual, NOTIFY)."""


@asynccontextmanager
async def listen_to(database: Database, channel: str) -> AsyncIterator[AsyncIterator[str]]:
    """Listen to a channel on the direct URL for the length of a block, which is given the payloads as they come.

    What is sent from the beginning of the block on is heard; what was sent before is not. Raises psycopg.Error when
    cut off.
    """
    import psycopg  # noqa: PLC0415 - 9 MB that SQLite has no use for

    async with await psycopg.AsyncConnection.connect(
        database.direct_url,
        autocommit=True,
        connect_timeout=5,
        keepalives_idle=5,
        keepalives_interval=2,
        application_name=application_name(),
    ) as connection:
        # No parameter can stand here; the name is one of ours.
        await connection.execute(f"LISTEN {channel}")
        yield (notification.payload async for notification in connection.notifies())

"""What one command opens: the database and the storage that the settings name."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from app.core.db.database import Database
from app.core.settings import Settings
from app.storage.backends.base import Backend
from app.storage.lifecycle import open_backend


@asynccontextmanager
async def open_database(settings: Settings) -> AsyncIterator[Database]:
    """The database, for as long as the block runs."""
    database = Database(settings.database_url, direct_url=settings.direct_database_url, pool_size=2)
    try:
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def open_blobs(settings: Settings) -> AsyncIterator[Backend]:
    """Where the bytes of stored files are, for as long as the block runs."""
    backend = await open_backend(settings)
    try:
        yield backend
    finally:
        await backend.close()

"""Opens the storage that the settings ask for."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from app.core.bus import Bus
from app.core.db.database import Database
from app.core.failpoints import FailPoints
from app.core.settings import Settings
from app.storage.backends.base import Backend
from app.storage.backends.local import LocalBackend
from app.storage.objects import Storage


async def open_backend(settings: Settings) -> Backend:
    """Return the S3 backend when a bucket is set, else the folder `storage` in the data dir."""
    if settings.s3_bucket:
        # Imported here alone: aioboto3 costs 40 MB and a second, which a disk needs not pay.
        from app.storage.backends.s3 import S3Backend  # noqa: PLC0415

        return await S3Backend.connect(settings)
    backend = LocalBackend(settings.data_dir / "storage")
    await backend.prepare()
    return backend


@asynccontextmanager
async def open_storage(
    settings: Settings, database: Database, bus: Bus, failpoints: FailPoints
) -> AsyncIterator[Storage]:
    """The storage of this process, for its lifetime."""
    backend = await open_backend(settings)
    try:
        storage = Storage(backend, database, bus, failpoints, settings.max_upload_bytes)
        yield storage
        await asyncio.gather(*storage.resizing.tasks.values(), return_exceptions=True)
    finally:
        await backend.close()

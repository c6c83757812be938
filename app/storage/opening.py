"""Opens the storage that the settings ask for, and keeps it swept."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial

import structlog

from app.core.bus import Bus
from app.core.db.database import Database
from app.core.errors import OnefoldError
from app.core.failpoints import FailPoints
from app.core.settings import Settings
from app.core.tasks import Supervisor
from app.storage.backends.base import Backend
from app.storage.backends.local import LocalBackend
from app.storage.objects import Storage

log = structlog.get_logger("app.storage")

SWEEP_EVERY = timedelta(hours=1)
LEFTOVER_AGE = timedelta(days=1)


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
    settings: Settings, database: Database, bus: Bus, failpoints: FailPoints, supervisor: Supervisor
) -> AsyncIterator[Storage]:
    """The storage of this process, for its lifetime."""
    backend = await open_backend(settings)
    sweeper = supervisor.start("storage-sweep", partial(_sweep_for_ever, backend))
    try:
        yield Storage(backend, database, bus, failpoints, settings.max_upload_bytes)
    finally:
        await sweeper.stop()
        await backend.close()


async def _sweep_for_ever(backend: Backend) -> None:
    while True:
        await sweep(backend)
        await asyncio.sleep(SWEEP_EVERY.total_seconds())


async def sweep(backend: Backend, older_than: timedelta = LEFTOVER_AGE) -> None:
    """Remove what dead uploads left behind; a storage that is down is swept the next time."""
    try:
        removed = await backend.sweep(older_than)
    except OnefoldError as error:
        log.warning("storage_sweep_failed", detail=error.detail)
        return
    if removed:
        log.info("storage_swept", removed=removed)

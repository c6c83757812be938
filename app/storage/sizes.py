"""Pictures in the width that is asked for: each made once, in a thread, and kept beside its picture."""

import asyncio
import struct
from collections.abc import AsyncIterator

import structlog

from app.core.errors import OnefoldError
from app.storage import objects
from app.storage.backends.base import BlobMissing, BlobReader
from app.storage.errors import ImageWidthNotOffered
from app.storage.images import FORMATS, MAX_BYTES, WIDTHS, make_size, size_id
from app.storage.models import StoredObject
from app.storage.objects import Storage

log = structlog.get_logger("onefold.storage.sizes")
_LENGTH = struct.Struct(">Q")
"""Before the bytes of a size stands how many they are; 0 says that the picture is sent as it is."""


def check_width(width: int | None) -> None:
    """Return when the width is offered; raises ImageWidthNotOffered."""
    if width is not None and width not in WIDTHS:
        raise ImageWidthNotOffered(f"Offered are the widths {', '.join(map(str, WIDTHS))}.")


async def get_size(storage: Storage, row: StoredObject, width: int) -> int:
    """Return the bytes of a picture at this width, made now where nobody did; 0 where it is sent as it is."""
    if row.content_type not in FORMATS or row.size > MAX_BYTES:
        return 0
    length = await _kept_length(storage, row, width)
    return await _make_once(storage, row, width) if length is None else length


async def open_size(storage: Storage, row: StoredObject, width: int, length: int) -> BlobReader:
    """Return a reader of a size; raises BlobMissing when its picture was replaced or deleted just now."""
    return await storage.backend.open(size_id(row.blob, width), _LENGTH.size, length)


async def _kept_length(storage: Storage, row: StoredObject, width: int) -> int | None:
    """Return the bytes of a size that is kept, 0 for a picture that is sent as it is; None where nobody made it."""
    try:
        reader = await storage.backend.open(size_id(row.blob, width), 0, _LENGTH.size)
    except BlobMissing:
        return None
    try:
        head = b"".join([chunk async for chunk in reader])
    finally:
        await reader.aclose()
    (length,) = _LENGTH.unpack(head)
    return int(length)


async def _make_once(storage: Storage, row: StoredObject, width: int) -> int:
    """Make and keep a size, once however many ask; return its bytes. Who asks and goes away does not end it."""
    size = size_id(row.blob, width)
    task = storage.resizing.tasks.get(size)
    if task is None:
        task = storage.resizing.tasks[size] = asyncio.create_task(_make(storage, row, width))
        task.add_done_callback(lambda _: storage.resizing.tasks.pop(size, None))
    return await asyncio.shield(task)


async def _make(storage: Storage, row: StoredObject, width: int) -> int:
    async with storage.resizing.slots:
        try:
            reader = await storage.backend.open(row.blob, 0, row.size)
        except BlobMissing:
            return 0
        try:
            source = b"".join([chunk async for chunk in reader])
        finally:
            await reader.aclose()
        made = await asyncio.to_thread(make_size, source, row.content_type, width)
    size = size_id(row.blob, width)
    try:
        await storage.backend.put(size, _once(_LENGTH.pack(len(made)) + made))
        if not await objects.is_blob_used(storage, row.blob):
            await storage.backend.delete(size)
            return 0
    except OnefoldError as error:
        # Another process may keep it just now, or the disk is full: the picture itself is there.
        log.warning("image_size_not_kept", key=row.key, width=width, detail=error.detail)
        return 0
    return len(made)


async def _once(body: bytes) -> AsyncIterator[bytes]:
    yield body

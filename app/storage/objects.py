"""Storing, finding, moving and deleting objects: the order in which blob, row and old blob change.

A blob is written first, then its row in one transaction, then the old blob is removed. A crash in between leaves
a blob without a row, never a row without its blob. That is why these functions take the `Storage` and open their
own transactions: none is held while bytes are on their way, which on SQLite would stop every other writer.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from uuid import UUID

import structlog
from sqlalchemy.exc import IntegrityError
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.bus import Bus
from app.core.db.database import Database, utc_now
from app.core.errors import Conflict, Invalid, OnefoldError, TooLarge
from app.core.failpoints import FailPoints
from app.core.http.media_types import choose_content_type
from app.core.ids import uuid7
from app.storage import repository, service
from app.storage.backends.base import Backend, BlobMissing
from app.storage.conditions import UNCONDITIONAL, Conditions
from app.storage.errors import ObjectExists, ObjectNotFound, StorageUnavailable, UploadIncomplete
from app.storage.images import size_ids
from app.storage.keys import check_object_key
from app.storage.models import Bucket, StoredObject

log = structlog.get_logger("onefold.storage.objects")

OBJECT_CREATED = "storage.object_created"
OBJECT_DELETED = "storage.object_deleted"


OnStored = Callable[[AsyncSession, StoredObject, bool], Awaitable[None]]
"""Called in the transaction that stores an object, with whether its key is new."""


@dataclass(frozen=True, slots=True)
class Resizing:
    """The sizes of pictures that this process makes now, by their ids. Each takes a core and up to 150 MB."""

    slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(2))
    tasks: dict[UUID, asyncio.Task[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Storage:
    """Everything that storing an object needs. `max_upload_bytes` is the largest object."""

    backend: Backend
    database: Database
    bus: Bus
    failpoints: FailPoints
    max_upload_bytes: int
    resizing: Resizing = field(default_factory=Resizing)


@dataclass(frozen=True, slots=True)
class ObjectEvent:
    """The message of `storage.object_created` (also for a new version of an object) and `storage.object_deleted`."""

    bucket: str
    key: str
    size: int
    content_type: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Target:
    """Where an object shall be stored, and what is known of it besides its bytes."""

    bucket: str
    key: str
    content_type: str = ""
    uploaded_by: UUID | None = None
    conditions: Conditions = UNCONDITIONAL


@dataclass(frozen=True, slots=True)
class ReceivedBlob:
    """Bytes that are stored and belong to no object yet."""

    id: UUID
    size: int
    sha256: str


class _Meter:
    """Passes chunks on, counting and hashing them; refuses too many and too few."""

    def __init__(self, chunks: AsyncIterator[bytes], limit: int, declared: int | None) -> None:
        self._chunks = chunks
        self._declared = declared
        self._limit = limit
        self._hash = hashlib.sha256()
        self.size = 0
        self._refuse_over(declared or 0)

    def _refuse_over(self, size: int) -> None:
        if size > self._limit:
            raise TooLarge(f"An object may have {self._limit} bytes (ONEFOLD_MAX_UPLOAD_BYTES).")

    @property
    def sha256(self) -> str:
        """SHA-256 of what has passed, hex."""
        return self._hash.hexdigest()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._chunks:
            self.size += len(chunk)
            self._refuse_over(self.size)
            self._hash.update(chunk)
            yield chunk
        if self._declared is not None and self.size != self._declared:
            raise UploadIncomplete(f"Content-Length says {self._declared} bytes, {self.size} came.")


async def get_object(storage: Storage, bucket: str, key: str) -> tuple[Bucket, StoredObject]:
    """Return the bucket and the object; raises InvalidObjectKey, BucketNotFound or ObjectNotFound."""
    check_object_key(key)
    async with storage.database.reader() as session:
        found = await repository.find_object(session, bucket, key)
    if found is None:
        raise service.no_bucket(bucket)
    if found[1] is None:
        raise no_object(bucket, key)
    return found[0], found[1]


def no_object(bucket: str, key: str) -> ObjectNotFound:
    """Return the error for an object that does not exist."""
    return ObjectNotFound(f"There is no object {key!r} in the bucket {bucket!r}.")


async def put_object(
    storage: Storage, target: Target, chunks: AsyncIterator[bytes], declared_size: int | None = None
) -> tuple[StoredObject, bool]:
    """Store an object and return it, with True when its key is new. `declared_size` is the announced length in bytes.

    Raises InvalidObjectKey, BucketNotFound, PreconditionFailed, TooLarge, UploadIncomplete, StorageFull or
    StorageUnavailable; then nothing has changed.
    """
    await check_target(storage, target)
    return await keep_blob(storage, target, await receive_blob(storage, chunks, declared_size))


async def check_target(storage: Storage, target: Target) -> Bucket:
    """Return the target's bucket if an object may be stored there now, so that nobody sends bytes in vain."""
    check_object_key(target.key)
    async with storage.database.reader() as session:
        found = await repository.find_object(session, target.bucket, target.key)
    if found is None:
        raise service.no_bucket(target.bucket)
    bucket, current = found
    target.conditions.check_write(current)
    return bucket


async def receive_blob(
    storage: Storage, chunks: AsyncIterator[bytes], declared_size: int | None = None
) -> ReceivedBlob:
    """Store bytes that belong to no object yet; hand them to `keep_blob` next."""
    meter = _Meter(chunks, storage.max_upload_bytes, declared_size)
    blob = uuid7()
    await storage.backend.put(blob, aiter(meter))
    storage.failpoints.hit("storage.blob_written")
    return ReceivedBlob(blob, meter.size, meter.sha256)


async def keep_blob(storage: Storage, target: Target, blob: ReceivedBlob) -> tuple[StoredObject, bool]:
    """Make received bytes an object; raises as `put_object` does, and then they are removed."""
    try:
        bucket = await check_target(storage, target)
    except OnefoldError:
        await _drop_blob(storage, blob.id)
        raise
    row = StoredObject(
        bucket_id=bucket.id,
        key=target.key,
        blob=blob.id,
        size=blob.size,
        sha256=blob.sha256,
        content_type=choose_content_type(target.content_type, target.key),
        uploaded_by=target.uploaded_by,
    )
    stored, replaced = await _commit(storage, bucket, row, target.conditions)
    return stored, replaced is None


@dataclass(frozen=True, slots=True)
class _OldBlob:
    """A blob that no row names any more, and the type it had."""

    id: UUID
    content_type: str


async def _commit(
    storage: Storage, bucket: Bucket, row: StoredObject, conditions: Conditions, on_stored: OnStored | None = None
) -> tuple[StoredObject, _OldBlob | None]:
    """Put the row in place of the one under its key; return it and the blob it replaced, which is removed."""
    try:
        async with storage.database.session() as session:
            stored, replaced = await _upsert(session, row, conditions)
            if on_stored is not None:
                await on_stored(session, stored, replaced is None)
    except IntegrityError:
        # Only the bucket's foreign key is left to fail: it was deleted while the bytes came.
        await _drop_blob(storage, row.blob)
        raise service.no_bucket(bucket.name) from None
    except OnefoldError:
        await _drop_blob(storage, row.blob)
        raise
    # Any other failure may have come after the commit took place: then the row stands, and so must its blob.
    storage.failpoints.hit("storage.row_committed")
    if replaced is not None:
        await _drop_blob(storage, replaced.id, replaced.content_type)
    await storage.bus.publish(OBJECT_CREATED, event_of(bucket.name, stored))
    return stored, replaced


async def _upsert(
    session: AsyncSession, row: StoredObject, conditions: Conditions
) -> tuple[StoredObject, _OldBlob | None]:
    place = (row.bucket_id, row.key)
    for _ in range(5):
        (current,) = await repository.lock_objects(session, [place])
        conditions.check_write(current)
        if current is None:
            if await repository.insert_object(session, row):
                return row, None
            continue  # somebody made this key between the two statements
        replaced = _OldBlob(current.blob, current.content_type)
        for name in ("blob", "size", "sha256", "content_type", "uploaded_by"):
            setattr(current, name, getattr(row, name))
        current.updated_at = utc_now()
        session.add(current)
        return current, replaced
    raise Conflict(f"Too many writers change {row.key!r} at once. Try again.")


async def delete_object(storage: Storage, bucket: str, key: str, conditions: Conditions) -> None:
    """Delete an object; raises InvalidObjectKey, BucketNotFound, ObjectNotFound or PreconditionFailed."""
    check_object_key(key)
    async with storage.database.session() as session:
        bucket_id = (await service.get_bucket(session, bucket)).id
        (row,) = await repository.lock_objects(session, [(bucket_id, key)])
        if row is None:
            raise no_object(bucket, key)
        conditions.check_write(row)
        await session.delete(row)
    await _drop_blob(storage, row.blob, row.content_type)
    await storage.bus.publish(OBJECT_DELETED, event_of(bucket, row))


@dataclass(frozen=True, slots=True)
class Place:
    """A bucket's name and a key in it."""

    bucket: str
    key: str


async def copy_object(
    storage: Storage,
    source: Place,
    target: Place,
    on_stored: OnStored | None = None,
    *,
    overwrite: bool,
    by: UUID | None,
) -> tuple[StoredObject, bool]:
    """Store the object's bytes under a second key; returns the copy and whether its key is new.

    Raises BucketNotFound, ObjectNotFound, ObjectExists, Invalid and what the backend raises.
    """
    _check_places(source, target)
    conditions = UNCONDITIONAL if overwrite else Conditions(if_none_match="*", exists=_target_exists(target))
    lost: UUID | None = None
    while True:
        _, row = await get_object(storage, source.bucket, source.key)
        async with storage.database.reader() as session:
            bucket = await service.get_bucket(session, target.bucket)
        blob = uuid7()
        try:
            await storage.backend.copy(row.blob, blob, row.size)
        except BlobMissing:
            lost = check_lost(row, lost)
            continue
        copy = replace_blob(row, bucket.id, target.key, blob, by)
        stored, replaced = await _commit(storage, bucket, copy, conditions, on_stored)
        return stored, replaced is None


def check_lost(row: StoredObject, before: UUID | None) -> UUID:
    """Return the blob that was not found, to look the row up again: it was replaced between the two look-ups.

    Raises StorageUnavailable when the same blob is missing for the second time: then its bytes are gone.
    """
    if row.blob == before:
        log.error("blob_missing", blob=str(row.blob), key=row.key)
        raise StorageUnavailable(f"The bytes of {row.key!r} are missing in the storage.")
    return row.blob


def replace_blob(row: StoredObject, bucket_id: UUID, key: str, blob: UUID, by: UUID | None) -> StoredObject:
    """Return a new row with the same bytes and type, elsewhere."""
    return StoredObject(
        bucket_id=bucket_id,
        key=key,
        blob=blob,
        size=row.size,
        sha256=row.sha256,
        content_type=row.content_type,
        uploaded_by=by,
    )


async def move_object(
    storage: Storage, source: Place, target: Place, on_stored: OnStored | None = None, *, overwrite: bool
) -> StoredObject:
    """Give an object another key, in one transaction and without touching its bytes; returns it.

    Raises BucketNotFound, ObjectNotFound, ObjectExists or Invalid.
    """
    _check_places(source, target)
    replaced: _OldBlob | None = None
    try:
        async with storage.database.session() as session:
            bucket = await service.get_bucket(session, source.bucket)
            target_bucket = await service.get_bucket(session, target.bucket)
            places = [(bucket.id, source.key), (target_bucket.id, target.key)]
            row, current = await repository.lock_objects(session, places)
            if row is None:
                raise no_object(source.bucket, source.key)
            gone = event_of(source.bucket, row)
            if current is not None:
                if not overwrite:
                    raise _target_exists(target)
                replaced = _OldBlob(current.blob, current.content_type)
                await session.delete(current)
                await session.flush()
            row.bucket_id, row.key, row.updated_at = target_bucket.id, target.key, utc_now()
            session.add(row)
            if on_stored is not None:
                await on_stored(session, row, False)
    except IntegrityError:
        raise _target_exists(target) from None
    storage.failpoints.hit("storage.row_committed")
    if replaced is not None:
        await _drop_blob(storage, replaced.id, replaced.content_type)
    await storage.bus.publish(OBJECT_DELETED, gone)
    await storage.bus.publish(OBJECT_CREATED, replace(gone, bucket=target.bucket, key=target.key))
    return row


def _check_places(source: Place, target: Place) -> None:
    check_object_key(source.key)
    check_object_key(target.key)
    if source == target:
        raise Invalid("`from` and `to` are the same object.")


def _target_exists(target: Place) -> ObjectExists:
    return ObjectExists(f"There is an object {target.key!r} in {target.bucket!r}. Send `overwrite` to replace it.")


def event_of(bucket: str, row: StoredObject) -> ObjectEvent:
    """Return the bus message about an object."""
    return ObjectEvent(bucket, row.key, row.size, row.content_type, row.sha256)


async def is_blob_used(storage: Storage, blob: UUID) -> bool:
    """Return whether an object still has these bytes."""
    async with storage.database.reader() as session:
        return await repository.is_blob_used(session, blob)


async def _drop_blob(storage: Storage, blob: UUID, content_type: str = "") -> None:
    """Remove a blob that no row names, and the sizes kept of a picture; a failure costs only room, and is logged."""
    try:
        for one in (blob, *size_ids(blob, content_type)):
            await storage.backend.delete(one)
    except OnefoldError as error:
        log.warning("orphan_blob", blob=str(blob), detail=error.detail)

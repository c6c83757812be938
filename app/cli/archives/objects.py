"""The bytes of stored objects in a backup: those of the database's snapshot, read while Onefold goes on.

A blob never changes, but an object that is overwritten or deleted meanwhile takes its blob with it. The backup then
has the object as it is after that, and says so, so that a restore changes its row.
"""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Any
from uuid import UUID

from sqlalchemy import Connection, delete, inspect, update
from sqlalchemy import select as core_select
from sqlmodel import select

from app.cli.archives.archive import ArchiveWriter
from app.core.db.database import Database
from app.storage.backends.base import Backend, BlobMissing, BlobReader
from app.storage.models import StoredObject

FOLDER = "objects/"
_object: Any = StoredObject.__table__  # type: ignore[attr-defined]
_CHANGED = ("size", "sha256", "content_type")


@dataclass(slots=True)
class BackedUp:
    """What became of the objects: `changed` has what a restore sets in a row, or that it is gone; `lost` counts those
    whose bytes the storage does not have."""

    count: int = 0
    changed: list[dict[str, Any]] = field(default_factory=list)
    lost: int = 0


async def add_objects(
    archive: ArchiveWriter, backend: Backend, database: Database, listed: IO[bytes], on_object: Callable[[], None]
) -> BackedUp:
    """Write each of the objects that `listed` names, a line each: id, blob and size."""
    done = BackedUp()
    listed.seek(0)
    for line in listed:
        object_id, blob, size = line.split()
        found = await _open(backend, database, done, UUID(object_id.decode()), UUID(blob.decode()), int(size))
        if found is not None:
            blob_id, length, reader = found
            member = archive.begin(f"{FOLDER}{blob_id.hex}", length)
            try:
                async for chunk in reader:
                    member.write(chunk)
            finally:
                await reader.aclose()
            member.end()
            done.count += 1
        on_object()
    return done


async def _open(
    backend: Backend, database: Database, done: BackedUp, object_id: UUID, blob: UUID, size: int
) -> tuple[UUID, int, BlobReader] | None:
    """Return the bytes of an object as the snapshot has it, or else as it is now; None when it is gone."""
    change: dict[str, Any] | None = None
    while True:
        try:
            reader = await backend.open(blob, 0, size)
        except BlobMissing:
            async with database.reader() as session:
                row = (await session.exec(select(StoredObject).where(StoredObject.id == object_id))).first()
            if row is not None and row.blob == blob:
                done.lost += 1
                return None
            change = {"id": str(object_id), "blob": None}
            if row is None:
                done.changed.append(change)
                return None
            blob, size = row.blob, row.size
            change |= {name: getattr(row, name) for name in _CHANGED}
            change |= {"blob": str(row.blob), "updated_at": row.updated_at.isoformat()}
        else:
            if change is not None:
                done.changed.append(change)
            return blob, size, reader


def apply_changes(connection: Connection, changed: Iterable[dict[str, Any]]) -> None:
    """Bring the rows of a restored database to the objects that the backup has; the caller commits."""
    for change in changed:
        same = _object.c.id == UUID(change["id"])
        if change["blob"] is None:
            connection.execute(delete(_object).where(same))
        else:
            values = {name: change[name] for name in _CHANGED} | {"blob": UUID(change["blob"])}
            values["updated_at"] = datetime.fromisoformat(change["updated_at"])
            connection.execute(update(_object).where(same).values(values))


async def restore_objects(
    backend: Backend, members: Iterator[tuple[str, int, Iterable[bytes]]], on_object: Callable[[], None]
) -> set[UUID]:
    """Store the objects of a backup; returns their blobs."""
    blobs = set()
    for name, _, chunks in members:
        blob = UUID(name.removeprefix(FOLDER))
        await backend.put(blob, _as_async(chunks))
        blobs.add(blob)
        on_object()
    return blobs


async def _as_async(chunks: Iterable[bytes]) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


async def list_blobs(database: Database) -> set[UUID]:
    """Return the blobs of all objects; none where the database has no such table."""
    async with database.engine.connect() as connection:
        if not await connection.run_sync(lambda sync: inspect(sync).has_table(_object.name)):
            return set()
        return set((await connection.scalars(core_select(_object.c.blob))).all())

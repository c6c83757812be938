"""Queries of the storage slice."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.http.pagination import PageRequest, keyset
from app.storage.models import Bucket, StoredObject


async def find_bucket(session: AsyncSession, name: str) -> Bucket | None:
    """Return the bucket of this name."""
    return (await session.exec(select(Bucket).where(Bucket.name == name))).first()


async def list_buckets(session: AsyncSession, page: PageRequest) -> Sequence[Bucket]:
    """Return a page of buckets and one more, newest first."""
    found: Sequence[Bucket] = (await session.exec(keyset(select(Bucket), col(Bucket.id), page))).all()
    return found


async def has_objects(session: AsyncSession, bucket_id: UUID) -> bool:
    """Return whether the bucket holds anything."""
    statement = select(StoredObject.id).where(StoredObject.bucket_id == bucket_id).limit(1)
    return (await session.exec(statement)).first() is not None


async def is_blob_used(session: AsyncSession, blob: UUID) -> bool:
    """Return whether an object has these bytes."""
    return (await session.exec(select(StoredObject.id).where(StoredObject.blob == blob))).first() is not None


async def find_object(session: AsyncSession, bucket: str, key: str) -> tuple[Bucket, StoredObject | None] | None:
    """Return the bucket and the object under the key, which may be missing."""
    statement = (
        select(Bucket, StoredObject)
        .join(
            StoredObject,
            (col(StoredObject.bucket_id) == col(Bucket.id)) & (col(StoredObject.key) == key),
            isouter=True,
        )
        .where(Bucket.name == bucket)
    )
    found = (await session.exec(statement)).first()
    return (found[0], found[1]) if found else None


async def lock_objects(session: AsyncSession, places: Sequence[tuple[UUID, str]]) -> list[StoredObject | None]:
    """Return the objects at these (bucket id, key), locked until the transaction ends.

    They are locked one after the other in a fixed order, so that two moves in opposite directions cannot wait
    for one another. SQLite needs no row locks: its writing transactions run one at a time.
    """
    found: dict[tuple[UUID, str], StoredObject] = {}
    for bucket_id, key in sorted(set(places)):
        statement = (
            select(StoredObject)
            .where(StoredObject.bucket_id == bucket_id, StoredObject.key == key)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        row = (await session.exec(statement)).first()
        if row is not None:
            found[(bucket_id, key)] = row
    return [found.get(place) for place in places]


async def insert_object(session: AsyncSession, row: StoredObject) -> bool:
    """Insert the row and return True, or return False when its key was taken meanwhile."""
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgres_insert
    statement = (
        insert(StoredObject)
        .values(row.model_dump())
        .on_conflict_do_nothing(index_elements=["bucket_id", "key"])
        .returning(col(StoredObject.id))
    )
    connection = await session.connection()
    return (await connection.execute(statement)).first() is not None


async def list_keys_from(
    session: AsyncSession, bucket_id: UUID, start: str, end: str | None, *, inclusive: bool, limit: int
) -> Sequence[StoredObject]:
    """Return objects whose key is at or after `start` (after it, unless inclusive) and before `end`, by key."""
    key = col(StoredObject.key)
    statement = select(StoredObject).where(StoredObject.bucket_id == bucket_id)
    statement = statement.where(key >= start if inclusive else key > start)
    if end is not None:
        statement = statement.where(key < end)
    return (await session.exec(statement.order_by(key).limit(limit))).all()

"""Buckets, and the listing of their objects."""

import base64
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.db.database import utc_now
from app.core.http.pagination import InvalidCursor
from app.storage import repository
from app.storage.errors import BucketExists, BucketNotEmpty, BucketNotFound, InvalidObjectKey
from app.storage.keys import check_bucket_name, check_key_prefix, end_of_prefix
from app.storage.models import Bucket
from app.storage.schemas import ObjectList, ObjectRead


async def get_bucket(session: AsyncSession, name: str) -> Bucket:
    """Return the bucket; raises BucketNotFound."""
    bucket = await repository.find_bucket(session, name)
    if bucket is None:
        raise no_bucket(name)
    return bucket


def no_bucket(name: str) -> BucketNotFound:
    """Return the error for a bucket that does not exist."""
    return BucketNotFound(f"There is no bucket {name!r}.")


async def create_bucket(session: AsyncSession, name: str, *, public: bool) -> Bucket:
    """Return a new bucket; raises InvalidBucketName or BucketExists."""
    check_bucket_name(name)
    bucket = Bucket(name=name, public=public)
    session.add(bucket)
    try:
        await session.flush()
    except IntegrityError:
        raise BucketExists(f"There is a bucket {name!r} already.") from None
    return bucket


async def update_bucket(session: AsyncSession, name: str, *, public: bool) -> Bucket:
    """Return the bucket, made public or private; raises BucketNotFound."""
    bucket = await get_bucket(session, name)
    bucket.public = public
    bucket.updated_at = utc_now()
    session.add(bucket)
    await session.flush()
    return bucket


async def delete_bucket(session: AsyncSession, name: str) -> None:
    """Delete an empty bucket; raises BucketNotFound or BucketNotEmpty."""
    bucket = await get_bucket(session, name)
    error = BucketNotEmpty(f"Delete the objects in {name!r} first.")
    if await repository.has_objects(session, bucket.id):
        raise error
    await session.delete(bucket)
    try:
        await session.flush()
    except IntegrityError:  # an upload was faster; its foreign key holds the bucket
        raise error from None


async def list_objects(
    session: AsyncSession, bucket: str, *, prefix: str, delimiter: str, cursor: str | None, limit: int
) -> ObjectList:
    """Return up to `limit` objects and folders of the bucket, by key.

    With a delimiter, keys that hold it after the prefix are folded into one folder, as S3's ListObjectsV2 does;
    each folder costs one index look-up, however many objects it holds.
    """
    check_key_prefix(prefix, delimiter)
    bucket_id = (await get_bucket(session, bucket)).id
    walk = _Walk(session, bucket_id, prefix, delimiter, limit)
    if cursor is not None:
        walk.continue_after(decode_key_cursor(cursor))
    return await walk.run()


class _Walk:
    """One pass over the keys of a bucket in order, jumping over the inside of each folder."""

    def __init__(self, session: AsyncSession, bucket_id: UUID, prefix: str, delimiter: str, limit: int) -> None:
        self._session = session
        self._bucket_id = bucket_id
        self._prefix = prefix
        self._delimiter = delimiter
        self._limit = limit
        self._start, self._inclusive = prefix, True
        self._end = end_of_prefix(prefix)
        self._last = ""
        self._page = ObjectList(items=[], prefixes=[])

    def continue_after(self, last: str) -> None:
        """Begin after the last key or folder of the page before."""
        if last < self._prefix:
            return
        if self._folder_of(last) == last:
            self._skip_folder(last)
        else:
            self._start, self._inclusive = last, False

    def _skip_folder(self, folder: str) -> None:
        end = end_of_prefix(folder)
        self._start, self._inclusive = (end, True) if end is not None else (folder, False)

    def _folder_of(self, key: str) -> str | None:
        if not self._delimiter:
            return None
        at = key.find(self._delimiter, len(self._prefix))
        return None if at < 0 else key[: at + len(self._delimiter)]

    @property
    def _count(self) -> int:
        return len(self._page.items) + len(self._page.prefixes)

    async def run(self) -> ObjectList:
        """Return the page."""
        while True:
            wanted = self._limit - self._count + 1
            rows = await repository.list_keys_from(
                self._session, self._bucket_id, self._start, self._end, inclusive=self._inclusive, limit=wanted
            )
            for row in rows:
                if row.key < self._start or (row.key == self._start and not self._inclusive):
                    continue  # inside a folder that this batch has just shown
                if self._count == self._limit:
                    self._page.next_cursor = encode_key_cursor(self._last)
                    return self._page
                folder = self._folder_of(row.key)
                if folder is None:
                    self._page.items.append(ObjectRead.model_validate(row))
                    self._last = row.key
                    self._start, self._inclusive = row.key, False
                else:
                    self._page.prefixes.append(folder)
                    self._last = folder
                    self._skip_folder(folder)
            if len(rows) < wanted:
                return self._page


def encode_key_cursor(key: str) -> str:
    """Return the cursor that continues after this key or folder."""
    return base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")


def decode_key_cursor(cursor: str) -> str:
    """Return the key in a cursor; raises InvalidCursor."""
    try:
        key = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
        check_key_prefix(key, "")
    except (ValueError, InvalidObjectKey):
        raise InvalidCursor("Use next_cursor of the page before, unchanged.") from None
    return key

"""Buckets and the metadata of the objects in them; the bytes are blobs in a storage backend."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, String, UniqueConstraint
from sqlmodel import Field

from app.core.db.database import Table, UTCDateTime, utc_now

# Keys are compared by their bytes on both databases: SQLite does so anyway, Postgres under its "C" collation.
# Listing by prefix and delimiter relies on that order.
KeyType = String(1024).with_variant(String(1024, collation="C"), "postgresql")


class Bucket(Table, table=True):
    """A named set of objects. Objects of a public bucket may be read by anybody at `/files/{bucket}/{key}`."""

    __tablename__ = "storage_bucket"

    name: str = Field(max_length=63, unique=True)
    public: bool = Field(default=False)
    updated_at: datetime = Field(default_factory=utc_now, sa_type=UTCDateTime)


class StoredObject(Table, table=True):
    """An object: its key and what is known of its bytes, which are the blob with the id `blob`.

    A blob never changes: an overwrite writes a new one and then points here to it, so that readers see the
    old bytes or the new ones, never a mixture.
    """

    __tablename__ = "storage_object"
    __table_args__ = (UniqueConstraint("bucket_id", "key"),)

    bucket_id: UUID = Field(foreign_key="storage_bucket.id", ondelete="RESTRICT")
    key: str = Field(sa_type=KeyType)
    blob: UUID = Field(unique=True)
    size: int = Field(sa_type=BigInteger)
    sha256: str = Field(max_length=64)
    content_type: str = Field(max_length=255)
    uploaded_by: UUID | None = Field(default=None, foreign_key="auth_user.id", ondelete="SET NULL")
    updated_at: datetime = Field(default_factory=utc_now, sa_type=UTCDateTime)

    @property
    def etag(self) -> str:
        """The strong ETag (RFC 9110 section 8.8.3): the SHA-256 of the bytes, in quotes."""
        return f'"{self.sha256}"'

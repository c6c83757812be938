"""What storage takes and answers."""

from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.core.text import StorableText
from app.core.times import UTCTime

MAX_SIGNED_SECONDS = 7 * 24 * 3600


class BucketCreate(BaseModel):
    """A new bucket."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(description="3 to 63 lower-case letters, digits and hyphens.", examples=["avatars"])
    public: bool = Field(False, description="Whether anybody may read its objects at `/files/{bucket}/{key}`.")


class BucketUpdate(BaseModel):
    """What can change on a bucket."""

    model_config = ConfigDict(extra="forbid")

    public: bool


class BucketRead(BaseModel):
    """A bucket."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    public: bool
    created_at: UTCTime
    updated_at: UTCTime


class ObjectRead(BaseModel):
    """An object's metadata."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    key: str
    size: int = Field(description="Bytes.")
    etag: str = Field(description="As in the ETag header, quotes included; good for If-Match.")
    sha256: str = Field(description="SHA-256 of the bytes, hex.")
    content_type: str
    uploaded_by: UUID | None = Field(None, description="Null for uploads by a signed URL.")
    created_at: UTCTime
    updated_at: UTCTime


class ObjectList(BaseModel):
    """One page of a bucket's objects, by key. `prefixes` are the folders of this page, if a delimiter was given."""

    items: list[ObjectRead]
    prefixes: list[str] = Field(default_factory=list)
    next_cursor: str | None = None


class ObjectTransfer(BaseModel):
    """From which key to which, within the bucket or into another one."""

    model_config = ConfigDict(extra="forbid")

    source: str = Field(alias="from")
    target: str = Field(alias="to")
    to_bucket: StorableText | None = Field(None, description="The target's bucket; left out: the same one.")
    overwrite: bool = Field(False, description="Whether an object under the target key is replaced.")


class SignRequest(BaseModel):
    """What a signed URL shall allow."""

    model_config = ConfigDict(extra="forbid")

    key: str
    method: Literal["GET", "PUT"] = Field("GET", description="GET also allows HEAD.")
    expires_in: int = Field(3600, ge=1, le=MAX_SIGNED_SECONDS, description="Seconds, up to 7 days.")


class SignedUrl(BaseModel):
    """A URL that needs no sign-in until it expires."""

    url: str
    method: Literal["GET", "PUT"]
    expires_at: UTCTime

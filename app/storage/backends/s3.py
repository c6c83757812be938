"""Blobs in one bucket of an S3-compatible server: `<prefix><id>`, through aioboto3's client API.

Uploads are an own loop over `upload_part`, because `upload_fileobj` took 140 MB more for 256 MiB.
Checksums are sent only where S3 demands them: R2 and older MinIO refuse the newer kinds.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, contextmanager
from datetime import timedelta
from functools import cache
from io import BytesIO
from typing import Any
from uuid import UUID

import aioboto3
from aiobotocore.config import AioConfig
from botocore.exceptions import BotoCoreError, ClientError

from app.core.db.database import utc_now
from app.core.errors import StorageFull
from app.core.settings import Settings
from app.storage.backends.base import CHUNK_BYTES, BlobMissing, regroup
from app.storage.errors import StorageUnavailable

KEY_PREFIX = "onefold/blobs/"
# S3 takes parts of 5 MiB to 5 GiB, 10,000 of them at most: 8 MiB parts allow objects of 78 GiB.
PART_BYTES = 8 * 1024 * 1024
# CopyObject stops at 5 GiB.
COPY_BYTES = 5 * 1024**3
_MISSING = frozenset({"NoSuchKey", "NotFound", "404"})
_FULL = frozenset({"XMinioStorageFull", "QuotaExceeded", "InsufficientStorage", "507"})


@contextmanager
def s3_errors() -> Iterator[None]:
    """Turn what S3 or the way to it says into our errors; the log has its answer as the cause."""
    try:
        yield
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", ""))
        if code in _MISSING:
            raise BlobMissing(code) from None
        if code in _FULL:
            raise StorageFull("The S3 server has no room left.") from error
        raise StorageUnavailable(f"The S3 server answered {code or 'with an error'}.") from error
    except (BotoCoreError, OSError, TimeoutError) as error:
        raise StorageUnavailable("The S3 server does not answer. Try again shortly.") from error


class S3Reader:
    """The body of one GetObject."""

    def __init__(self, body: Any, length: int) -> None:
        self._body = body
        self._left = length

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        """Return the next chunk."""
        if self._left <= 0:
            raise StopAsyncIteration
        with s3_errors():
            chunk: bytes = await self._body.read(min(CHUNK_BYTES, self._left))
        if not chunk:
            raise StorageUnavailable("The S3 server ended an object early.")
        self._left -= len(chunk)
        return chunk

    async def aclose(self) -> None:
        """Give the connection back; one that was not read to its end is closed."""
        self._body.close()


class EmptyReader:
    """A blob of no bytes, for which S3 knows no range."""

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        """Return nothing."""
        raise StopAsyncIteration

    async def aclose(self) -> None:
        """Nothing was opened."""


@cache
def _session() -> aioboto3.Session:
    """Return the one session of this process: reading what AWS describes of S3 takes it 0.2 s."""
    return aioboto3.Session()


class S3Backend:
    """Keeps blobs in an S3 bucket, over one client that lives as long as the process."""

    def __init__(self, client: Any, stack: AsyncExitStack, bucket: str) -> None:
        self._client = client
        self._stack = stack
        self._bucket = bucket

    @classmethod
    async def connect(cls, settings: Settings) -> "S3Backend":
        """Return the backend of these settings. Sends nothing: a server that is down is an error at its use."""
        config = AioConfig(
            signature_version="s3v4",
            s3={"addressing_style": "path" if settings.s3_endpoint else "auto"},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            connect_timeout=3,
            read_timeout=60,
            retries={"mode": "standard", "total_max_attempts": 3},
            max_pool_connections=64,
        )
        stack = AsyncExitStack()
        client = await stack.enter_async_context(
            _session().client(
                "s3",
                region_name=settings.s3_region,
                endpoint_url=settings.s3_endpoint or None,
                # Empty: the machine's own role, as AWS finds it.
                aws_access_key_id=settings.s3_access_key or None,
                aws_secret_access_key=settings.s3_secret_key.get_secret_value() or None,
                config=config,
            )
        )
        return cls(client, stack, settings.s3_bucket)

    def _place(self, blob: UUID) -> dict[str, str]:
        return {"Bucket": self._bucket, "Key": f"{KEY_PREFIX}{blob.hex}"}

    async def put(self, blob: UUID, chunks: AsyncIterator[bytes]) -> None:
        """Store the chunks: one PutObject when they fit a part, else a multipart upload."""
        pieces = regroup(chunks, PART_BYTES)
        first = await anext(pieces, BytesIO())
        with s3_errors():
            if len(first.getbuffer()) < PART_BYTES:
                await self._client.put_object(**self._place(blob), Body=first)
                return
            started = await self._client.create_multipart_upload(**self._place(blob))
        upload = self._place(blob) | {"UploadId": started["UploadId"]}
        try:
            parts = [await self._put_part(upload, 1, first)]
            del first
            async for piece in pieces:
                parts.append(await self._put_part(upload, len(parts) + 1, piece))
            with s3_errors():
                await self._client.complete_multipart_upload(**upload, MultipartUpload={"Parts": parts})
        except BaseException:
            await self._abort(upload)
            raise

    async def _put_part(self, upload: dict[str, str], number: int, piece: BytesIO) -> dict[str, Any]:
        with s3_errors():
            response = await self._client.upload_part(**upload, PartNumber=number, Body=piece)
        return {"PartNumber": number, "ETag": response["ETag"]}

    async def _abort(self, upload: dict[str, str]) -> None:
        """Abort a multipart upload even while this task is being cancelled; what fails here is swept later."""
        abort = asyncio.ensure_future(self._client.abort_multipart_upload(**upload))
        with contextlib.suppress(ClientError, BotoCoreError, OSError, TimeoutError):
            await asyncio.shield(abort)

    async def open(self, blob: UUID, start: int, length: int) -> S3Reader | EmptyReader:
        """Ask for the bytes; S3 does the range."""
        with s3_errors():
            if length == 0:
                await self._client.head_object(**self._place(blob))
                return EmptyReader()
            wanted = f"bytes={start}-{start + length - 1}"
            response = await self._client.get_object(**self._place(blob), Range=wanted)
        return S3Reader(response["Body"], length)

    async def copy(self, source: UUID, target: UUID, size: int) -> None:
        """Copy on the server; past the limit of one request through this process."""
        if size > COPY_BYTES:
            reader = await self.open(source, 0, size)
            try:
                await self.put(target, aiter(reader))
            finally:
                await reader.aclose()
            return
        with s3_errors():
            await self._client.copy_object(**self._place(target), CopySource=self._place(source))

    async def delete(self, blob: UUID) -> None:
        """Remove the blob; S3 does not mind when there is none."""
        with s3_errors():
            await self._client.delete_object(**self._place(blob))

    async def sweep(self, older_than: timedelta) -> int:
        """Abort multipart uploads that began longer ago than this; their parts cost room until then."""
        before = utc_now() - older_than
        removed = 0
        with s3_errors():
            pages = self._client.get_paginator("list_multipart_uploads")
            async for page in pages.paginate(Bucket=self._bucket, Prefix=KEY_PREFIX):
                for upload in page.get("Uploads", ()):
                    if upload["Initiated"] < before:
                        await self._abort(
                            {"Bucket": self._bucket, "Key": upload["Key"], "UploadId": upload["UploadId"]}
                        )
                        removed += 1
        return removed

    async def check(self) -> None:
        """Ask for the bucket."""
        try:
            with s3_errors():
                await self._client.head_bucket(Bucket=self._bucket)
        except BlobMissing:
            raise StorageUnavailable(f"The S3 bucket {self._bucket!r} does not exist.") from None

    async def close(self) -> None:
        """Close the client and its connections."""
        await self._stack.aclose()

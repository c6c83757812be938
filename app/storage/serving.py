"""Answers that carry an object: whole, a range of it, or the news that the reader has it already."""

from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from fastapi import Request, Response
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from app.core.http.dates import http_date
from app.core.http.media_types import safety_headers
from app.storage import conditions, objects, service, sizes
from app.storage.backends.base import BlobMissing, BlobReader
from app.storage.errors import PreconditionFailed, RangeNotSatisfiable, UploadIncomplete
from app.storage.images import size_etag
from app.storage.models import StoredObject
from app.storage.objects import Storage

# A public object may change under its key, so caches ask again after a minute and get a 304.
PUBLIC_CACHE = "public, max-age=60, must-revalidate"
PRIVATE_CACHE = "private, no-store"
MEMBER_CACHE = "private, no-cache"


class ObjectResponse(StreamingResponse):
    """Streams an opened blob and closes it however the answer ends, a client that went away included."""

    def __init__(self, reader: BlobReader, status: int, headers: dict[str, str]) -> None:
        super().__init__(aiter(reader), status, headers)
        self._reader = reader

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            await self._reader.aclose()


@dataclass(frozen=True, slots=True)
class Part:
    """What of an object is sent, and under which status. `length` is None when only headers are."""

    status: int
    start: int
    length: int | None
    headers: dict[str, str]


async def send_object(
    request: Request, storage: Storage, bucket: str, key: str, cache_control: str, *, only_public: bool = False
) -> Response:
    """Return the answer to GET or HEAD of an object; raises NotFound, RangeNotSatisfiable and the like.

    With `only_public` a private bucket answers as if it were not there.
    """
    lost: UUID | None = None
    while True:
        found, row = await objects.get_object(storage, bucket, key)
        if only_public and not found.public:
            raise service.no_bucket(bucket)
        part = plan_response(request.method, request.headers, row, cache_control)
        if part.length is None:
            return Response(status_code=part.status, headers=part.headers)
        try:
            reader = await storage.backend.open(row.blob, part.start, part.length)
        except BlobMissing:
            lost = objects.check_lost(row, lost)
            continue
        return ObjectResponse(reader, part.status, part.headers)


async def send_size(
    request: Request,
    storage: Storage,
    bucket: str,
    key: str,
    cache_control: str,
    *,
    width: int,
    only_public: bool = False,
) -> Response:
    """Return the answer to GET or HEAD of a picture at this width; of anything else, as `send_object` does."""
    found, row = await objects.get_object(storage, bucket, key)
    if only_public and not found.public:
        raise service.no_bucket(bucket)
    headers = _kept_headers(row, size_etag(row.sha256, width), cache_control)
    if conditions.is_unmodified(headers["ETag"], row.updated_at, request.headers.get("if-none-match"), None):
        return Response(status_code=304, headers=headers)
    length = await sizes.get_size(storage, row, width)
    if length:
        headers |= {"Content-Type": row.content_type, "Content-Length": str(length)}
        if request.method == "HEAD":
            return Response(headers=headers)
        with suppress(BlobMissing):
            return ObjectResponse(await sizes.open_size(storage, row, width, length), 200, headers)
    return await send_object(request, storage, bucket, key, cache_control, only_public=only_public)


def _kept_headers(row: StoredObject, etag: str, cache_control: str) -> dict[str, str]:
    """Return the headers that a 304 repeats."""
    return {
        "ETag": etag,
        "Last-Modified": http_date(row.updated_at),
        "Cache-Control": cache_control,
        **safety_headers(row.content_type, row.key),
    }


def plan_response(method: str, asked: Headers, row: StoredObject, cache_control: str) -> Part:
    """Return what to send, by the request's conditions and range in the order of RFC 9110 section 13.2.2."""
    kept = _kept_headers(row, row.etag, cache_control)
    if_match = asked.get("if-match")
    if if_match is not None and not conditions.etag_matches(if_match, row.etag):
        raise PreconditionFailed("The object has changed: its ETag is not the one in If-Match.")
    if if_match is None:
        conditions.check_unmodified_since(row.updated_at, asked.get("if-unmodified-since"))
    if conditions.is_unmodified(row.etag, row.updated_at, asked.get("if-none-match"), asked.get("if-modified-since")):
        return Part(304, 0, None, kept)
    headers = kept | {"Content-Type": row.content_type, "Accept-Ranges": "bytes", "Content-Length": str(row.size)}
    if method == "HEAD":
        return Part(200, 0, None, headers)
    found = None
    if conditions.range_applies(row.etag, row.updated_at, asked.get("if-range")):
        try:
            found = conditions.parse_range(asked.get("range"), row.size)
        except ValueError:
            raise RangeNotSatisfiable(
                f"The object has {row.size} bytes.", headers={"Content-Range": f"bytes */{row.size}"}
            ) from None
    if found is None:
        return Part(200, 0, row.size, headers)
    start, length = found
    headers |= {
        "Content-Length": str(length),
        "Content-Range": f"bytes {start}-{start + length - 1}/{row.size}",
    }
    return Part(206, start, length, headers)


async def body_chunks(request: Request) -> AsyncIterator[bytes]:
    """Yield the request's body as it arrives; raises UploadIncomplete when the client goes away."""
    try:
        async for chunk in request.stream():
            if chunk:
                yield chunk
    except ClientDisconnect:
        raise UploadIncomplete("The client went away before the body ended.") from None


def declared_length(request: Request) -> int | None:
    """Return the Content-Length of a request in bytes, None when it has none."""
    value = request.headers.get("content-length", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else None

"""Compresses responses with brotli or gzip where the client takes it."""

import re
import zlib
from collections.abc import Callable
from typing import Protocol

import anyio.to_thread
import brotli
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core.http.negotiation import choose_coding

_COMPRESSIBLE = frozenset(
    {
        "application/atom+xml",
        "application/javascript",
        "application/json",
        "application/manifest+json",
        "application/problem+json",
        "application/rss+xml",
        "application/wasm",
        "application/x-ndjson",
        "application/xml",
        "image/svg+xml",
    }
)
# Above this a worker thread compresses: brotli takes about 10 ms a MiB, too long for the event loop.
_THREAD_BYTES = 128 * 1024
# An ETag of app.core.deps names a revision for If-Match, not bytes: the same whatever the encoding.
_REVISION_ETAG = re.compile(r'"r[0-9]+"')


class _Encoder(Protocol):
    def encode(self, data: bytes, last: bool) -> bytes:
        """The bytes that let a client decode everything given so far; `last` ends the stream."""
        ...


class _Brotli:
    def __init__(self) -> None:
        # Quality 4 is the last one that is faster than gzip -6 and still smaller.
        self._compressor = brotli.Compressor(quality=4)

    def encode(self, data: bytes, last: bool) -> bytes:
        head: bytes = self._compressor.process(data)
        tail: bytes = self._compressor.finish() if last else self._compressor.flush()
        return head + tail


class _Gzip:
    def __init__(self) -> None:
        self._compressor = zlib.compressobj(6, zlib.DEFLATED, 16 + zlib.MAX_WBITS)

    def encode(self, data: bytes, last: bool) -> bytes:
        flush = zlib.Z_FINISH if last else zlib.Z_SYNC_FLUSH
        return self._compressor.compress(data) + self._compressor.flush(flush)


_ENCODERS: dict[str, Callable[[], _Encoder]] = {"br": _Brotli, "gzip": _Gzip}


class CompressionMiddleware:
    """Compresses compressible bodies of at least `minimum_size` bytes with what `Accept-Encoding` offers.

    Streams are flushed chunk by chunk. Event streams, encoded and partial responses, answers to `Range`, and
    `Cache-Control: no-transform` pass untouched, and answers to `HEAD` uncompressed. A strong ETag becomes weak, as
    the bytes differ from the ones it names (RFC 9110 section 8.8.1); the ETag of a revision, `"r{revision}"`, stays.
    Proxies that compress may weaken that too, so readers of `If-Match` take `W/"…"` for `"…"`.
    """

    def __init__(self, app: ASGIApp, minimum_size: int = 500) -> None:
        self.app = app
        self.minimum_size = minimum_size

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        accept = b""
        for name, value in scope["headers"]:
            if name == b"range":
                await self.app(scope, receive, send)
                return
            if name == b"accept-encoding":
                accept = accept + b"," + value if accept else value
        # The answer to HEAD says what GET varies by; it has no body of which the compressed length could be told.
        encoding = None if scope["method"] == "HEAD" else choose_coding(accept)
        await self.app(scope, receive, _CompressingSend(send, encoding, self.minimum_size))


class _CompressingSend:
    """The `send` of one response."""

    __slots__ = ("_encoder", "_encoding", "_held_start", "_minimum_size", "_send")

    def __init__(self, send: Send, encoding: str | None, minimum_size: int) -> None:
        self._send = send
        self._encoding = encoding
        self._minimum_size = minimum_size
        self._encoder: _Encoder | None = None
        self._held_start: Message | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._start(message)
        elif message["type"] == "http.response.body" and self._encoder is not None:
            await self._body(message, self._encoder)
        else:
            await self._send(message)

    async def _start(self, message: Message) -> None:
        message["headers"] = list(message.get("headers", ()))
        headers = MutableHeaders(raw=message["headers"])
        if not _is_compressible(message["status"], headers):
            await self._send(message)
            return
        length = headers.get("content-length", "")
        if length.isdigit() and int(length) < self._minimum_size:
            await self._send(message)
            return
        if not _varies_by_encoding(headers):
            headers.add_vary_header("Accept-Encoding")
        if self._encoding is None:
            await self._send(message)
            return
        headers["Content-Encoding"] = self._encoding
        etag = headers.get("etag")
        if etag is not None and not etag.startswith("W/") and not _REVISION_ETAG.fullmatch(etag):
            headers["ETag"] = f"W/{etag}"
        del headers["Content-Length"]
        del headers["Accept-Ranges"]
        self._encoder = _ENCODERS[self._encoding]()
        if length:
            # A response with a length most often has its whole body in the next message; then the
            # compressed length can be told.
            self._held_start = message
        else:
            await self._send(message)

    async def _body(self, message: Message, encoder: _Encoder) -> None:
        body = message.get("body", b"")
        last = not message.get("more_body", False)
        if len(body) >= _THREAD_BYTES:
            encoded = await anyio.to_thread.run_sync(encoder.encode, body, last)
        else:
            encoded = encoder.encode(body, last) if body or last else b""
        if self._held_start is not None:
            start, self._held_start = self._held_start, None
            if last:
                start["headers"].append((b"content-length", str(len(encoded)).encode()))
            await self._send(start)
        await self._send({**message, "body": encoded})


def _is_compressible(status: int, headers: MutableHeaders) -> bool:
    if status < 200 or status in (204, 206, 304) or "content-encoding" in headers:
        return False
    if "no-transform" in headers.get("cache-control", ""):
        return False
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type.startswith("text/"):
        return media_type != "text/event-stream"
    return media_type in _COMPRESSIBLE or media_type.endswith(("+json", "+xml"))


def _varies_by_encoding(headers: MutableHeaders) -> bool:
    named = {name.strip().lower() for line in headers.getlist("vary") for name in line.split(",")}
    return not named.isdisjoint(("*", "accept-encoding"))

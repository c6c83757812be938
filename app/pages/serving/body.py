"""A body as it is sent: its headers, and its compressed variants, each with an ETag of its own."""

import gzip
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

import brotli

from app.core.http.negotiation import choose_coding, names_etag
from app.core.http.security_headers import DEFAULTS, HSTS

# Below this a compressed body is hardly smaller than its headers.
MIN_COMPRESSED = 500
# For an answer that one caller gets once: four times as fast as quality 4, and still a fourth of the bytes.
ONCE_QUALITY = 1

Headers: TypeAlias = list[tuple[bytes, bytes]]
_CSP = b"content-security-policy"


@dataclass(frozen=True, slots=True)
class Head:
    """Headers, all but the request id, as ASGI takes them and as the lines that HTTP/1.1 writes."""

    headers: Headers
    lines: bytes

    @classmethod
    def of(cls, headers: Headers) -> "Head":
        """Return the head with these headers."""
        return cls(headers, b"".join(b"%b: %b\r\n" % pair for pair in headers))


@dataclass(frozen=True, slots=True)
class Variant:
    """One encoding of a body; `secure` is its head for https, `not_modified` that of a 304."""

    etag: bytes
    head: Head
    secure: Head
    not_modified: Head
    body: bytes

    def is_known_to(self, if_none_match: bytes) -> bool:
        """Return whether If-None-Match names this encoding of the body."""
        return names_etag(if_none_match, self.etag)


@dataclass(frozen=True, slots=True)
class CachedBody:
    """A body in the encodings it was made in."""

    plain: Variant
    encoded: dict[str, Variant]

    def choose(self, accept_encoding: bytes) -> Variant:
        """Return the variant for an Accept-Encoding header."""
        return self.encoded.get(choose_coding(accept_encoding) or "", self.plain) if accept_encoding else self.plain

    @property
    def size(self) -> int:
        """Bytes of all variants."""
        return len(self.plain.body) + sum(len(variant.body) for variant in self.encoded.values())


def encode_variants(
    content: bytes,
    *,
    media_type: str,
    cache_control: str,
    csp: str | None = None,
    extra: Iterable[tuple[bytes, bytes]] = (),
    quality: int = 9,
    once_for: bytes | None = None,
) -> CachedBody:
    """Return a body with its gzip and brotli variants; `quality` is brotli's, 0–11.

    `once_for` is the Accept-Encoding of the one caller that gets it: then it is made in that encoding alone, fast.
    """
    common: Headers = [
        (b"content-type", media_type.encode()),
        (b"cache-control", cache_control.encode()),
        (b"vary", b"Accept-Encoding"),
        *extra,
    ]
    if csp is not None:
        common.append((_CSP, csp.encode()))
    named = {name for name, _ in common}
    common += [pair for pair in DEFAULTS.items() if pair[0] not in named]
    unchanged = [pair for pair in common if pair[0] in (b"cache-control", b"vary")]
    digest = hashlib.sha256(content).hexdigest()[:32].encode()

    def variant(body: bytes, coding: str | None) -> Variant:
        tag = b'"%b-%b"' % (digest, coding.encode()) if coding else b'"%b"' % digest
        headers = [(b"content-length", str(len(body)).encode()), (b"etag", tag), *common]
        if coding:
            headers.append((b"content-encoding", coding.encode()))
        return Variant(
            tag, Head.of(headers), Head.of([*headers, *HSTS.items()]), Head.of([*unchanged, (b"etag", tag)]), body
        )

    codings: tuple[str | None, ...] = ("br", "gzip") if once_for is None else (choose_coding(once_for),)
    if len(content) < MIN_COMPRESSED:
        codings = ()
    return CachedBody(
        variant(content, None),
        {
            coding: variant(_compress(content, coding, ONCE_QUALITY if once_for is not None else quality), coding)
            for coding in codings
            if coding
        },
    )


def _compress(content: bytes, coding: str, quality: int) -> bytes:
    if coding == "br":
        compressed: bytes = brotli.compress(content, quality=quality)
        return compressed
    return gzip.compress(content, min(quality, 6), mtime=0)

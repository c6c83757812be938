"""What visitors get again: whole pages with their compressed variants, and compiled programs.

Nothing here is the truth. An entry is good for `TTL_SECONDS`, then one cheap query asks whether the page still has
that version; a change made by this process drops it at once, one made by another process within that time.
"""

import gzip
import hashlib
import time
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias
from uuid import UUID

import brotli

from app.core.http.security_headers import DEFAULTS, HSTS
from app.pages.compile import CompiledPage

TTL_SECONDS = 1.0
MAX_ENTRIES = 1_000
MAX_PROGRAMS = 500
# Below this a compressed body is hardly smaller than its headers.
MIN_COMPRESSED = 500

Headers: TypeAlias = list[tuple[bytes, bytes]]
Key: TypeAlias = tuple[str, bytes]
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
    """One encoding of a body; `secure` is its head for https."""

    head: Head
    secure: Head
    body: bytes


@dataclass(slots=True)
class Body:
    """A body in the encodings that browsers take."""

    etag: bytes
    plain: Variant
    gzip: Variant | None
    brotli: Variant | None
    not_modified: Head

    def choose(self, accept_encoding: bytes) -> Variant:
        """Return the smallest variant that an Accept-Encoding header takes."""
        if self.brotli is not None and _takes(accept_encoding, b"br"):
            return self.brotli
        if self.gzip is not None and _takes(accept_encoding, b"gzip"):
            return self.gzip
        return self.plain

    def is_known_to(self, if_none_match: bytes) -> bool:
        """Return whether If-None-Match names this body, in whichever encoding."""
        return self.etag in if_none_match or if_none_match.strip() == b"*"


def _takes(accept: bytes, coding: bytes) -> bool:
    if coding not in accept:
        return False
    if b";" not in accept:
        return True
    for part in accept.split(b","):
        name, _, quality = part.partition(b";")
        if name.strip() == coding:
            weight = quality.partition(b"=")[2].strip()
            return weight.strip(b"0.") != b"" or not weight
    return False


def make_body(
    content: bytes,
    *,
    media_type: str,
    cache_control: str,
    csp: str | None = None,
    extra: Iterable[tuple[bytes, bytes]] = (),
    quality: int = 9,
) -> Body:
    """Return a body with its gzip and brotli variants; `quality` is brotli's, 0–11."""
    digest = hashlib.sha256(content).hexdigest()[:32].encode()
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

    def variant(body: bytes, coding: bytes | None) -> Variant:
        tag = b'"' + digest + (b"-" + coding if coding else b"") + b'"'
        headers = [(b"content-length", str(len(body)).encode()), (b"etag", tag), *common]
        if coding:
            headers.append((b"content-encoding", coding))
        return Variant(Head.of(headers), Head.of([*headers, *HSTS.items()]), body)

    unchanged = [pair for pair in common if pair[0] in (b"cache-control", b"vary")]
    worth = len(content) >= MIN_COMPRESSED
    return Body(
        etag=digest,
        plain=variant(content, None),
        gzip=variant(gzip.compress(content, 6, mtime=0), b"gzip") if worth else None,
        brotli=variant(brotli.compress(content, quality=quality), b"br") if worth else None,
        not_modified=Head.of([*unchanged, (b"etag", b'"' + digest + b'"')]),
    )


@dataclass(slots=True)
class Entry:
    """A page as it was rendered, and what must still be true for it to be sent again."""

    body: Body
    version_id: UUID
    slug: str
    reads_data: bool
    checked_at: float = field(default_factory=time.monotonic)
    checking_until: float = 0.0

    @property
    def is_fresh(self) -> bool:
        """Whether it was checked so lately that it is sent as it is."""
        return time.monotonic() - self.checked_at <= TTL_SECONDS


class PageCache:
    """The pages and programs this process keeps. `generation` counts the changes made to pages and rows."""

    def __init__(self) -> None:
        self._entries: OrderedDict[Key, Entry] = OrderedDict()
        self._programs: OrderedDict[tuple[UUID, str, str], CompiledPage] = OrderedDict()
        self.generation = 0

    def fresh(self, path: str, query: bytes) -> Entry | None:
        """Return the entry to send as it is, or None when it is unknown or must be checked first."""
        entry = self._entries.get((path, query))
        if entry is None or entry.is_fresh:
            return entry
        # One request checks it; those that come meanwhile are served what stands, instead of all checking.
        now = time.monotonic()
        if now < entry.checking_until:
            return entry
        entry.checking_until = now + TTL_SECONDS
        return None

    def get(self, key: Key) -> Entry | None:
        """Return an entry however old it is."""
        return self._entries.get(key)

    def put(self, key: Key, entry: Entry, generation: int) -> None:
        """Keep an entry, unless something changed since `generation` was read."""
        if generation != self.generation:
            return
        self._entries[key] = entry
        self._entries.move_to_end(key)
        while len(self._entries) > MAX_ENTRIES:
            self._entries.popitem(last=False)

    def program(self, version_id: UUID, slug: str, sent: str | None) -> CompiledPage | None:
        """Return the program of a version, or None when it must be compiled."""
        return self._programs.get((version_id, slug, sent or ""))

    def keep_program(self, version_id: UUID, slug: str, sent: str | None, program: CompiledPage) -> None:
        """Keep a compiled program; a version never changes, so it stays good."""
        self._programs[version_id, slug, sent or ""] = program
        while len(self._programs) > MAX_PROGRAMS:
            self._programs.popitem(last=False)

    def forget_pages(self) -> None:
        """Drop every entry: a page was published, renamed or withdrawn."""
        self.generation += 1
        self._entries.clear()

    async def on_rows_changed(self, _message: object) -> None:
        """Drop the entries that hold rows (bus topic `data.rows_changed`)."""
        self.generation += 1
        stale: Sequence[Key] = [key for key, entry in self._entries.items() if entry.reads_data]
        for key in stale:
            del self._entries[key]

"""Conditional requests and ranges (RFC 9110 sections 13 and 14), as plain functions on header values."""

import re
from dataclasses import dataclass
from datetime import datetime

from app.core.errors import OnefoldError
from app.core.http.dates import parse_http_date
from app.core.http.negotiation import names_etag
from app.storage.errors import PreconditionFailed
from app.storage.models import StoredObject

_RANGE = re.compile(r"bytes=\s*(\d*)-(\d*)\s*", re.IGNORECASE | re.ASCII)
_HUGE = 10**18


@dataclass(frozen=True, slots=True)
class Conditions:
    """What must hold for a write. `exists` is raised in place of PreconditionFailed when the key is taken."""

    if_match: str | None = None
    if_none_match: str | None = None
    if_unmodified_since: str | None = None
    exists: OnefoldError | None = None

    def check_write(self, current: StoredObject | None) -> None:
        """Raise unless this object (None: there is none) may be written or deleted."""
        if self.if_match is not None and (current is None or not etag_matches(self.if_match, current.etag)):
            raise PreconditionFailed("The object has changed: its ETag is not the one in If-Match.")
        if current is None:
            return
        if self.if_match is None:
            check_unmodified_since(current.updated_at, self.if_unmodified_since)
        if self.if_none_match is not None and etag_matches(self.if_none_match, current.etag):
            raise self.exists or PreconditionFailed("There is an object that If-None-Match names already.")


UNCONDITIONAL = Conditions()


def check_unmodified_since(modified: datetime, if_unmodified_since: str | None) -> None:
    """Raise PreconditionFailed when an object was modified after this HTTP date; what is none is ignored."""
    since = parse_http_date(if_unmodified_since)
    if since is not None and modified.replace(microsecond=0) > since:
        raise PreconditionFailed("The object was modified after the time in If-Unmodified-Since.")


def etag_matches(header: str, etag: str) -> bool:
    """Return whether `*` or a list of ETags names this one. `W/` is ignored: a compressed answer carries it."""
    return names_etag(header.encode("latin-1", "replace"), etag.encode())


def is_unmodified(etag: str, modified: datetime, if_none_match: str | None, if_modified_since: str | None) -> bool:
    """Return whether a reader already has this version (then the answer is 304)."""
    if if_none_match is not None:
        return etag_matches(if_none_match, etag)
    since = parse_http_date(if_modified_since)
    return since is not None and modified.replace(microsecond=0) <= since


def range_applies(etag: str, modified: datetime, if_range: str | None) -> bool:
    """Return whether If-Range lets the range count: a strong ETag or the exact date of this version."""
    if if_range is None:
        return True
    if if_range.strip().startswith(('"', "W/")):
        return if_range.strip() == etag
    return parse_http_date(if_range) == modified.replace(microsecond=0)


def parse_range(header: str | None, size: int) -> tuple[int, int] | None:
    """Return (first byte, length) of a single byte range, None for the whole object.

    Malformed and multiple ranges count as none, as RFC 9110 section 14.2 allows. Raises ValueError when the
    range is well formed and lies outside.
    """
    match = _RANGE.fullmatch(header.strip()) if header else None
    if match is None or not (match[1] or match[2]):
        return None
    if not match[1]:
        length = min(_position(match[2]), size)
        if length == 0:
            raise ValueError("no byte in this range")
        return size - length, length
    first = _position(match[1])
    last = min(_position(match[2]), size - 1) if match[2] else size - 1
    if match[2] and _position(match[2]) < first:
        return None
    if first >= size:
        raise ValueError("no byte in this range")
    return first, last - first + 1


def _position(digits: str) -> int:
    return int(digits) if len(digits) < 19 else _HUGE

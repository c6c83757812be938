"""UUIDv7 (RFC 9562 section 5.7): ids that sort by the millisecond they were made in."""

import hashlib
import os
import time
from datetime import UTC, datetime, timedelta
from uuid import UUID

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def uuid7() -> UUID:
    """Return a new UUIDv7: 48 bits of Unix milliseconds, then 74 random bits."""
    return _uuid7(time.time_ns() // 1_000_000, os.urandom(10))


def named_uuid7(at: datetime, name: str) -> UUID:
    """Return the UUIDv7 of a name at a time: whoever makes it of the same two gets the same one."""
    return _uuid7(_milliseconds(at), hashlib.sha256(name.encode()).digest()[:10])


def first_uuid7(at: datetime) -> UUID:
    """Return the id that sorts before every UUIDv7 made from this millisecond on; there is none of before 1970."""
    return UUID(int=(max(_milliseconds(at), 0) & 0xFFFF_FFFF_FFFF) << 80)


def _milliseconds(at: datetime) -> int:
    # Not of `timestamp()`: as a float, some milliseconds are a little less than themselves.
    return (at - _EPOCH) // timedelta(milliseconds=1)


def _uuid7(milliseconds: int, random_bytes: bytes) -> UUID:
    random = int.from_bytes(random_bytes, "big")
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80
    value |= 0x7 << 76
    value |= (random >> 68) << 64
    value |= 0b10 << 62
    value |= random & 0x3FFF_FFFF_FFFF_FFFF
    return UUID(int=value)

"""What a caller takes and what it has: Accept-Encoding and If-None-Match, each read in one place (RFC 9110)."""

import re
from functools import lru_cache

# Browsers send under 40 bytes; longer lists are cut there, which keeps the cache of answers small.
_ACCEPT_BYTES = 256
_ETAG = re.compile(rb'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')
CODINGS = ("br", "gzip")
"""What we compress with, the smaller one first."""


def choose_coding(accept_encoding: bytes) -> str | None:
    """Return `br`, `gzip` or None for the bytes as they are (RFC 9110 section 12.5.3).

    The one the client weighs more; brotli where it takes both alike.
    """
    return _choose(accept_encoding[:_ACCEPT_BYTES])


@lru_cache(maxsize=256)
def _choose(accept_encoding: bytes) -> str | None:
    weights: dict[str, float] = {}
    for item in accept_encoding.decode("latin-1").lower().split(","):
        coding, *parameters = item.split(";")
        weights[coding.strip()] = _weight(parameters)
    best, chosen = 0.0, None
    for coding in CODINGS:
        weight = weights.get(coding, weights.get("*", 0.0))
        if weight > best:
            best, chosen = weight, coding
    if chosen is not None and weights.get("identity", 0.0) > best:
        return None
    return chosen


def _weight(parameters: list[str]) -> float:
    """Return the `q` among the parameters; 1 without one, 0 for one that is no number."""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0


def names_etag(header: bytes, etag: bytes) -> bool:
    """Return whether the header is `*` or lists this quoted ETag, weakly compared (RFC 9110 section 13.1.2)."""
    return header == etag or header.strip() == b"*" or etag.removeprefix(b"W/") in _ETAG.findall(header)

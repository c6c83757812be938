"""What the head of a request must hold before anything else looks at it: RFC 9110, RFC 9112, and our limits."""

import re
from collections.abc import Iterable

from app.core.errors import BadRequest, OnefoldError

MAX_HEAD_BYTES = 64 * 1024
MAX_URL_BYTES = 16 * 1024
MAX_HEADERS = 256
_HOST = re.compile(rb"(?:[A-Za-z0-9._~!$&'()*+,;=%-]*|\[[0-9A-Za-z:._~!$&'()*+,;=-]+\])(?::[0-9]*)?")


class MalformedRequest(BadRequest):
    """This is not HTTP/1.1 as RFC 9112 has it."""

    code, title = "malformed_request", "This is not a well-formed HTTP request"


class HeadersTooLarge(OnefoldError):
    """The head of the request, or the trailers of its body, are over the limit."""

    status, code, title = 431, "headers_too_large", "The request headers are too large"


class UrlTooLong(OnefoldError):
    """The request target is over the limit."""

    status, code, title = 414, "url_too_long", "The URL is too long"


class CodingUnsupported(OnefoldError):
    """The body has a transfer coding other than `chunked`."""

    status, code, title = 501, "transfer_coding_unsupported", "This transfer coding is not supported"


class VersionUnsupported(OnefoldError):
    """The request line names another version than HTTP/1.0 or HTTP/1.1."""

    status, code, title = 505, "http_version_unsupported", "This version of HTTP is not supported"


def check_head(version: str, headers: Iterable[tuple[bytes, bytes]]) -> None:
    """Raise what is wrong with a head that has come whole; header names are in lower case."""
    if version not in ("1.0", "1.1"):
        raise VersionUnsupported("Send HTTP/1.1.")
    hosts, codings = [], []
    for name, value in headers:
        if name == b"host":
            hosts.append(value)
        elif name == b"transfer-encoding":
            codings.append(value.strip().lower())
    if len(hosts) > 1 or (version == "1.1" and not hosts):
        raise MalformedRequest("Send exactly one Host header (RFC 9112 section 3.2).")
    if hosts and not _HOST.fullmatch(hosts[0]):
        raise MalformedRequest("The Host header is not a host with an optional port.")
    if codings and version == "1.0":
        raise MalformedRequest("HTTP/1.0 has no Transfer-Encoding (RFC 9112 section 6.1).")
    if codings and codings != [b"chunked"]:
        raise CodingUnsupported("The only transfer coding is chunked.")

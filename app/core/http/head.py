"""What the head of a request must hold before anything else looks at it: RFC 9110, RFC 9112, and our limits."""

import re
from collections.abc import Sequence

from app.core.errors import BadRequest, OnefoldError

MAX_HEAD_BYTES = 64 * 1024
MAX_URL_BYTES = 16 * 1024
MAX_HEADERS = 256
TOO_LARGE = f"The headers, or the trailers, are more than {MAX_HEAD_BYTES} bytes or {MAX_HEADERS} fields."
_HOST = re.compile(rb"(?:[A-Za-z0-9._~!$&'()*+,;=%-]*|\[[0-9A-Za-z:._~!$&'()*+,;=-]+\])(?::[0-9]*)?")


class MalformedRequest(BadRequest):
    """This is not HTTP/1.1 as RFC 9112 has it."""

    code, title = "malformed_request", "This is not a well-formed HTTP request"
    mend = "Use an HTTP library; a proxy in between may have spoilt the request."


class HeadersTooLarge(OnefoldError):
    """The head of the request, or the trailers of its body, are over the limit."""

    status, code, title = 431, "headers_too_large", "The request headers are too large"
    mend = "Send fewer or shorter headers; cookies are the usual cause."


class UrlTooLong(OnefoldError):
    """The request target is over the limit."""

    status, code, title = 414, "url_too_long", "The URL is too long"
    mend = "Send the values in a body."


class CodingUnsupported(OnefoldError):
    """The body has a transfer coding other than `chunked`."""

    status, code, title = 501, "transfer_coding_unsupported", "This transfer coding is not supported"
    mend = "Send the body as it is, or `chunked`."


class VersionUnsupported(OnefoldError):
    """The request line names another version than HTTP/1.0 or HTTP/1.1."""

    status, code, title = 505, "http_version_unsupported", "This version of HTTP is not supported"
    mend = "Use HTTP/1.1."


def check_head(version: str, url: bytes, headers: Sequence[tuple[bytes, bytes]]) -> None:
    """Raise what is wrong with a head that has come whole; header names are in lower case."""
    host = coding = None
    total = len(url)
    for name, value in headers:
        total += len(name) + len(value) + 4
        if name == b"host":
            if host is not None:
                raise MalformedRequest("Send exactly one Host header (RFC 9112 section 3.2).")
            host = value
        elif name == b"transfer-encoding":
            coding = value if coding is None else coding + b"," + value
    if version not in ("1.1", "1.0"):
        raise VersionUnsupported("Send HTTP/1.1.")
    if len(url) > MAX_URL_BYTES:
        raise UrlTooLong(f"The URL is longer than {MAX_URL_BYTES} bytes.")
    if total > MAX_HEAD_BYTES or len(headers) > MAX_HEADERS:
        raise HeadersTooLarge(TOO_LARGE)
    if host is None:
        if version == "1.1":
            raise MalformedRequest("Send exactly one Host header (RFC 9112 section 3.2).")
    elif not _HOST.fullmatch(host):
        raise MalformedRequest("The Host header is not a host with an optional port.")
    if coding is not None:
        if version == "1.0":
            raise MalformedRequest("HTTP/1.0 has no Transfer-Encoding (RFC 9112 section 6.1).")
        if coding.strip().lower() != b"chunked":
            raise CodingUnsupported("The only transfer coding is chunked.")


def check_trailers(trailers: Sequence[tuple[bytes, bytes]]) -> None:
    """Raise when the trailers of a body are over the limit of a head."""
    if len(trailers) > MAX_HEADERS or sum(len(name) + len(value) + 4 for name, value in trailers) > MAX_HEAD_BYTES:
        raise HeadersTooLarge(TOO_LARGE)


def too_much(url: bytes) -> OnefoldError:
    """Return what to answer when a head, of which this URL has come, is too large before it is whole."""
    if len(url) > MAX_URL_BYTES:
        return UrlTooLong(f"The URL is longer than {MAX_URL_BYTES} bytes.")
    return HeadersTooLarge(TOO_LARGE)

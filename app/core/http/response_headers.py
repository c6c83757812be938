"""Which headers of a `respond` node go out: those that are an author's to set and that HTTP can carry."""

import re
from collections.abc import Mapping

from pydantic import JsonValue

from app.core.http.bodies import is_json, parse_content_type

SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"
"""The Content-Security-Policy of what authors answer. Webhooks may share the builder's origin: with this a browser
gives a document an origin of its own, and runs, loads and submits nothing in it."""
# About one connection (RFC 9110 section 7.6.1), about this origin rather than this answer, or ours to set.
_NOT_FOR_AUTHORS = frozenset(
    {
        "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "te", "trailer",
        "transfer-encoding", "upgrade", "content-length", "content-encoding", "date", "server",
        "set-cookie", "set-cookie2", "clear-site-data", "strict-transport-security", "content-security-policy",
        "content-security-policy-report-only", "x-frame-options", "x-content-type-options", "x-request-id",
        "service-worker-allowed", "alt-svc", "refresh", "nel", "report-to", "reporting-endpoints",
    }
)  # fmt: skip
# What a page of this origin could run or apply as its own, and types that hold documents with types of their own.
_NOT_SHOWN = re.compile(r".*/.*(javascript|ecmascript|jscript|livescript)|text/css|(multipart|message)/.*")
_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
_HEADER_VALUE = re.compile(r"[\t\x20-\x7e\xa0-\xff]{0,8192}")


def sendable(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers that go out, Content-Type aside."""
    return {name: value for name, value in headers.items() if name.lower() != "content-type" and _may_go(name, value)}


def left_out(headers: Mapping[str, str], body: JsonValue) -> list[str]:
    """Return the names of the headers that do not go out as they stand beside this body."""
    names = [name for name, value in headers.items() if not _may_go(name, value)]
    wanted = _wanted(headers)
    is_sent_as_json = body is not None and not isinstance(body, str) and wanted != "" and not is_json(wanted)
    return [*names, "Content-Type"] if is_sent_as_json or media_type(headers) != wanted else names


def media_type(headers: Mapping[str, str]) -> str:
    """Return the media type to answer with, empty where none is named."""
    wanted = _wanted(headers)
    return "text/plain" if _NOT_SHOWN.fullmatch(wanted) else wanted


def _wanted(headers: Mapping[str, str]) -> str:
    header = next((value for name, value in headers.items() if name.lower() == "content-type"), "")
    return parse_content_type(header)[0] if header.strip() else ""


def _may_go(name: str, value: str) -> bool:
    return (
        name.lower() not in _NOT_FOR_AUTHORS
        and _HEADER_NAME.fullmatch(name) is not None
        and _HEADER_VALUE.fullmatch(value) is not None
    )

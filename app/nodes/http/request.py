"""Sends an HTTP request and gives its answer: `{status, headers, body}`.

`url` must be http or https and reach a public address (or one of `ONEFOLD_EGRESS_ALLOW`); up to 5 redirects are
followed. `query` is added to the URL, `body` is `{kind, value}` with the kinds `json`, `form`, `text` and `multipart`
(fields are text; a file is `{"filename", "content_type", "text"}` or, for bytes, `"base64"`). `{{ secrets.NAME }}`
may stand in any param.

A JSON answer becomes a value, lines of JSON a list, text a string, anything else base64 with `"is_base64": true`
beside it; header names are in lower case. A status of 400 and above fails the node with code `http_status` (worth a
retry for 5xx, 408 and 429), unless `response.accept_error_statuses` is true: then it is an answer like any other.

Behind the error port `nodes.<id>.error.response` holds its `status`, `headers` and up to 8192 characters of its
`body` (`"truncated": true` beside it where that is not all). Several `Set-Cookie` are a list.

One server gets a quarter of all connections. The wait for a free one is no part of `timeout_s`; after 30 s it fails
the node with `egress_busy`.

GET, HEAD, OPTIONS, PUT and DELETE may run again after a crash. POST and PATCH happen once: they carry the header
`Idempotency-Key: execution:node:iteration`, the same for each attempt, unless you set that header yourself.
"""

from collections.abc import Mapping
from typing import Literal

import httpx
from pydantic import Field, JsonValue

from app.core.db.database import utc_now
from app.core.errors import BadRequest, TooLarge, UnsupportedMediaType
from app.core.http.bodies import read_body
from app.core.http.content_encoding import decode_content
from app.core.http.dates import parse_http_date
from app.core.security.egress import EgressResponse, EgressTooLarge
from app.engine.kinds import Effect, NodeError, NodeKind, Output, RunContext
from app.engine.params import Params, ScalarText, Text
from app.engine.shapes import PLAIN
from app.nodes.http._request_body import RequestBody, encode_body

RETRYABLE_STATUSES = frozenset({408, 429, *range(500, 600)})
UNSAFE_TO_REPEAT = frozenset({"POST", "PATCH"})


class ResponseOptions(Params):
    """How the answer is taken."""

    accept_error_statuses: bool = Field(False, description="Take a status of 400 and above as an answer.")
    max_bytes: int = Field(5 * 1024 * 1024, ge=1, le=50 * 1024 * 1024, description="Largest body in bytes.")


class HttpRequestParams(Params):
    """Params of `http.request`."""

    method: Literal["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"] = Field(
        "GET", description="HTTP method."
    )
    url: Text = Field(description="Absolute http or https URL.", min_length=1, max_length=8192)
    query: dict[str, ScalarText | list[ScalarText]] = Field(
        default_factory=dict, description="Added to the URL's query."
    )
    headers: dict[str, Text] = Field(default_factory=dict, description="Request headers.")
    body: RequestBody | None = Field(None, description="Request body.")
    response: ResponseOptions = Field(default_factory=ResponseOptions, description="How the answer is taken.")
    timeout_s: float = Field(30, gt=0, le=300, description="Seconds the whole exchange may take.")


def effect(params: Mapping[str, JsonValue]) -> Effect:
    """Return `once` for methods that must not happen twice; an expression may stand for one of them."""
    method = str(params.get("method", "GET"))
    return "once" if method in UNSAFE_TO_REPEAT or "{{" in method else "idempotent"


async def run(ctx: RunContext, params: HttpRequestParams) -> Output:
    """Send the request; fails with `http_status`, `body_invalid` or one of egress's codes."""
    headers, content = _prepare(ctx, params)
    response = await ctx.services.egress.request(
        params.method,
        params.url,
        headers=headers,
        params=params.query or None,
        content=content,
        timeout_s=params.timeout_s,
        max_bytes=params.response.max_bytes,
        before_send=ctx.confirm,
    )
    if response.status >= 400 and not params.response.accept_error_statuses:
        message = f"{params.method} {_shown(response.url)} answered {response.status}"
        raise NodeError(
            "http_status",
            message,
            retryable=response.status in RETRYABLE_STATUSES,
            retry_after_s=_retry_after_s(response.headers.get("retry-after", "")),
            response=_output(response, params.response.max_bytes),
        )
    return Output(_output(response, params.response.max_bytes))


def _prepare(ctx: RunContext, params: HttpRequestParams) -> tuple[dict[str, str], bytes | None]:
    headers = dict(params.headers)
    names = {name.lower() for name in headers}
    content, content_type = encode_body(params.body)
    if content_type and "content-type" not in names:
        headers["Content-Type"] = content_type
    if params.method in UNSAFE_TO_REPEAT and "idempotency-key" not in names:
        headers["Idempotency-Key"] = ctx.idempotency_key
    return headers, content


def _retry_after_s(header: str) -> float:
    """Return the seconds that a Retry-After asks for, in digits or as a date (RFC 9110 section 10.2.3); 0 without."""
    if header.isascii() and header.isdigit():
        return float(header[:9])
    moment = parse_http_date(header)
    return max(0.0, (moment - utc_now()).total_seconds()) if moment is not None else 0.0


def _shown(url: str) -> str:
    """Return the URL without what may be secret in it: user, password and query."""
    parsed = httpx.URL(url)
    return f"{parsed.scheme}://{parsed.netloc.decode()}{parsed.path}"


def _output(response: EgressResponse, max_bytes: int) -> dict[str, JsonValue]:
    body, is_base64 = read_body(_decoded(response, max_bytes), response.headers.get("content-type", ""))
    output: dict[str, JsonValue] = {"status": response.status, "headers": _headers(response), "body": body}
    return output | {"is_base64": True} if is_base64 else output


def _headers(response: EgressResponse) -> dict[str, JsonValue]:
    """Return the headers; one that repeats has one value with commas (RFC 9110 section 5.3), but cookies a list."""
    headers: dict[str, JsonValue] = dict(response.headers)
    cookies: list[JsonValue] = list(response.headers.get_list("set-cookie"))
    return headers | {"set-cookie": cookies} if len(cookies) > 1 else headers


def _decoded(response: EgressResponse, max_bytes: int) -> bytes:
    """Return the body as it is meant: some servers encode it although they are asked not to."""
    try:
        return decode_content(response.body, response.headers.get("content-encoding", ""), max_bytes)
    except TooLarge as error:
        raise EgressTooLarge(f"The answer unfolds to more than {max_bytes} bytes.") from error
    except (BadRequest, UnsupportedMediaType):
        return response.body


KIND = NodeKind(
    name="http.request",
    title="HTTP request",
    params=HttpRequestParams,
    run=run,
    effect=effect,
    output={"status": PLAIN, "headers": None, "body": None, "is_base64": PLAIN},
    docs=__doc__ or "",
)

"""Problem answers for code that stands ahead of the framework's exception handlers."""

import json
from collections.abc import Iterable

from starlette.types import Scope, Send

from app.core.errors import OnefoldError, problem_body

CLOSE_CONNECTION = (b"connection", b"close")


async def send_problem(
    scope: Scope,
    send: Send,
    error: OnefoldError,
    *,
    headers: Iterable[tuple[bytes, bytes]] = (),
    more_body: bool = False,
) -> None:
    """Send one whole problem+json document as the response.

    With `more_body` the document is complete for the client, but the response stays open until the
    caller sends an empty last body message.
    """
    body = json.dumps(problem_body(error, scope.get("state", {}).get("request_id", ""))).encode()
    start_headers = [
        (b"content-type", b"application/problem+json"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        *headers,
    ]
    await send({"type": "http.response.start", "status": error.status, "headers": start_headers})
    sent = b"" if scope["method"] == "HEAD" else body
    await send({"type": "http.response.body", "body": sent, "more_body": more_body})

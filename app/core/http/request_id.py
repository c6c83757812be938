"""Gives every request an id that its response, its log records and its errors carry."""

import re
import secrets
from collections.abc import Iterable

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bind_contextvars, clear_contextvars, reset_contextvars

_HEADER = b"x-request-id"
SAFE_ID = re.compile(rb"[A-Za-z0-9._-]{1,128}")
_RESPONSE_STARTS = frozenset({"http.response.start", "websocket.accept", "websocket.http.response.start"})


class RequestIdMiddleware:
    """Keeps a caller's `X-Request-ID` when it is safe to log and echo, and makes one otherwise.

    The id is in `scope["state"]["request_id"]`, in the structlog context as `request_id`, and in the
    `X-Request-ID` header of the response or of the WebSocket's accept.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        request_id = read_request_id(scope["headers"])
        scope.setdefault("state", {})["request_id"] = request_id
        header = (_HEADER, request_id.encode("ascii"))

        async def send_with_id(message: Message) -> None:
            if message["type"] in _RESPONSE_STARTS:
                others = [pair for pair in message.get("headers", ()) if pair[0].lower() != _HEADER]
                message["headers"] = [*others, header]
            await send(message)

        # A pipelined request starts in the context of the one before it, whose values must not show here.
        clear_contextvars()
        tokens = bind_contextvars(request_id=request_id)
        try:
            await self.app(scope, receive, send_with_id)
        finally:
            reset_contextvars(**tokens)


def read_request_id(headers: Iterable[tuple[bytes, bytes]]) -> str:
    """Return the caller's id from these headers (names in lower case), or a new one where it has no safe one."""
    for name, value in headers:
        if name == _HEADER and SAFE_ID.fullmatch(value):
            return value.decode("ascii")
    return secrets.token_hex(16)

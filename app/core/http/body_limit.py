"""Cuts request bodies that are too large or too slow, while they are read."""

import asyncio
import re
import time
from collections.abc import Sequence
from contextlib import suppress

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core.errors import OnefoldError, TooLarge
from app.core.http.early_problems import CLOSE_CONNECTION, send_problem

# How long an answered client may go on sending, so that it reads the answer before its connection is reset.
_LINGER_SECONDS = 1.0


class BodyTimeout(OnefoldError):
    """The body stopped, or came too slowly."""

    status, code, title = 408, "request_body_timeout", "The body came too slowly"
    mend = "Send the body without pauses, or in smaller parts."


class BodyLimitMiddleware:
    """Answers 413 `body_too_large` or 408 `request_body_timeout` and closes the connection.

    The limit in bytes is the one of the first pattern in `limits` that matches the path's beginning, else
    `default_limit`; `Content-Length` is checked before the application runs, then each chunk as it comes.
    A client may keep the application waiting for `idle_seconds` without a byte, and in all for
    `idle_seconds` plus a second for every `min_bytes_per_second` received, so that dripping does not help.
    A response that comes before the whole body was read closes the connection too.

    FastAPI's `max_body_size` can still set a lower limit on a route. It does not replace this class: for a
    declared length its 413 is plain text from outside every middleware, so without a request id or a log
    record, and it leaves the connection open, so that uvicorn goes on reading a refused body to its end.
    """

    def __init__(
        self,
        app: ASGIApp,
        default_limit: int = 1024 * 1024,
        limits: Sequence[tuple[str, int]] = (),
        idle_seconds: float = 15.0,
        min_bytes_per_second: float = 500.0,
    ) -> None:
        self.app = app
        self.default_limit = default_limit
        self.limits = [(re.compile(pattern), limit) for pattern, limit in limits]
        self.idle_seconds = idle_seconds
        self.min_bytes_per_second = min_bytes_per_second

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        declared = _declared_length(scope)
        if declared == 0:
            await self.app(scope, receive, send)
            return
        limit = self._limit_for(scope["path"])
        body = _GuardedBody(scope, receive, send, limit, self.idle_seconds, self.min_bytes_per_second)
        if declared is not None and declared > limit:
            await body.refuse(body.too_large)
            return
        try:
            await self.app(scope, body.receive, body.send)
        except Exception:
            if not body.is_refused:
                raise
        if body.is_refused:
            await body.send_refusal()

    def _limit_for(self, path: str) -> int:
        return next((limit for pattern, limit in self.limits if pattern.match(path)), self.default_limit)


class _BodyRefused(HTTPException):
    """An HTTPException, since FastAPI turns any other error while reading a body into a 400."""


class _GuardedBody:
    """The `receive` and `send` of one request that has a body."""

    def __init__(
        self,
        scope: Scope,
        receive: Receive,
        send: Send,
        limit: int,
        idle_seconds: float,
        min_bytes_per_second: float,
    ) -> None:
        self._scope = scope
        self._receive = receive
        self._send = send
        self._limit = limit
        self._idle_seconds = idle_seconds
        self._min_bytes_per_second = min_bytes_per_second
        self._bytes = 0
        self._waited = 0.0
        self._complete = False
        self._started = False
        self._refusal: OnefoldError | None = None
        self.too_large = TooLarge(f"The request body is larger than {limit} bytes.")
        self._refusal_sent = False

    @property
    def is_refused(self) -> bool:
        """Whether the answer is our refusal; false where the application had begun its own before."""
        return self._refusal is not None and not self._started

    async def receive(self) -> Message:
        if self._refusal is not None:
            raise _BodyRefused(self._refusal.status)
        if self._complete:
            return await self._receive()
        message = await self._receive_in_time()
        self._bytes += len(message.get("body", b""))
        self._complete = not message.get("more_body", False)
        if self._bytes > self._limit:
            self._refusal = self.too_large
            raise _BodyRefused(413)
        return message

    async def _receive_in_time(self) -> Message:
        allowance = self._idle_seconds + self._bytes / self._min_bytes_per_second - self._waited
        asked_at = time.monotonic()
        deadline = asyncio.timeout(min(self._idle_seconds, max(allowance, 0.0)))
        try:
            async with deadline:
                return await self._receive()
        except TimeoutError:
            if not deadline.expired():
                raise
            self._refusal = BodyTimeout("The request body stopped arriving, or arrived too slowly.")
            raise _BodyRefused(408) from None
        finally:
            self._waited += time.monotonic() - asked_at

    async def send(self, message: Message) -> None:
        if self.is_refused:
            await self.send_refusal()
            return
        if message["type"] == "http.response.start":
            self._started = True
            if not self._complete and self._scope["http_version"].startswith("1"):
                message["headers"] = [*message.get("headers", ()), CLOSE_CONNECTION]
        await self._send(message)

    async def refuse(self, error: OnefoldError) -> None:
        """Answer with `error` without running the application."""
        self._refusal = error
        await self.send_refusal()

    async def send_refusal(self) -> None:
        """Send the refusal, once, in place of whatever the application answers."""
        if self._refusal is None or self._refusal_sent:
            return
        self._refusal_sent = True
        headers = (CLOSE_CONNECTION,) if self._scope["http_version"].startswith("1") else ()
        await send_problem(self._scope, self._send, self._refusal, headers=headers, more_body=True)
        if self._refusal is self.too_large:
            await self._linger()
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _linger(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(_LINGER_SECONDS):
                while not self._complete:
                    self._complete = not (await self._receive()).get("more_body", False)


def _declared_length(scope: Scope) -> int | None:
    """Bytes of the body: 0 where there is none, None where the length is not known ahead."""
    chunked = not scope["http_version"].startswith("1")
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
        if name == b"transfer-encoding":
            chunked = True
    return None if chunked else 0

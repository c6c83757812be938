"""Answers 503 for a request whose response does not start in time."""

import asyncio
from collections.abc import Sequence

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core.errors import OnefoldError
from app.core.http.early_problems import send_problem

_SCOPE_KEY = "onefold.request_timeout"


class RequestTimeout(OnefoldError):
    """The server did not begin its answer in time."""

    status, code, title = 503, "request_timeout", "The request took too long"
    mend = "Try again; ask for less at once, or raise `ONEFOLD_REQUEST_TIMEOUT`."


class RequestTimeoutMiddleware:
    """Cancels a request that has not started its response after `seconds` and answers 503 `request_timeout`.

    A response that has started is free, so streams and downloads take as long as they need. Paths that begin
    with one of `exempt_prefixes` have no limit, nor have WebSockets; a route that waits on purpose calls
    `lift_request_timeout`.
    """

    def __init__(self, app: ASGIApp, seconds: float = 30.0, exempt_prefixes: Sequence[str] = ()) -> None:
        self.app = app
        self.seconds = seconds
        self.exempt_prefixes = tuple(exempt_prefixes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(self.exempt_prefixes):
            await self.app(scope, receive, send)
            return
        limit = asyncio.timeout(self.seconds)
        scope[_SCOPE_KEY] = limit

        async def send_and_lift(message: Message) -> None:
            if message["type"] == "http.response.start":
                lift_request_timeout(scope)
            await send(message)

        try:
            async with limit:
                await self.app(scope, receive, send_and_lift)
        except TimeoutError:
            if not limit.expired():
                raise
            detail = f"The server did not finish this request within {self.seconds:g} seconds."
            await send_problem(scope, send, RequestTimeout(detail))


def lift_request_timeout(scope: Scope) -> None:
    """Let this request take as long as it needs, for a route whose caller asked it to wait."""
    limit: asyncio.Timeout | None = scope.get(_SCOPE_KEY)
    if limit is not None and not limit.expired():
        limit.reschedule(None)

"""The innermost middleware: a bug becomes a problem+json 500 while the outer middleware still adds its headers.

Starlette's own last resort sits outside all other middleware, so its answers lack the request id.
"""

import structlog
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core.errors import OnefoldError
from app.core.http.problems import problem_response

log = structlog.get_logger("onefold.core.http.unhandled_errors")


class UnhandledErrorMiddleware:
    """Answers 500 `internal_error` for what no handler caught; an answer already begun is cut off."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def watch(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watch)
        except Exception as error:
            log.error("unexpected_error", exc_info=error)
            if started:
                raise
            problem = OnefoldError("An unexpected error. The log has its cause under this request id.")
            await problem_response(Request(scope), problem)(scope, receive, send)

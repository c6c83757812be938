"""Cross-origin requests of scripts, for the origins that the settings allow."""

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send


class ApiCorsMiddleware:
    """CORS for `/api` alone: what a page or a webhook answers is nobody else's to read."""

    def __init__(self, app: ASGIApp, origins: list[str]) -> None:
        self.app = app
        self.cors = CORSMiddleware(
            app,
            allow_origins=origins,
            allow_methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
            allow_headers=[
                "Authorization",
                "Content-Type",
                "Idempotency-Key",
                "If-Match",
                "If-None-Match",
                "If-Unmodified-Since",
                "Range",
                "X-CSRF",
                "X-Request-ID",
            ],
            expose_headers=["Content-Range", "ETag", "Last-Modified", "Location", "Retry-After", "X-Request-ID"],
            max_age=600,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        of_api = scope["type"] == "http" and scope["path"].startswith("/api/")
        await (self.cors if of_api else self.app)(scope, receive, send)

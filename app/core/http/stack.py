"""The middleware of the app in one list, outermost first."""

from collections.abc import Sequence

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from app.core.http.access_log import AccessLogMiddleware
from app.core.http.body_limit import BodyLimitMiddleware
from app.core.http.compression import CompressionMiddleware
from app.core.http.faults import Faults
from app.core.http.proxy import ProxyHeadersMiddleware
from app.core.http.request_id import RequestIdMiddleware
from app.core.http.security_headers import SecurityHeadersMiddleware
from app.core.http.timeout import RequestTimeoutMiddleware
from app.core.settings import Settings

JSON_LIMIT = 1024 * 1024
WEBHOOK_LIMIT = 5 * 1024 * 1024
# Where files come in; the other routes of storage take JSON.
UPLOAD_PATHS = r"/files/|/api/storage/(?:upload$|tus(?:/|$)|buckets/[^/]+/objects/)"
# Copying a large object takes as long as sending it.
UNTIMED_PREFIXES = ("/api/storage/", "/files/")


class ApiCors:
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
                "If-Match",
                "If-None-Match",
                "Range",
                "X-CSRF",
                "X-Request-ID",
            ],
            expose_headers=["ETag", "Location", "X-Request-ID", "Content-Range"],
            max_age=600,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        of_api = scope["type"] == "http" and scope["path"].startswith("/api/")
        await (self.cors if of_api else self.app)(scope, receive, send)


def install_middleware(app: FastAPI, settings: Settings, ahead: Sequence[Middleware] = ()) -> None:
    """Wrap the app. A request passes them in this order, its answer in reverse.

    `ahead` answers some requests before anything else but trusted proxies has looked at them.
    """
    limits = [("/webhook", WEBHOOK_LIMIT), (UPLOAD_PATHS, settings.max_upload_bytes)]
    stack = [
        Middleware(ProxyHeadersMiddleware, trusted=settings.trusted_proxies),
        *ahead,
        Middleware(RequestIdMiddleware),
        Middleware(AccessLogMiddleware, registry=app.state.metrics),
        Middleware(SecurityHeadersMiddleware),
        *([Middleware(ApiCors, origins=settings.cors_origins)] if settings.cors_origins else []),
        Middleware(RequestTimeoutMiddleware, seconds=settings.request_timeout, exempt_prefixes=UNTIMED_PREFIXES),
        Middleware(BodyLimitMiddleware, default_limit=JSON_LIMIT, limits=limits),
        Middleware(CompressionMiddleware),
        Middleware(Faults),
    ]
    for middleware in reversed(stack):
        app.add_middleware(middleware.cls, *middleware.args, **middleware.kwargs)

"""Answers kept pages and assets ahead of everything else: no route, no database, no logging.

A page that is not kept, or must be checked, goes on to the route in `app.pages.visitor_router`, which keeps it.
Hits are counted in `onefold_page_cache_hits_total`; they leave no log record of their own, since writing one takes
longer than the answer.
"""

from functools import cache
from random import getrandbits

from prometheus_client import CollectorRegistry, Counter
from starlette.types import ASGIApp, Receive, Scope, Send

from app.core.http.request_id import SAFE_ID
from app.pages.cache import Body, Headers, PageCache, make_body
from app.pages.registry import assets

_METHODS = frozenset({"GET", "HEAD"})
_IMMUTABLE = "public, max-age=31536000, immutable"


@cache
def asset_body(path: str) -> Body | None:
    """Return an asset of this build, or None."""
    asset = assets().get(path)
    if asset is None:
        return None
    return make_body(asset.body, media_type=asset.media_type, cache_control=_IMMUTABLE, quality=11)


class PublishedPages:
    """The outermost middleware but the one that trusts proxies."""

    def __init__(self, app: ASGIApp, pages: PageCache, registry: CollectorRegistry) -> None:
        self.app = app
        self.pages = pages
        hits = Counter(
            "onefold_page_cache_hits",
            "Pages and assets answered from memory.",
            ["status"],
            registry=registry,
        )
        self._hits = {status: hits.labels(str(status)) for status in (200, 304)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = self._find(scope) if scope["type"] == "http" and scope["method"] in _METHODS else None
        if body is None:
            await self.app(scope, receive, send)
            return
        status, headers, content = answer(body, scope)
        self._hits[status].inc()
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    def _find(self, scope: Scope) -> Body | None:
        path: str = scope["path"]
        if not (path.startswith("/p/") or path == "/"):
            return None
        entry = self.pages.fresh(path, scope["query_string"])
        if entry is not None:
            return entry.body
        return asset_body(path) if path.startswith("/p/_assets/") and path in assets() else None


def answer(body: Body, scope: Scope) -> tuple[int, Headers, bytes]:
    """Return status, headers and content for a request."""
    accept = if_none_match = b""
    request_id = None
    for name, value in scope["headers"]:
        if name == b"accept-encoding":
            accept = value
        elif name == b"if-none-match":
            if_none_match = value
        elif name == b"x-request-id" and SAFE_ID.fullmatch(value):
            request_id = value
    pair = (b"x-request-id", request_id or b"%032x" % getrandbits(128))
    if if_none_match and body.is_known_to(if_none_match):
        return 304, [*body.not_modified, pair], b""
    variant = body.choose(accept)
    headers = variant.secure_headers if scope["scheme"] == "https" else variant.headers
    return 200, [*headers, pair], b"" if scope["method"] == "HEAD" else variant.body

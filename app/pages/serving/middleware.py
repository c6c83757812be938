"""Answers cached pages and assets ahead of everything else: no route, no database, no logging.

A page that is not cached, or must be checked, goes on to the route in `app.pages.serving.router`, which keeps it.
Hits are counted in `onefold_page_cache_hits_total`; they leave no log record of their own, since writing one takes
longer than the answer.
"""

from functools import cache
from random import getrandbits
from typing import NamedTuple

from prometheus_client import CollectorRegistry, Counter
from starlette.types import ASGIApp, Receive, Scope, Send

from app.core.http.pages_host import PagesHost
from app.core.http.protocol import RawResponse
from app.core.http.proxy import Networks, apply_forwarded
from app.core.http.request_id import SAFE_ID
from app.core.http.resources import get_resource
from app.pages.rendering.sheets import assets
from app.pages.serving.body import CachedBody, Head, encode_variants
from app.pages.serving.cache import PageCache
from app.pages.serving.styles import CROSS_ORIGIN, IMMUTABLE, STYLES

_METHODS = frozenset({"GET", "HEAD"})
_ASKED = "onefold.page_cache_asked"


@cache
def asset_body(path: str) -> CachedBody | None:
    """Return an asset of this build, or None."""
    asset = assets().get(path)
    if asset is None:
        return None
    return encode_variants(
        asset.body, media_type=asset.media_type, cache_control=IMMUTABLE, extra=CROSS_ORIGIN, quality=11
    )


class CachedResponse(NamedTuple):
    """What a request for a body gets."""

    status: int
    head: Head
    content: bytes
    request_id: bytes


class CachedResponses:
    """Finds the cached response to a request; `raw` is for the connection, `find` for the middleware behind it."""

    def __init__(
        self, pages: PageCache, registry: CollectorRegistry, trusted: Networks, host: PagesHost | None = None
    ) -> None:
        self._pages = pages
        self._trusted = trusted
        self._host = host
        hits = Counter(
            "onefold_page_cache_hits",
            "Pages and assets answered from memory.",
            ["status"],
            registry=registry,
        )
        self._hits = {status: hits.labels(str(status)) for status in (200, 304)}

    def find(self, scope: Scope) -> CachedResponse | None:
        """Return the answer to an HTTP request, or None when the app must make it."""
        body = self._find_body(scope) if scope["method"] in _METHODS else None
        if body is None:
            return None
        found = choose_response(body, scope)
        self._hits[found.status].inc()
        return found

    def raw(self, scope: Scope) -> RawResponse | None:
        """Return the answer as the connection sends it. The scope is left as it came but for a mark that it was
        asked for here: a second question would be taken for the next request's."""
        scope[_ASKED] = True
        if self._trusted:
            scope = dict(scope)
            apply_forwarded(scope, self._trusted)
        found = self.find(scope)
        if found is None:
            return None
        lines = b"%bx-request-id: %b\r\n" % (found.head.lines, found.request_id)
        return RawResponse(found.status, lines, found.content)

    def _find_body(self, scope: Scope) -> CachedBody | None:
        path: str = scope["path"]
        if not (path.startswith("/p/") or path == "/"):
            return None
        if self._host is not None and not path.startswith("/p/_assets/") and not self._host.is_asked(scope):
            return None
        entry = self._pages.fresh(path, scope["query_string"])
        if entry is not None:
            return entry.body
        if path.startswith(STYLES):
            return self._pages.sheet(path)
        return asset_body(path) if path.startswith("/p/_assets/") and path in assets() else None


class PageCacheMiddleware:
    """The outermost middleware but the one that trusts proxies."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = scope["type"] != "http" or _ASKED in scope
        found = None if asked else get_resource(scope, CachedResponses).find(scope)
        if found is None:
            await self.app(scope, receive, send)
            return
        headers = [*found.head.headers, (b"x-request-id", found.request_id)]
        await send({"type": "http.response.start", "status": found.status, "headers": headers})
        await send({"type": "http.response.body", "body": found.content})


def choose_response(body: CachedBody, scope: Scope) -> CachedResponse:
    """Return what a GET or HEAD of this body gets."""
    accept = if_none_match = b""
    request_id = None
    for name, value in scope["headers"]:
        # Lists may come in several lines (RFC 9110 section 5.3).
        if name == b"accept-encoding":
            accept = accept + b"," + value if accept else value
        elif name == b"if-none-match":
            if_none_match = if_none_match + b"," + value if if_none_match else value
        elif name == b"x-request-id" and SAFE_ID.fullmatch(value):
            request_id = value
    request_id = request_id or b"%032x" % getrandbits(128)
    variant = body.choose(accept)
    if if_none_match and variant.is_known_to(if_none_match):
        return CachedResponse(304, variant.not_modified, b"", request_id)
    head = variant.secure if scope["scheme"] == "https" else variant.head
    return CachedResponse(200, head, b"" if scope["method"] == "HEAD" else variant.body, request_id)

"""One log record and two metrics for each finished HTTP request."""

import asyncio
import time

import structlog
from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core.http.resources import get_resource

log = structlog.get_logger("onefold.core.http.access_log")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
# nginx's status for a client that went away before the answer; RFC 9110 has none.
_CLIENT_CLOSED = 499


class RequestMetrics:
    """`onefold_http_requests_total{method,route,status}` and `onefold_http_request_seconds{method,route}`.

    Labels are bounded: the route is its template or `unmatched`, an unknown method is `other`. Event streams stay out
    of the histogram, since they last as long as somebody watches.
    """

    def __init__(self, registry: CollectorRegistry) -> None:
        self._requests = Counter(
            "onefold_http_requests",
            "HTTP requests that were answered.",
            ["method", "route", "status"],
            registry=registry,
        )
        self._seconds = Histogram(
            "onefold_http_request_seconds",
            "Seconds from the request's headers to the last byte of its answer.",
            ["method", "route"],
            registry=registry,
        )
        # Looking a child up by its labels costs more than counting; labels are bounded, so these are too.
        self._counters: dict[tuple[str, str, int], Counter] = {}
        self._timers: dict[tuple[str, str], Histogram] = {}

    def count(self, method: str, route: str, status: int, seconds: float | None) -> None:
        """Count a request; `seconds` is None for one that is not to be timed."""
        counter = self._counters.get((method, route, status))
        if counter is None:
            counter = self._requests.labels(method, route, str(status))
            self._counters[method, route, status] = counter
        counter.inc()
        if seconds is None:
            return
        timer = self._timers.get((method, route))
        if timer is None:
            timer = self._seconds.labels(method, route)
            self._timers[method, route] = timer
        timer.observe(seconds)


class AccessLogMiddleware:
    """Logs `request` records and counts requests under their route template.

    Query strings are never logged: they can hold tokens.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        response = _Response(send)
        started_at = time.perf_counter()
        try:
            await self.app(scope, receive, response.send)
        except asyncio.CancelledError:
            response.status = response.status or _CLIENT_CLOSED
            raise
        except Exception:
            response.status = response.status or 500
            raise
        finally:
            _record(scope, response, time.perf_counter() - started_at)


def _record(scope: Scope, response: "_Response", seconds: float) -> None:
    status = response.status or _CLIENT_CLOSED
    template = _route_template(scope)
    method = scope["method"]
    method_label = method if method in _METHODS else "other"
    timed = None if response.is_event_stream else seconds
    get_resource(scope, RequestMetrics).count(method_label, template or "unmatched", status, timed)
    client = scope.get("client")
    log.info(
        "request",
        method=method,
        path=scope["path"],
        route=template,
        status=status,
        duration_ms=round(seconds * 1000, 2),
        bytes=response.body_bytes,
        client_ip=client[0] if client else None,
    )


def _route_template(scope: Scope) -> str | None:
    route = scope.get("route")
    # A route of an included router knows its path without the prefixes; FastAPI keeps the whole one here.
    included = scope.get("fastapi", {}).get("effective_route_context")
    if included is not None and included.original_route is route:
        route = included
    template: str | None = getattr(route, "path", None)
    return template


class _Response:
    """Watches one response on its way out."""

    __slots__ = ("_send", "body_bytes", "is_event_stream", "status")

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status = 0
        self.body_bytes = 0
        self.is_event_stream = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            for name, value in message.get("headers", ()):
                if name == b"content-type":
                    self.is_event_stream = value.startswith(b"text/event-stream")
        elif message["type"] == "http.response.body":
            self.body_bytes += len(message.get("body", b""))
        await self._send(message)

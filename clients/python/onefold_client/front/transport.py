"""How a call is sent: with which headers, how long it may take, when it is sent again."""

from __future__ import annotations

import platform
import random
import time
from http.cookiejar import DefaultCookiePolicy
from typing import Any
from urllib.parse import urlsplit

import httpx

from ..version import VERSION
from .errors import OnefoldError, lost, refusal

# What passes by itself: a timeout, too early, too many requests, a server that restarts or a proxy that misses it.
PASSING = frozenset({408, 425, 429, 502, 503, 504})
# A server that asks for more patience than this is not waited for.
MAX_RETRY_AFTER = 60.0
FIRST_DELAY = 0.5
MAX_DELAY = 8.0
USER_AGENT = f"onefold-client/{VERSION} python/{platform.python_version()}"


class Connection:
    """What both transports know: where Onefold is, who calls, and how patient we are."""

    def __init__(self, url: str, key: str | None, timeout: float | None, retries: int) -> None:
        self.url = _check_url(url)
        self.key = _check_key(key)
        self.timeout = timeout
        self.retries = retries

    def headers(self, path: str) -> dict[str, str]:
        """Return what every call says: one way of signing in, and our own origin where a cookie may go along."""
        headers = {"User-Agent": USER_AGENT, "Accept": "application/json"}
        if self.key is not None:
            headers["Authorization"] = f"Bearer {self.key}"
        else:
            headers["X-CSRF"] = "1"
        # Pages take posts of their own origin only, whoever sends them.
        if self.key is None or path.startswith("/p/"):
            headers["Origin"] = self.url
        return headers

    def build(self, http: httpx.Client | httpx.AsyncClient, call: dict[str, Any]) -> httpx.Request:
        """Return the request of a call, given as the arguments of `httpx.request`; its URL is a path."""
        path = call["url"]
        if self.key is not None and path == "/api/auth/login":
            raise ValueError("This client has an API key. Sign in with one that has none: Onefold(url).auth.login(…).")
        headers = self.headers(path) | call.get("headers", {})
        # The server answers a call that waits for a run after so many seconds more.
        body = call.get("json")
        more = body.get("wait_seconds", 0) if isinstance(body, dict) else 0
        timeout = None if self.timeout is None else self.timeout + more
        return http.build_request(**({"timeout": timeout} | call | {"url": self.url + path, "headers": headers}))

    def delay(self, request: httpx.Request, failures: int, error: OnefoldError) -> float | None:
        """Return the seconds after which the call is sent again; None: never."""
        # The server does what has such a key once, and says so while it is at it.
        safe = request.method in ("GET", "HEAD") or "Idempotency-Key" in request.headers
        passes = error.code in ("unreachable", "timeout", "request_in_progress") or error.status in PASSING
        if not (safe and passes) or failures > self.retries:
            return None
        if error.retry_after is not None:
            return error.retry_after if error.retry_after <= MAX_RETRY_AFTER else None
        return min(MAX_DELAY, FIRST_DELAY * 2.0 ** (failures - 1)) * random.uniform(0.5, 1)


class Transport(Connection):
    """Sends calls and waits for their answers."""

    def __init__(
        self, url: str, key: str | None, timeout: float | None, retries: int, http: httpx.Client | None
    ) -> None:
        super().__init__(url, key, timeout, retries)
        self.http = http or httpx.Client()
        if key is not None:
            _refuse_cookies(self.http)

    def send(self, call: dict[str, Any], *, stream: bool = False) -> httpx.Response:
        """Return the answer of success, read unless `stream`; raises OnefoldError for any other."""
        request = self.build(self.http, call)
        failures = 0
        while True:
            try:
                response = self.http.send(request, stream=stream)
                if response.is_success or response.status_code == httpx.codes.NOT_MODIFIED:
                    return response
                response.read()
                response.close()
                error, cause = refusal(response), None
            except httpx.TransportError as failure:
                error, cause = lost(failure, request), failure
            failures += 1
            if (delay := self.delay(request, failures, error)) is None:
                raise error from cause
            time.sleep(delay)


class AsyncTransport(Connection):
    """Sends calls while others wait for their answers."""

    def __init__(
        self, url: str, key: str | None, timeout: float | None, retries: int, http: httpx.AsyncClient | None
    ) -> None:
        super().__init__(url, key, timeout, retries)
        self.http = http or httpx.AsyncClient()
        if key is not None:
            _refuse_cookies(self.http)

    async def send(self, call: dict[str, Any], *, stream: bool = False) -> httpx.Response:
        """Return the answer of success, read unless `stream`; raises OnefoldError for any other."""
        import asyncio

        request = self.build(self.http, call)
        failures = 0
        while True:
            try:
                response = await self.http.send(request, stream=stream)
                if response.is_success or response.status_code == httpx.codes.NOT_MODIFIED:
                    return response
                await response.aread()
                await response.aclose()
                error, cause = refusal(response), None
            except httpx.TransportError as failure:
                error, cause = lost(failure, request), failure
            failures += 1
            if (delay := self.delay(request, failures, error)) is None:
                raise error from cause
            await asyncio.sleep(delay)


def _check_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ValueError(f"{url!r} is no address: give one like https://onefold.example.com.")
    if parts.query or parts.fragment:
        raise ValueError(f"{url!r} is no address: leave out what follows the host.")
    if parts.path.rstrip("/"):
        raise ValueError(f"Give Onefold's address without {parts.path!r}: {parts.scheme}://{parts.netloc}")
    return f"{parts.scheme}://{parts.netloc}"


def _check_key(key: str | None) -> str | None:
    if key is not None and not key.startswith("of_sk_"):
        raise ValueError("This is no API key: keys begin with of_sk_. Sign in with auth.login(email=…, password=…).")
    return key


def _refuse_cookies(http: httpx.Client | httpx.AsyncClient) -> None:
    """Keep no cookie beside a key: the server refuses who sends both."""
    http.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=()))

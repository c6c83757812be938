"""The one client for outgoing HTTP: it connects to what it checked, and to nothing private.

EgressError ── EgressRefused, EgressFailed, EgressTimeout, EgressBusy, EgressTooLarge, EgressTooManyRedirects
"""

import asyncio
import re
import socket
import ssl
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpcore
import httpx
import structlog

from app.core.errors import OnefoldError
from app.core.security.egress_addresses import IPAddress, IPNetwork, is_reachable, literal_address, parse_addresses
from app.core.security.egress_limits import ExchangeLimits, NoPlaceFree

Resolver = Callable[[str], Awaitable[Sequence[IPAddress]]]
"""All addresses of a host name; raises OSError when there are none."""
Connector = Callable[[IPAddress, int, float | None], Awaitable[httpcore.AsyncNetworkStream]]
"""Opens a TCP stream to an address and port within some seconds; raises httpcore's errors."""
BeforeSend = Callable[[], Awaitable[None]]
"""Awaited with the connection at hand, before head and body go out; what it raises ends the request unsent."""

MAX_REDIRECTS = 5
_CONNECT_SECONDS = 10.0
# Of all exchanges that go on at once, one server gets a quarter: it takes four that hang to hold up the others.
_SHARE_OF_A_SERVER = 4
log = structlog.get_logger("onefold.core.security.egress")
_SENDING = frozenset({"http11.send_request_headers.started", "http11.send_request_body.started"})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HOST_NAME = re.compile(r"[A-Za-z0-9_.-]{1,254}")
_METHOD = re.compile(r"[A-Z]{1,20}")
# Ours to set, or about this one connection only (RFC 9110 section 7.6.1).
_NOT_FOR_CALLERS = frozenset(
    {
        "accept-encoding",
        "connection",
        "content-length",
        "expect",
        "host",
        "keep-alive",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)
# Any header may carry a credential (`X-Api-Key`), so only what is known to carry none crosses an origin.
_CROSSES_ORIGINS = frozenset(
    {
        "accept",
        "accept-language",
        "cache-control",
        "content-language",
        "content-type",
        "idempotency-key",
        "user-agent",
    }
)


class EgressError(OnefoldError):
    """An outgoing request did not get its answer."""

    status, code, title = 422, "egress_error", "The outgoing request got no answer"
    mend = "Check the address that is called."


class EgressRefused(EgressError):
    """The URL, or what its name resolves to, is nothing this server may call."""

    code, title = "egress_refused", "This address may not be called"
    mend = "Call a public address, or open the network with `ONEFOLD_EGRESS_ALLOW`."


class EgressFailed(EgressError):
    """The other side cannot be found or reached, failed TLS, or broke the protocol."""

    status, code, title = 503, "egress_failed", "The other server cannot be reached"
    mend = "Check the address and whether the other server runs."


class EgressTimeout(EgressError):
    """The whole answer did not come in time."""

    status, code, title = 503, "egress_timeout", "The other server took too long"
    mend = "Try again, or give the node a longer `timeout_s`."


class EgressBusy(EgressError):
    """So many requests are under way, to that server or in all, that this one was not sent."""

    status, code, title = 503, "egress_busy", "Too many outgoing requests are under way"
    mend = "Try again with `retry`; call that server less often at once."


class EgressTooLarge(EgressError):
    """The answer is over its size limit; reading stopped there."""

    code, title = "egress_too_large", "The other server's answer is too large"
    mend = "Ask the other server for less, or raise the node's `max_bytes`."


class EgressTooManyRedirects(EgressError):
    """Redirected more than `MAX_REDIRECTS` times."""

    code, title = "egress_too_many_redirects", "The other server redirects too often"
    mend = "Call the address that the redirects lead to."


@dataclass(frozen=True, slots=True)
class EgressResponse:
    """An answer as it came: `body` is not decoded, `url` is the one after redirects."""

    status: int
    headers: httpx.Headers
    body: bytes
    url: str


@dataclass(frozen=True, slots=True)
class _Request:
    method: str
    url: httpx.URL
    headers: httpx.Headers
    content: bytes | None


@dataclass(frozen=True, slots=True)
class _Call:
    """What all requests of one call share, redirected ones included."""

    deadline: asyncio.Timeout
    max_bytes: int
    before_send: BeforeSend | None

    def stop_clock(self) -> float:
        """Let the deadline stand still; returns the seconds that are left."""
        when = self.deadline.when()
        assert when is not None
        self.deadline.reschedule(None)
        return when - asyncio.get_running_loop().time()

    def start_clock(self, left: float) -> None:
        """Let the deadline run again."""
        self.deadline.reschedule(asyncio.get_running_loop().time() + left)

    async def trace(self, event: str, _details: Mapping[str, Any]) -> None:
        """Take the pool's word on how far a request has come.

        Other work goes on between head and body, or the process stands still there: so both are asked about.
        """
        if self.before_send is not None and event in _SENDING:
            await self.before_send()


@cache
def _tls() -> ssl.SSLContext:
    """Return the one TLS context of this process: reading all certificate authorities takes 40 ms."""
    return httpx.create_ssl_context()


class EgressClient:
    """Sends HTTP/1.1 requests over pooled connections to public addresses and those in `allow`.

    A name is resolved once for each new connection, refused when any of its addresses is closed, and the
    connection goes to a checked address, while TLS still verifies the name; so a name that changes its
    answer in between gains nothing. Proxies of the environment are not used. At most `max_exchanges` go on at once,
    a quarter of them with one server; further ones wait up to `wait_s` seconds for their turn.
    """

    def __init__(
        self,
        allow: Sequence[IPNetwork] = (),
        max_response_bytes: int = 10 * 1024 * 1024,
        timeout_s: float = 30.0,
        max_exchanges: int = 128,
        wait_s: float = 30.0,
        connector: Connector | None = None,
        resolver: Resolver | None = None,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self._max_response_bytes = max_response_bytes
        self._timeout_s = timeout_s
        self._limits = ExchangeLimits(max_exchanges, max(1, max_exchanges // _SHARE_OF_A_SERVER))
        self._wait_s = wait_s
        # Not the event loop's pool, which other libraries replace and fill.
        self._dns_threads = ThreadPoolExecutor(max_workers=8, thread_name_prefix="egress-dns")
        backend = _CheckedBackend(allow, connector or _connect, resolver or self._resolve)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=ssl_context or _tls(),
            max_connections=max_exchanges,
            max_keepalive_connections=20,
            keepalive_expiry=15.0,
            network_backend=backend,
        )

    async def request(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str | Sequence[str]] | None = None,
        content: bytes | None = None,
        timeout_s: float | None = None,
        max_bytes: int | None = None,
        follow_redirects: bool = True,
        before_send: BeforeSend | None = None,
    ) -> EgressResponse:
        """Return the answer, whatever its status, after up to `MAX_REDIRECTS` redirects.

        `timeout_s` covers everything from the name to the last byte, but not the wait for a turn; `max_bytes` is for
        the body. `before_send` is awaited before head and body of each request, also redirected ones; what it raises
        ends the call, and the other side gets no whole request. Raises an `EgressError`.
        """
        request = _build_request(method, url, headers or {}, params, content)
        timeout = self._timeout_s if timeout_s is None else timeout_s
        limit = self._max_response_bytes if max_bytes is None else max_bytes
        deadline = asyncio.timeout(timeout)
        call = _Call(deadline, limit, before_send)
        try:
            async with deadline:
                return await self._follow(request, call, MAX_REDIRECTS if follow_redirects else None)
        except TimeoutError as error:
            if not deadline.expired():
                raise EgressFailed(f"{_server(request.url)} timed out.") from error
            message = f"{_server(request.url)} did not answer within {timeout:g} seconds."
            raise EgressTimeout(message) from error

    async def aclose(self) -> None:
        """Close all connections."""
        await self._pool.aclose()
        self._dns_threads.shutdown(wait=False, cancel_futures=True)

    async def _follow(self, request: _Request, call: _Call, redirects: int | None) -> EgressResponse:
        while True:
            response = await self._send(request, call)
            location = response.headers.get("location")
            if redirects is None or response.status not in _REDIRECTS or location is None:
                return response
            if redirects == 0:
                raise EgressTooManyRedirects(f"More than {MAX_REDIRECTS} redirects.")
            redirects -= 1
            request = _redirect(request, response.status, location)

    async def _send(self, request: _Request, call: _Call) -> EgressResponse:
        server, started_at = _server(request.url), time.perf_counter()
        outcome: int | str = "cancelled"
        left = call.stop_clock()
        try:
            async with self._limits.place(server, self._wait_s):
                call.start_clock(left)
                response = await self._exchange(request, call)
            outcome = response.status
        except NoPlaceFree as error:
            outcome = EgressBusy.code
            raise EgressBusy(
                f"For {self._wait_s:g} seconds there was no turn for {server}: too many requests are under way."
            ) from error
        except EgressError as error:
            outcome = error.code
            raise
        except (httpcore.LocalProtocolError, httpcore.UnsupportedProtocol) as error:
            outcome = EgressRefused.code
            raise EgressRefused(f"This is no valid HTTP request: {error}") from error
        except httpcore.TimeoutException as error:
            outcome = EgressTimeout.code
            raise EgressTimeout(f"{server} did not answer in time.") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            outcome = EgressFailed.code
            raise EgressFailed(f"{server} cannot be reached: {error or type(error).__name__}") from error
        finally:
            # Neither path nor query: webhook addresses of chat services carry their secret in the path.
            duration_ms = round((time.perf_counter() - started_at) * 1000, 2)
            log.info("egress", method=request.method, host=request.url.host, outcome=outcome, duration_ms=duration_ms)
        return response

    async def _exchange(self, request: _Request, call: _Call) -> EgressResponse:
        url, limit = request.url, call.max_bytes
        wire_headers = [(b"Host", url.netloc), (b"Accept-Encoding", b"identity"), *request.headers.raw]
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        content = request.content
        if content is None and request.method in ("POST", "PUT", "PATCH"):
            content = b""
        async with self._pool.stream(
            request.method,
            target,
            headers=wire_headers,
            content=content,
            extensions={"timeout": {"connect": _CONNECT_SECONDS}, "trace": call.trace},
        ) as response:
            headers = httpx.Headers(response.headers)
            declared = headers.get("content-length", "")
            if request.method != "HEAD" and declared.isdigit() and int(declared) > limit:
                raise EgressTooLarge(f"{_server(url)} answers with more than {limit} bytes.")
            body = bytearray()
            async for chunk in response.aiter_stream():
                body += chunk
                if len(body) > limit:
                    raise EgressTooLarge(f"{_server(url)} answers with more than {limit} bytes.")
        return EgressResponse(response.status, headers, bytes(body), str(url))

    async def _resolve(self, host: str) -> Sequence[IPAddress]:
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(
            self._dns_threads, lambda: socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        )
        return parse_addresses(str(entry[4][0]) for entry in found)


class _CheckedBackend(httpcore.AsyncNetworkBackend):
    """Where every new connection of the pool passes: resolves, checks, and connects to what it checked."""

    def __init__(self, allow: Sequence[IPNetwork], connector: Connector, resolver: Resolver) -> None:
        self._allow = tuple(allow)
        self._connector = connector
        self._resolver = resolver

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        addresses = await self._checked_addresses(host)
        share = None if timeout is None else timeout / len(addresses)
        for address in addresses[:-1]:
            try:
                return await self._connector(address, port, share)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await self._connector(addresses[-1], port, share)

    async def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.AsyncNetworkStream:
        raise EgressRefused("Unix sockets may not be called.")

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    async def _checked_addresses(self, host: str) -> Sequence[IPAddress]:
        literal = literal_address(host)
        try:
            addresses = [literal] if literal is not None else await self._resolver(host)
        except (OSError, UnicodeError) as error:
            raise EgressFailed(f"{host} cannot be resolved.") from error
        if not addresses:
            raise EgressFailed(f"{host} has no address.")
        if not all(is_reachable(address, self._allow) for address in addresses):
            # The address itself stays unsaid: it would map the inner network for whoever asks.
            raise EgressRefused(
                f"{host} is, or resolves to, an address that is not public. An operator can allow its network."
            )
        return addresses


async def _connect(address: IPAddress, port: int, timeout: float | None) -> httpcore.AsyncNetworkStream:
    return await httpcore.AnyIOBackend().connect_tcp(str(address), port, timeout=timeout)


def _build_request(
    method: str,
    url: str,
    headers: Mapping[str, str],
    params: Mapping[str, str | Sequence[str]] | None,
    content: bytes | None,
) -> _Request:
    method = method.upper()
    if not _METHOD.fullmatch(method) or method == "CONNECT":
        raise EgressRefused("This is no method an outgoing request may use.")
    parsed = _parse_url(url)
    if params:
        parsed = parsed.copy_merge_params(params)
    try:
        kept = httpx.Headers(
            [pair for pair in headers.items() if pair[0].lower() not in _NOT_FOR_CALLERS], encoding="utf-8"
        )
    except (TypeError, ValueError) as error:
        raise EgressRefused("A header of the outgoing request is not valid.") from error
    return _Request(method, parsed, kept, content)


def _parse_url(url: str, base: httpx.URL | None = None) -> httpx.URL:
    """The absolute http or https URL without its fragment; raises EgressRefused for anything else."""
    try:
        parsed = httpx.URL(url) if base is None else base.join(url)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise EgressRefused("This is no valid URL.") from error
    if parsed.scheme not in ("http", "https"):
        raise EgressRefused("Only http and https URLs may be called.")
    if parsed.userinfo:
        raise EgressRefused("Put credentials in a header, not in the URL.")
    host = parsed.raw_host.decode("ascii")
    if not _HOST_NAME.fullmatch(host) and (":" not in host or "%" in host or literal_address(host) is None):
        raise EgressRefused("The URL names no valid host.")
    if parsed.port is not None and not 0 < parsed.port < 65536:
        raise EgressRefused("The URL names no valid port.")
    return parsed.copy_with(fragment=None)


def _redirect(request: _Request, status: int, location: str) -> _Request:
    """The request that follows a redirect, with the method by RFC 9110 section 15.4."""
    url = _parse_url(location, base=request.url)
    headers, method, content = request.headers.copy(), request.method, request.content
    if (status == 303 and method != "HEAD") or (status in (301, 302) and method == "POST"):
        method, content = "GET", None
        for name in [name for name in headers if name.startswith("content-")]:
            del headers[name]
    if _origin(url) != _origin(request.url):
        for name in [name for name in headers if name not in _CROSSES_ORIGINS]:
            del headers[name]
    return _Request(method, url, headers, content)


def _server(url: httpx.URL) -> str:
    """Host and port as people know them: the port only where it is not the scheme's own."""
    return url.netloc.decode("ascii")


def _origin(url: httpx.URL) -> tuple[str, str, int]:
    return url.scheme, url.host, url.port or (443 if url.scheme == "https" else 80)

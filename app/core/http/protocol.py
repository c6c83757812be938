"""The HTTP connection: cuts clients that stall or send too much outside the reach of ASGI, sends cached responses."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, NamedTuple, cast

import httptools
import structlog
from starlette.types import Scope
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from app.core.errors import OnefoldError, problem_body
from app.core.http.head import MAX_HEAD_BYTES, MalformedRequest, check_head, check_trailers, too_much
from app.core.http.request_id import read_request_id
from app.core.http.slow_readers import ReadingWatch

log = structlog.get_logger("onefold.core.http.protocol")


class RawResponse(NamedTuple):
    """An answer that is ready: its header lines as HTTP/1.1 writes them, Content-Length among them, and its body."""

    status: int
    head: bytes
    body: bytes


@dataclass(frozen=True, slots=True)
class EarlyResponses:
    """What is asked for each request before the app is; None means that the app must answer."""

    find: Callable[[Scope], RawResponse | None]


class HttpProtocol(HttpToolsProtocol):
    """uvicorn's HTTP protocol with the limits it lacks; pass it as `uvicorn.run(http=…)`.

    uvicorn limits only how long a connection idles between two requests, so a client that sends half a
    header, or never reads its answer, would stay forever, and one that sends headers without end would fill the
    memory. Slow bodies are `BodyLimitMiddleware`'s. What is no request, or too large a head, is answered here with a
    problem of its own, since no middleware ever sees it; then the connection is closed.

    The app's `EarlyResponses`, where it has some, are asked for each request before the app is: an answer they have
    goes out in one write, without a task, for a third of what the shortest way through ASGI costs
    (docs/adr/0004-kept-pages-go-out-from-the-connection.md).
    """

    header_seconds: ClassVar[float] = 15.0
    """From the first byte of a request, or the connection, to the end of its headers."""
    read_seconds: ClassVar[float] = 15.0
    """How long a client may take fewer than 500 bytes a second of an answer that waits for it."""
    linger_seconds: ClassVar[float] = 1.0
    """How long a refused client may go on sending, so that it reads the refusal before its connection is reset."""

    _header_timer: asyncio.TimerHandle | None = None
    _linger_timer: asyncio.TimerHandle | None = None
    _headers_came = False
    _part: Literal["", "head", "body"] = ""
    _progressed = False
    _stalled_bytes = 0  # came in whole reads since something was complete: a part of a head or of trailers
    _refusal: OnefoldError | None = None
    _started: RequestResponseCycle | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        resources = getattr(self.app, "resources", None)
        self._early: EarlyResponses | None = None if resources is None else resources[EarlyResponses]

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)  # type: ignore[arg-type]
        self._reading = ReadingWatch(self.transport, self.loop, self.read_seconds)
        self._await_headers()

    def data_received(self, data: bytes) -> None:
        if self._refusal is not None:
            return
        self._unset_keepalive_if_required()
        self._headers_came = self._progressed = False
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            if self._should_upgrade():
                self.handle_websocket_upgrade()
            else:
                self._unsupported_upgrade_warning()
        except httptools.HttpParserError as error:
            cause = error.__context__
            self._refuse(cause if isinstance(cause, OnefoldError) else MalformedRequest("It cannot be parsed."))
            return
        self._stalled_bytes = 0 if self._progressed else self._stalled_bytes + len(data)
        if self._stalled_bytes > MAX_HEAD_BYTES:
            self._refuse(too_much(self.url if self._part == "head" else b""))
            return
        # Mostly a whole request came at once. Other bytes after an answer are the beginning of the next, or blank
        # lines and a refused body, which begin none.
        if not self._headers_came and self._header_timer is None and self._is_idle:
            self._await_headers()

    @property
    def _is_idle(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def on_message_begin(self) -> None:
        self._progressed = True
        self._part = "head"
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._headers_came = self._progressed = True
        self._part = "body"
        self._stop_header_timer()
        check_head(self.parser.get_http_version(), self.url, self.headers)
        super().on_headers_complete()
        if not self.parser.should_upgrade():
            # For the trailers: the headers have been judged, and none may join them (RFC 9110 section 6.5.1).
            self.headers = []

    def on_chunk_header(self) -> None:
        self._progressed = True

    def on_body(self, body: bytes) -> None:
        self._progressed = True
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._progressed = True
        if self.headers and self.headers is not self.scope["headers"]:
            check_trailers(self.headers)
        self._part = ""
        super().on_message_complete()

    def _refuse(self, error: OnefoldError) -> None:
        """Take nothing more from this connection; answer, unless an answer to something else is under way."""
        self._refusal = error
        self._stop_header_timer()
        active = self._started if self._started is not None and not self._started.response_complete else None
        if active is not None and not (active is self.cycle and active.more_body):
            # What is refused came behind a request that is being answered: that answer is the connection's last.
            active.keep_alive = False
            self.pipeline.clear()
            return
        if active is not None:
            active.disconnected = True
            active.message_event.set()
        if active is None or not active.response_started:
            self.transport.write(self._write_refusal(error))
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self._linger_timer = self.loop.call_later(self.linger_seconds, self.transport.abort)

    def _write_refusal(self, error: OnefoldError) -> bytes:
        request_id = read_request_id(self.scope["headers"] if self._part else ())
        log.info(
            "request_refused",
            code=error.code,
            status=error.status,
            request_id=request_id,
            client_ip=self.client[0] if self.client else None,
        )
        body = json.dumps(problem_body(error, request_id)).encode()
        headers = [
            *self.server_state.default_headers,
            (b"content-type", b"application/problem+json"),
            (b"content-length", str(len(body)).encode()),
            (b"cache-control", b"no-store"),
            (b"x-request-id", request_id.encode()),
            (b"connection", b"close"),
        ]
        lines = [STATUS_LINE[error.status], *(b"%b: %b\r\n" % pair for pair in headers), b"\r\n", body]
        return b"".join(lines)

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        self._started = cycle
        # Behind others in the pipeline, or for a client that does not read, the app takes its turn as ever.
        if self._early is not None and app is self.app and not self.pipeline and not self.flow.write_paused:
            cached = self._early.find(cast(Scope, cycle.scope))
            if cached is not None:
                self._send_cached(cycle, cached)
                return
        super()._start_asgi_task(cycle, app)

    def _send_cached(self, cycle: RequestResponseCycle, cached: RawResponse) -> None:
        head = [STATUS_LINE[cached.status]]
        for name, value in cycle.default_headers:
            head += (name, b": ", value, b"\r\n")
        head += (cached.head, b"\r\n" if cycle.keep_alive else b"connection: close\r\n\r\n")
        self.transport.writelines((b"".join(head), cached.body))
        cycle.response_started = cycle.response_complete = True
        if not cycle.keep_alive:
            self.transport.close()
        self.on_response_complete()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._reading.begin()

    def on_response_complete(self) -> None:
        # The answer may be shorter than what pauses writing, and wait all the same.
        self._reading.begin()
        super().on_response_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_header_timer()
        self._reading.stop()
        if self._linger_timer is not None:
            self._linger_timer.cancel()
        super().connection_lost(exc)

    def _await_headers(self) -> None:
        self._header_timer = self.loop.call_later(self.header_seconds, self.transport.abort)

    def _stop_header_timer(self) -> None:
        if self._header_timer is not None:
            self._header_timer.cancel()
            self._header_timer = None

"""The HTTP connection: cuts clients that stall outside the reach of ASGI, and sends kept answers at once."""

import asyncio
from collections.abc import Callable
from typing import Any, ClassVar, NamedTuple, cast

from starlette.types import Scope
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle


class RawAnswer(NamedTuple):
    """An answer that is ready: its header lines as HTTP/1.1 writes them, Content-Length among them, and its body."""

    status: int
    head: bytes
    body: bytes


class HttpProtocol(HttpToolsProtocol):
    """uvicorn's HTTP protocol with the two time limits it lacks; pass it as `uvicorn.run(http=…)`.

    uvicorn limits only how long a connection idles between two requests, so a client that sends half a
    header, or never reads its answer, would stay for ever. Slow bodies are `BodyLimitMiddleware`'s.

    `app.state.find_kept`, where there is one, is asked for each request before the app is: an answer it has goes out
    in one write, without a task, for a third of what the shortest way through ASGI costs (docs/adr/0004).
    """

    header_seconds: ClassVar[float] = 15.0
    """From the first byte of a request, or the connection, to the end of its headers."""
    write_seconds: ClassVar[float] = 60.0
    """How long a full send buffer may wait for the client to read; as nginx's `send_timeout`."""

    _header_timer: asyncio.TimerHandle | None = None
    _write_timer: asyncio.TimerHandle | None = None
    _headers_came = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state = getattr(self.app, "state", None)
        self._find_kept: Callable[[Scope], RawAnswer | None] | None = getattr(state, "find_kept", None)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)  # type: ignore[arg-type]
        self._await_headers()

    def data_received(self, data: bytes) -> None:
        self._headers_came = False
        super().data_received(data)
        # Mostly a whole request came at once. Other bytes after an answer are the beginning of the next, or blank
        # lines and a refused body, which begin none.
        if not self._headers_came and self._header_timer is None and self._is_idle:
            self._await_headers()

    @property
    def _is_idle(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def on_headers_complete(self) -> None:
        self._headers_came = True
        self._stop_header_timer()
        super().on_headers_complete()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        # Behind others in the pipeline, or for a client that does not read, the app takes its turn as ever.
        if self._find_kept is not None and app is self.app and not self.pipeline and not self.flow.write_paused:
            kept = self._find_kept(cast(Scope, cycle.scope))
            if kept is not None:
                self._send_kept(cycle, kept)
                return
        super()._start_asgi_task(cycle, app)

    def _send_kept(self, cycle: RequestResponseCycle, kept: RawAnswer) -> None:
        head = [STATUS_LINE[kept.status]]
        for name, value in cycle.default_headers:
            head += (name, b": ", value, b"\r\n")
        head += (kept.head, b"\r\n" if cycle.keep_alive else b"connection: close\r\n\r\n")
        self.transport.writelines((b"".join(head), kept.body))
        cycle.response_started = cycle.response_complete = True
        if not cycle.keep_alive:
            self.transport.close()
        self.on_response_complete()

    def pause_writing(self) -> None:
        super().pause_writing()
        if self._write_timer is None:
            self._write_timer = self.loop.call_later(self.write_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        self._stop_write_timer()
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_header_timer()
        self._stop_write_timer()
        super().connection_lost(exc)

    def _await_headers(self) -> None:
        self._header_timer = self.loop.call_later(self.header_seconds, self.transport.abort)

    def _stop_header_timer(self) -> None:
        if self._header_timer is not None:
            self._header_timer.cancel()
            self._header_timer = None

    def _stop_write_timer(self) -> None:
        if self._write_timer is not None:
            self._write_timer.cancel()
            self._write_timer = None

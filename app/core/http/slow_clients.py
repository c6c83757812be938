"""Closes connections whose client stalls outside the reach of ASGI: in the headers, or while reading."""

import asyncio
from typing import ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol


class SlowClientProtocol(HttpToolsProtocol):
    """uvicorn's HTTP protocol with the two time limits it lacks; pass it as `uvicorn.run(http=…)`.

    uvicorn limits only how long a connection idles between two requests, so a client that sends half a
    header, or never reads its answer, would stay for ever. Slow bodies are `BodyLimitMiddleware`'s.
    """

    header_seconds: ClassVar[float] = 15.0
    """From the first byte of a request, or the connection, to the end of its headers."""
    write_seconds: ClassVar[float] = 60.0
    """How long a full send buffer may wait for the client to read; as nginx's `send_timeout`."""

    _header_timer: asyncio.TimerHandle | None = None
    _write_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)  # type: ignore[arg-type]
        self._await_headers()

    def data_received(self, data: bytes) -> None:
        # Bytes after an answer are the next request, or blank lines and a refused body, which begin none.
        if self._header_timer is None and (self.cycle is None or self.cycle.response_complete):
            self._await_headers()
        super().data_received(data)

    def on_headers_complete(self) -> None:
        self._stop_header_timer()
        super().on_headers_complete()

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

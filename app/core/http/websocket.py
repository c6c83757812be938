"""The WebSocket connection: uvicorn's, with clients cut that do not read, and without their tickets in the log."""

import asyncio
import logging
from typing import Any, ClassVar

from uvicorn._types import ASGISendEvent
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from app.core.http.slow_readers import ReadingWatch

MAX_MESSAGE_BYTES = 64 * 1024
"""Of what a client sends; our sockets read nothing."""

MAX_UNREAD_BYTES = 256 * 1024
"""Of answers to a client's pings that it does not read."""


class _WithoutQueries(logging.Logger):
    """Passes on what uvicorn logs, paths without their query strings: they can hold tickets."""

    def __init__(self, logger: logging.Logger) -> None:
        super().__init__(logger.name, logger.level)
        self.parent = logger

    def info(self, msg: object, *args: object, **kwargs: Any) -> None:
        """Log the message with its values cut at the question mark."""
        cut = (value.partition("?")[0] if isinstance(value, str) else value for value in args)
        super().info(msg, *cut, **kwargs)


class WebSocketProtocol(WebSocketsSansIOProtocol):
    """Pass it as `uvicorn.run(ws=…)`.

    uvicorn closes a client that answers no ping in the polite way, which waits until the client has read what was
    sent before: forever, where it does not read.
    """

    read_seconds: ClassVar[float] = 15.0
    """How long a client may take fewer than 500 bytes a second of what waits for it."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self.logger = _WithoutQueries(self.logger)
        self._reading = ReadingWatch(self.transport, self.loop, self.read_seconds)

    def connection_lost(self, exc: Exception | None) -> None:
        self._reading.stop()
        super().connection_lost(exc)

    async def send(self, message: ASGISendEvent) -> None:
        await super().send(message)
        self._reading.begin()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._reading.begin()

    def keepalive_timeout(self) -> None:
        super().keepalive_timeout()
        self._reading.begin()

    def handle_ping(self) -> None:
        super().handle_ping()
        # Each ping asks for an answer, so whoever sends them without reading would fill the memory.
        if self.transport.get_write_buffer_size() > MAX_UNREAD_BYTES:
            self.transport.abort()

    def send_receive_event_to_app(self) -> None:
        if self.curr_msg_data_type == "text" and not self.close_sent:
            try:
                b"".join(self.frames).decode()
            except UnicodeDecodeError:
                self.frames = []
                self.conn.send_close(1007, "This text is not UTF-8.")
                self.handle_parser_exception()
                return
        super().send_receive_event_to_app()

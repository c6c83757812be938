"""Cuts connections whose client does not read what it asked for."""

import asyncio
import socket
import struct
from typing import cast

MIN_BYTES_PER_SECOND = 500
_BYTES_ACKED = slice(120, 128)  # tcpi_bytes_acked of struct tcp_info (linux/tcp.h), since Linux 4.1


class ReadingWatch:
    """Aborts a connection that has bytes waiting of which the client takes fewer than 500 a second, over `seconds`.

    What the client took is what its TCP acknowledged, since a buffer of the kernel's stands between us and it: a slow
    line that drains megabytes of it for a minute is no client that does not read. Where the kernel does not say, the
    connection is cut when the same bytes have waited for `seconds` while nothing more could be written.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop, seconds: float) -> None:
        self._transport = transport
        self._loop = loop
        self._seconds = seconds
        self._taken = 0
        self._timer: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        """Look from now on, if anything waits; call it after writing. Ends by itself when nothing waits any more."""
        if self._timer is None and self._transport.get_write_buffer_size():
            self._taken = self._count_taken()
            self._timer = self._loop.call_later(self._seconds, self._check)

    def stop(self) -> None:
        """The connection is gone."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _check(self) -> None:
        self._timer = None
        if not self._transport.get_write_buffer_size():
            return
        if self._count_taken() - self._taken < MIN_BYTES_PER_SECOND * self._seconds:
            self._transport.abort()
            return
        self.begin()

    def _count_taken(self) -> int:
        """Return how many bytes the client has acknowledged so far."""
        connection = cast(socket.socket, self._transport.get_extra_info("socket"))
        try:
            info = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 192)
        except (AttributeError, OSError):  # no TCP, or not Linux
            return -self._transport.get_write_buffer_size()
        return int(struct.unpack("=Q", info[_BYTES_ACKED])[0])

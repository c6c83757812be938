"""A pytest plugin: a real uvicorn on loopback, for behaviour that needs a socket."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest_asyncio
import uvicorn
from starlette.types import ASGIApp

from app.core.http.protocol import HttpProtocol
from app.core.http.websocket import MAX_MESSAGE_BYTES, WebSocketProtocol

Serve = Callable[..., Awaitable[int]]
# What app.cli.serve chooses; uvicorn's own middleware for proxies would hide the app from the connection.
AS_ONEFOLD: dict[str, Any] = {
    "http": HttpProtocol,
    "ws": WebSocketProtocol,
    "ws_max_size": MAX_MESSAGE_BYTES,
    "proxy_headers": False,
    "server_header": False,
}


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


@pytest_asyncio.fixture
async def serve() -> AsyncIterator[Serve]:
    """Serves ASGI apps on loopback until the test ends; answers the port."""
    running: list[tuple[_Server, asyncio.Task[None], socket.socket]] = []

    async def start(app: ASGIApp, **options: Any) -> int:
        listener = socket.create_server(("127.0.0.1", 0))
        config = uvicorn.Config(app, log_config=None, lifespan="off", **options)
        server = _Server(config)
        task = asyncio.create_task(server.serve(sockets=[listener]))
        running.append((server, task, listener))
        await server.ready.wait()
        return int(listener.getsockname()[1])

    yield start
    for server, _, _ in running:
        server.should_exit = True
        server.force_exit = True
    for server, task, listener in running:
        await task
        listener.close()
        for connection in server.server_state.connections:  # what it was still sending when it was told to end
            if connection.transport is not None:
                connection.transport.abort()
    await asyncio.sleep(0)


@asynccontextmanager
async def dial(port: int) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """A raw connection to a served app, closed for certain when the block ends.

    `close()` alone waits for what the server never read, which may be longer than the test's loop lives.
    """
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        yield reader, writer
    finally:
        writer.transport.abort()
        with suppress(ConnectionError):
            await writer.wait_closed()

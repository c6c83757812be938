"""A pytest plugin: a real uvicorn on loopback, for behaviour that needs a socket."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
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
    for _, task, listener in running:
        await task
        listener.close()

"""Clients that do not read what they asked for are cut, over a real port; those that read slowly are not."""

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from fastapi import FastAPI, WebSocket, WebSocketDisconnect
from starlette.responses import PlainTextResponse

from app.core.http.protocol import HttpProtocol
from app.core.http.websocket import WebSocketProtocol
from tests.serving import AS_ONEFOLD, Serve


class _HastyHttp(HttpProtocol):
    read_seconds = 0.3


class _HastyWebSocket(WebSocketProtocol):
    read_seconds = 0.3


HASTY: dict[str, Any] = AS_ONEFOLD | {"http": _HastyHttp, "ws": _HastyWebSocket}
UPGRADE = (
    b"GET /ws HTTP/1.1\r\nHost: test\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)


def dial(port: int, request: bytes) -> socket.socket:
    """Return a connection with the smallest buffer there is, its request sent."""
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.connect(("127.0.0.1", port))
    connection.sendall(request)
    return connection


def chatting(how_long: Callable[[], bool], gone: asyncio.Event) -> FastAPI:
    """An app whose WebSocket sends while `how_long()` says so, then is silent."""
    app = FastAPI()

    @app.websocket("/ws")
    async def chat(websocket: WebSocket) -> None:
        await websocket.accept()
        try:
            while how_long():
                await websocket.send_text("x" * 10_000)
            await websocket.receive_text()
        except WebSocketDisconnect:
            gone.set()

    return app


@pytest.mark.timeout(20)
@pytest.mark.parametrize("kind", ["sends on", "is silent"])
async def test_a_websocket_client_that_does_not_read_is_cut(serve: Serve, kind: str) -> None:
    gone, sent = asyncio.Event(), 0

    def how_long() -> bool:
        nonlocal sent
        sent += 1
        return kind == "sends on" or sent < 600  # 6 MB: more than the kernel keeps for it

    app = chatting(how_long, gone)
    port = await serve(app, **HASTY)
    with dial(port, UPGRADE):
        await gone.wait()
        if kind == "sends on":
            assert sent < 1000, "a client that does not read is sent no more"


@pytest.mark.timeout(20)
async def test_pings_without_reading_do_not_fill_the_memory(serve: Serve) -> None:
    gone = asyncio.Event()

    class Patient(WebSocketProtocol):
        read_seconds = 1000.0

    port = await serve(chatting(lambda: False, gone), **HASTY | {"ws": Patient})
    ping = b"\x89\xfd\0\0\0\0" + b"x" * 125
    with dial(port, UPGRADE) as connection:
        connection.setblocking(False)
        loop = asyncio.get_running_loop()
        with suppress(ConnectionError):  # the cut, where it is seen here before the app knows
            while not gone.is_set():
                await loop.sock_sendall(connection, ping * 1000)
        await gone.wait()


@pytest.mark.timeout(20)
@pytest.mark.parametrize("size", [10_000_000, 3_000_000])
async def test_an_http_client_that_does_not_read_is_cut(serve: Serve, size: int) -> None:
    """Also when all of the answer was handed over, so that nothing waits but the bytes themselves."""
    lost = asyncio.Event()

    class Observed(_HastyHttp):
        def connection_lost(self, exc: Exception | None) -> None:
            super().connection_lost(exc)
            lost.set()

    port = await serve(PlainTextResponse("x" * size), **HASTY | {"http": Observed})
    with dial(port, b"GET / HTTP/1.1\r\nHost: test\r\n\r\n"):
        await lost.wait()


async def test_a_client_that_reads_slowly_gets_it_all(serve: Serve) -> None:
    size = 600_000
    port = await serve(PlainTextResponse("x" * size), **HASTY)
    connection = dial(port, b"GET / HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n")
    connection.setblocking(False)
    loop, received = asyncio.get_running_loop(), 0
    with connection:
        while chunk := await loop.sock_recv(connection, 20_000):
            received += len(chunk)
            await asyncio.sleep(0.01)
    assert received > size

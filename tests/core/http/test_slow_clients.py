import asyncio
import socket

import httpx
import pytest
from fastapi import FastAPI, WebSocket
from starlette.responses import PlainTextResponse
from websockets.asyncio.client import connect

from app.cli.serve import server_config
from app.core.http.protocol import HttpProtocol
from tests.serving import Serve, dial

REQUEST = b"GET / HTTP/1.1\r\nHost: test\r\n\r\n"


class _Hasty(HttpProtocol):
    header_seconds = 0.1
    read_seconds = 0.1


async def _answer(port: int, *parts: bytes) -> bytes:
    """What comes back until the server closes; the test hangs, and fails, where it does not."""
    async with dial(port) as (reader, writer):
        for part in parts:
            writer.write(part)
            await writer.drain()
        try:
            return await reader.read()
        except ConnectionResetError:
            return b""


@pytest.mark.timeout(20)
@pytest.mark.parametrize("sent", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: te", b"\r\n\r\n"])
async def test_headers_that_do_not_end_are_cut(serve: Serve, sent: bytes) -> None:
    port = await serve(PlainTextResponse("ok"), http=_Hasty)

    assert await _answer(port, sent) == b""


@pytest.mark.timeout(20)
@pytest.mark.parametrize("after", [b"GET / HT", b"\r\n"])
async def test_a_second_request_that_does_not_end_is_cut(serve: Serve, after: bytes) -> None:
    port = await serve(PlainTextResponse("ok"), http=_Hasty, timeout_keep_alive=60)
    async with dial(port) as (reader, writer):
        writer.write(REQUEST)
        await reader.readuntil(b"ok")
        writer.write(after)

        with pytest.raises((asyncio.IncompleteReadError, ConnectionResetError)):
            await reader.readexactly(1)


@pytest.mark.timeout(20)
async def test_bytes_that_begin_no_request_do_not_hold_the_connection(serve: Serve) -> None:
    port = await serve(PlainTextResponse("ok"), http=_Hasty, timeout_keep_alive=60)
    async with dial(port) as (reader, writer):
        writer.write(REQUEST)
        await reader.readuntil(b"ok")

        async def drip() -> None:
            while True:
                writer.write(b"\r\n")
                await asyncio.sleep(0.02)

        dripping = asyncio.create_task(drip())
        with pytest.raises((asyncio.IncompleteReadError, ConnectionResetError)):
            await reader.readexactly(1)
        dripping.cancel()


async def test_a_slow_app_and_a_kept_connection_are_not_cut(serve: Serve) -> None:
    async def app(scope, receive, send):
        await asyncio.sleep(_Hasty.header_seconds * 2)
        await PlainTextResponse("ok")(scope, receive, send)

    port = await serve(app, http=_Hasty, timeout_keep_alive=60)
    async with dial(port) as (reader, writer):
        for _ in range(2):
            writer.write(REQUEST)
            assert (await reader.readuntil(b"ok")).startswith(b"HTTP/1.1 200")
            await asyncio.sleep(_Hasty.header_seconds * 2)


@pytest.mark.timeout(20)
async def test_a_client_that_does_not_read_is_cut(serve: Serve) -> None:
    gone = asyncio.Event()

    async def endless(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        while (await _disconnected(receive)) is False:
            await send({"type": "http.response.body", "body": b"x" * 65536, "more_body": True})
        gone.set()

    async def _disconnected(receive) -> bool:
        try:
            async with asyncio.timeout(0):
                return (await receive())["type"] == "http.disconnect"
        except TimeoutError:
            return False

    port = await serve(endless, http=_Hasty)
    with socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(REQUEST)
        await gone.wait()


async def test_ordinary_requests_and_websockets_work(serve: Serve) -> None:
    app = FastAPI()

    @app.websocket("/ws")
    async def echo(websocket: WebSocket) -> None:
        await websocket.accept()
        await asyncio.sleep(_Hasty.header_seconds * 2)
        await websocket.send_text(await websocket.receive_text())
        await websocket.close()

    port = await serve(app, http=_Hasty)
    async with httpx.AsyncClient(trust_env=False) as client:
        assert (await client.get(f"http://127.0.0.1:{port}/nowhere")).status_code == 404
    async with connect(f"ws://127.0.0.1:{port}/ws", proxy=None) as websocket:
        await websocket.send("hello")
        assert await websocket.recv() == "hello"


def test_the_server_uses_it() -> None:
    config = server_config(FastAPI())
    config.load()

    assert config.http_protocol_class is HttpProtocol

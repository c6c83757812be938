import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI, Request
from pydantic import BaseModel
from starlette.responses import PlainTextResponse

from app.core.http.body_limit import BodyLimitMiddleware
from app.core.http.request_id import RequestIdMiddleware
from tests.core.http.conftest import ClientFor
from tests.serving import Serve, dial


class _Input(BaseModel):
    text: str


def _app() -> FastAPI:
    app = FastAPI()

    @app.post("/json")
    async def read_json(body: _Input) -> int:
        return len(body.text)

    @app.post("/api/storage/upload")
    @app.post("/raw")
    async def read_raw(request: Request) -> int:
        return len(await request.body())

    @app.post("/unread")
    async def ignore_body() -> PlainTextResponse:
        return PlainTextResponse("not for you", status_code=401)

    return app


def _limited(**options) -> RequestIdMiddleware:
    limits = [("/api/storage/[^/]+$", 1000), ("/api", 50)]
    return RequestIdMiddleware(BodyLimitMiddleware(_app(), default_limit=100, limits=limits, **options))


async def _chunks(*sizes: int) -> AsyncIterator[bytes]:
    for size in sizes:
        yield b"x" * size


def _assert_too_large(response: httpx.Response, limit: int = 100) -> None:
    assert response.status_code == 413
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["connection"] == "close"
    problem = response.json()
    assert problem["code"] == "body_too_large"
    assert str(limit) in problem["detail"]
    assert problem["request_id"] == response.headers["x-request-id"]


@pytest.mark.parametrize("path", ["/raw", "/json", "/unread", "/nowhere"])
async def test_a_declared_length_over_the_limit_never_reaches_the_app(client_for: ClientFor, path) -> None:
    _assert_too_large(await client_for(_limited()).post(path, content=b"x" * 101))


@pytest.mark.parametrize("path", ["/raw", "/json"])
async def test_chunks_are_counted_while_they_arrive(client_for: ClientFor, path) -> None:
    _assert_too_large(await client_for(_limited()).post(path, content=_chunks(60, 60, 60)))


async def test_what_fits_passes(client_for: ClientFor) -> None:
    client = client_for(_limited())

    assert (await client.post("/raw", content=b"x" * 100)).json() == 100
    assert (await client.post("/raw", content=_chunks(50, 50))).json() == 100
    assert (await client.post("/raw")).json() == 0
    assert (await client.post("/json", json={"text": "hello"})).json() == 5


async def test_the_longest_matching_prefix_sets_the_limit(client_for: ClientFor) -> None:
    client = client_for(_limited())

    assert (await client.post("/api/storage/upload", content=b"x" * 1000)).json() == 1000
    _assert_too_large(await client.post("/api/storage/upload", content=b"x" * 1001), limit=1000)
    _assert_too_large(await client.post("/api/other", content=b"x" * 51), limit=50)


async def _talk(port: int, *parts: bytes) -> bytes:
    """What the server answers to raw bytes until it closes the connection."""
    async with dial(port) as (reader, writer):
        for part in parts:
            writer.write(part)
            await writer.drain()
        return await reader.read()


def _head(path: str, *headers: str) -> bytes:
    return "\r\n".join([f"POST {path} HTTP/1.1", "Host: test", *headers, "", ""]).encode()


async def test_a_refused_upload_reads_its_answer_and_is_disconnected(serve: Serve) -> None:
    port = await serve(_limited())
    answer = await _talk(port, _head("/raw", "Content-Length: 3000000"), b"x" * 2_000_000)

    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"body_too_large" in answer


async def test_an_endless_chunked_body_is_cut(serve: Serve) -> None:
    port = await serve(_limited())
    chunk = b"400\r\n" + b"x" * 1024 + b"\r\n"
    answer = await _talk(port, _head("/raw", "Transfer-Encoding: chunked"), chunk, chunk)

    assert answer.startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize("path", ["/raw", "/json"])
async def test_a_client_that_stops_sending_is_cut(serve: Serve, path: str) -> None:
    # However much it sent before: at this rate its first bytes would allow it 900 s.
    port = await serve(_limited(idle_seconds=0.1, min_bytes_per_second=0.01))
    async with asyncio.timeout(30):
        answer = await _talk(port, _head(path, "Content-Length: 50"), b"only this")

    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"request_body_timeout" in answer
    assert b"connection: close" in answer


async def test_a_connection_whose_body_was_read_is_kept(client_for: ClientFor) -> None:
    client = client_for(_limited())
    assert "connection" not in (await client.post("/raw", content=b"x")).headers
    assert (await client.post("/unread", content=b"x")).headers["connection"] == "close"


async def test_a_client_that_drips_is_cut(client_for: ClientFor) -> None:
    async def drip() -> AsyncIterator[bytes]:
        while True:
            await asyncio.sleep(0.02)
            yield b"x"

    app = _limited(idle_seconds=0.2, min_bytes_per_second=1000)
    response = await client_for(app).post("/api/storage/upload", content=drip())

    assert response.status_code == 408


async def test_a_slow_client_with_a_fair_rate_is_not_cut(client_for: ClientFor) -> None:
    async def steady() -> AsyncIterator[bytes]:
        for _ in range(12):
            await asyncio.sleep(0.1)
            yield b"x" * 8

    # Together longer than the idle time; each pause far below it, and the rate far above the limit.
    app = _limited(idle_seconds=1, min_bytes_per_second=10)
    response = await client_for(app).post("/raw", content=steady())

    assert response.json() == 96


async def test_the_time_the_app_takes_is_not_held_against_the_client(client_for: ClientFor) -> None:
    async def slow_reader(scope, receive, send):
        more = True
        while more:
            await asyncio.sleep(0.1)
            more = (await receive()).get("more_body", False)
        await PlainTextResponse("read")(scope, receive, send)

    app = BodyLimitMiddleware(slow_reader, idle_seconds=0.15)
    response = await client_for(app).post("/", content=_chunks(1, 1, 1))

    assert response.text == "read"


async def test_an_answer_ahead_of_the_body_closes_the_connection(serve: Serve) -> None:
    port = await serve(_limited())
    answer = await _talk(port, _head("/unread", "Content-Length: 50"), b"only this")

    assert answer.startswith(b"HTTP/1.1 401 ")
    assert b"connection: close" in answer


async def test_requests_without_a_body_keep_their_connection(client_for: ClientFor) -> None:
    response = await client_for(_limited()).post("/unread")

    assert response.status_code == 401
    assert "connection" not in response.headers

"""Heads that are no HTTP, or too large, over a real port: one problem with a code, then the connection is closed."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI, Request
from starlette.responses import PlainTextResponse

from app.core.http.head import MAX_HEAD_BYTES, MAX_HEADERS, MAX_URL_BYTES
from tests.servers import OnefoldServer
from tests.serving import AS_ONEFOLD, Serve, dial

HOST = b"Host: test\r\n"
CHUNKED = b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n"
UPGRADE = b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n"


async def exchange(port: int, *parts: bytes) -> bytes:
    """Return all that comes back until the server closes; the test hangs, and fails, where it does not."""
    async with dial(port) as (reader, writer):
        received = asyncio.create_task(reader.read())
        try:
            for part in parts:
                writer.write(part)
                await writer.drain()
        except ConnectionError:
            pass
        return await received


def read_problem(answer: bytes) -> tuple[int, str]:
    """Return status and code of the one answer, which has to be a whole problem."""
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = head.decode().lower().split("\r\n")
    fields = dict(line.split(": ", 1) for line in lines[1:])
    assert fields["content-type"] == "application/problem+json"
    assert fields["connection"] == "close"
    assert int(fields["content-length"]) == len(body), "exactly one answer"
    problem = json.loads(body)
    assert problem["request_id"] == fields["x-request-id"]
    assert problem["status"] == int(lines[0].split()[1])
    return problem["status"], problem["code"]


async def ok(scope, receive, send):
    """Reads the body, then answers."""
    await Request(scope, receive).body()
    await PlainTextResponse("ok")(scope, receive, send)


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (b"GET / HTTP/1.1\r\n\r\n", (400, "malformed_request")),
        (b"GET / HTTP/1.1\r\n" + HOST + HOST + b"\r\n", (400, "malformed_request")),
        (b"GET / HTTP/1.1\r\nHost: a b\r\n\r\n", (400, "malformed_request")),
        (b"GET / HTTP/1.1\r\n" + UPGRADE + b"\r\n", (400, "malformed_request")),
        (b"GET / HTTP/1.1\r\n" + HOST + UPGRADE + b"X: " + b"x" * 70_000 + b"\r\n\r\n", (431, "headers_too_large")),
        (b"GET / HTTP/2.0\r\n" + HOST + b"\r\n", (505, "http_version_unsupported")),
        (b"NONSENSE\r\n\r\n", (400, "malformed_request")),
        (b"GET / HTTP/1.1\r\n" + HOST + b"X Y: z\r\n\r\n", (400, "malformed_request")),
        (
            b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
            (501, "transfer_coding_unsupported"),
        ),
        (
            b"POST / HTTP/1.0\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            (400, "malformed_request"),
        ),
        (b"GET / HTTP/1.1\r\n" + HOST + b"X: y\r\n" * MAX_HEADERS + b"\r\n", (431, "headers_too_large")),
        (b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"y" * MAX_HEAD_BYTES + b"\r\n\r\n", (431, "headers_too_large")),
        (b"GET /" + b"a" * MAX_URL_BYTES + b" HTTP/1.1\r\n" + HOST + b"\r\n", (414, "url_too_long")),
        (CHUNKED + b"X: " + b"y" * MAX_HEAD_BYTES + b"\r\n\r\n", (431, "headers_too_large")),
    ],
)
async def test_a_wrong_head_is_a_problem_and_the_end(serve: Serve, sent: bytes, expected: tuple[int, str]) -> None:
    port = await serve(ok, **AS_ONEFOLD)
    assert read_problem(await exchange(port, sent)) == expected
    # The same a byte at a time would take too long; in two parts, so that no limit hangs on one read.
    assert read_problem(await exchange(port, sent[:20], sent[20:])) == expected


async def test_what_is_just_within_the_limits_is_answered(serve: Serve) -> None:
    port = await serve(ok, **AS_ONEFOLD)
    url = b"GET /" + b"a" * (MAX_URL_BYTES - 1) + b" HTTP/1.1\r\nConnection: close\r\n" + HOST
    many = b"X: y\r\n" * (MAX_HEADERS - 2)
    answer = await exchange(port, url + many + b"\r\n")
    assert answer.startswith(b"HTTP/1.1 200")
    old = await exchange(port, b"GET / HTTP/1.0\r\n\r\n")
    assert old.startswith(b"HTTP/1.1 200"), "HTTP/1.0 needs no Host"


async def test_the_callers_request_id_is_kept(serve: Serve) -> None:
    port = await serve(ok, **AS_ONEFOLD)
    answer = await exchange(port, b"GET / HTTP/1.1\r\nX-Request-ID: mine\r\n\r\n")
    assert b"x-request-id: mine\r\n" in answer


async def test_trailers_do_not_join_the_headers(serve: Serve) -> None:
    app = FastAPI()

    @app.post("/")
    async def names(request: Request) -> list[str]:
        await request.body()
        return [name.decode() for name, _ in request.scope["headers"]]

    port = await serve(app, **AS_ONEFOLD)
    answer = await exchange(port, CHUNKED.replace(HOST, HOST + b"Connection: close\r\n") + b"X-Late: 1\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 200")
    assert b"x-late" not in answer


async def test_an_answer_under_way_is_not_cut_by_what_comes_behind_it(serve: Serve) -> None:
    began, go_on = asyncio.Event(), asyncio.Event()

    async def slow(scope, receive, send):
        began.set()
        await go_on.wait()
        await PlainTextResponse("ok")(scope, receive, send)

    port = await serve(slow, **AS_ONEFOLD)
    received = asyncio.create_task(exchange(port, b"GET / HTTP/1.1\r\n" + HOST + b"\r\n", b"NONSENSE\r\n\r\n"))
    await began.wait()
    await asyncio.sleep(0)
    go_on.set()
    answer = await asyncio.wait_for(received, 10)
    assert answer.startswith(b"HTTP/1.1 200")
    assert answer.endswith(b"ok")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OnefoldServer]:
    folder = tmp_path_factory.mktemp("head")
    with OnefoldServer(folder, f"sqlite:///{folder / 'onefold.db'}") as server:
        yield server


def memory_of(pid: int, field: str) -> int:
    """Return a field of /proc/…/status in bytes."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(field))


FLOOD = [b"X-Abc: abcdefghijk\r\n" * 50_000] * 60  # 60 MB


@pytest.mark.slow
@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ([b"GET /healthz HTTP/1.1\r\n" + HOST, *FLOOD], b"headers_too_large"),
        ([b"GET /healthz HTTP/1.1\r\n" + HOST + b"X: ", *[b"x" * 1_000_000] * 60], b"headers_too_large"),
        ([b"GET /", *[b"a" * 1_000_000] * 60], b"url_too_long"),
        ([CHUNKED.replace(b"/", b"/api/auth/login", 1), *FLOOD], b"headers_too_large"),
    ],
    ids=["many headers", "one header", "url", "trailers"],
)
async def test_sixty_megabytes_take_no_memory(server: OnefoldServer, parts: list[bytes], code: bytes) -> None:
    pid = server.process.pid
    await exchange(server.port, b"GET /healthz HTTP/1.1\r\nConnection: close\r\n" + HOST + b"\r\n")
    before = memory_of(pid, "VmRSS")
    Path(f"/proc/{pid}/clear_refs").write_text("5")  # the peak begins anew
    assert code in await exchange(server.port, *parts)
    assert memory_of(pid, "VmHWM") - before < 5_000_000

"""Kept pages go out straight from the connection: what the app would answer, in order, and nothing else changes."""

import re
import time
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest
from sqlmodel import select
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from app.core.settings import Settings
from app.main import OnefoldApp
from app.pages.models import Page
from app.pages.rendering.compile import CompiledPage, compile_page
from app.pages.serving import renderer
from app.pages.serving.cache import CHECK_SECONDS, KEPT_SECONDS
from tests.conftest import ONE_DATABASE, make_settings
from tests.pages.conftest import Publish, node
from tests.serving import AS_ONEFOLD, Serve, dial

pytestmark = [ONE_DATABASE, pytest.mark.timeout(30)]
TEXT = "A page that is long enough to be worth compressing. " * 40


@pytest.fixture
async def port(app: OnefoldApp, owner: httpx.AsyncClient, publish: Publish, serve: Serve) -> int:
    """The port of a real server of this app, with the page /p/kept in its cache."""
    await publish("kept", node("words", "Text", text=TEXT))
    assert (await owner.get("/p/kept")).status_code == 200
    return await serve(app, **AS_ONEFOLD)


def request(path: str = "/p/kept", method: str = "GET", version: str = "1.1", **headers: str) -> bytes:
    lines = [f"{method} {path} HTTP/{version}", "Host: test"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode()


async def exchange(port: int, *parts: bytes) -> bytes:
    """Everything the server sends for these bytes until it closes the connection."""
    async with dial(port) as (reader, writer):
        for part in parts:
            writer.write(part)
            await writer.drain()
        return await reader.read()


def served_by_app(counts: str) -> float:
    """How many page answers came out of the cache, of the metrics text."""
    return sum(float(n) for n in re.findall(r'^onefold_page_cache_hits_total\{status="\d+"\} (\S+)$', counts, re.M))


async def test_the_answer_is_the_one_the_app_gives(owner: httpx.AsyncClient, port: int) -> None:
    before = served_by_app((await owner.get("/metrics")).text)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        for headers in (
            {"Accept-Encoding": "identity"},
            {"Accept-Encoding": "gzip"},
            {"Accept-Encoding": "br", "X-Request-ID": "mine-1"},
        ):
            direct, through = (
                await client.get("/p/kept", headers=headers),
                await owner.get("/p/kept", headers=headers),
            )
            assert TEXT in direct.text
            assert direct.text == through.text
            assert not {"connection", "transfer-encoding"} & direct.headers.keys()
            own = {"date", "x-request-id"}
            assert {k: v for k, v in direct.headers.items() if k not in own} == {
                k: v for k, v in through.headers.items() if k not in own
            }
            assert "date" in direct.headers
            assert direct.headers["x-request-id"] == headers.get("X-Request-ID", direct.headers["x-request-id"])
        etag = direct.headers["etag"]
        unchanged = await client.get("/p/kept", headers={"If-None-Match": etag})
        assert (unchanged.status_code, unchanged.content) == (304, b"")
        head = await client.head("/p/kept", headers={"Accept-Encoding": "identity"})
        assert (head.status_code, head.content, int(head.headers["content-length"])) == (
            200,
            b"",
            len(direct.content),
        )
        assert (await client.post("/p/kept")).status_code == 405
        assert (await client.get("/p/unknown")).status_code == 404
    assert served_by_app((await owner.get("/metrics")).text) > before


async def test_the_app_is_not_even_asked(
    app: OnefoldApp, owner: httpx.AsyncClient, publish: Publish, serve: Serve
) -> None:
    class Refusing:
        resources = app.resources

        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            await PlainTextResponse("asked", 503)(scope, receive, send)

    await publish("kept", node("words", "Text", text=TEXT))
    await owner.get("/p/kept")
    port = await serve(Refusing(), interface="asgi3", **AS_ONEFOLD)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        assert (await client.get("/p/kept")).status_code == 200
        assert (await client.get("/p/other")).status_code == 503


async def test_requests_in_one_packet_are_answered_in_their_order(port: int) -> None:
    paths = ["/p/kept", "/healthz", "/p/kept", "/p/kept", "/healthz", "/p/kept"]
    sent = [request(path, X_Request_ID=f"n{n}", Accept_Encoding="identity") for n, path in enumerate(paths)]
    answer = await exchange(port, b"".join(sent) + request("/healthz", Connection="close"))
    assert re.findall(rb"x-request-id: n(\d)", answer) == [b"0", b"1", b"2", b"3", b"4", b"5"]
    assert answer.count(TEXT.encode()) == 4
    assert answer.count(b"HTTP/1.1 200 OK") == 7


async def test_very_many_behind_a_slow_one_are_answered(port: int) -> None:
    many = 2_000
    answer = await exchange(
        port, request("/healthz") + request("/p/kept", "HEAD") * many + request("/healthz", Connection="close")
    )
    assert answer.count(b"HTTP/1.1 200 OK") == many + 2


@pytest.mark.parametrize("last", [request(version="1.0"), request(Connection="close")], ids=["HTTP/1.0", "close"])
async def test_the_connection_is_closed_where_the_client_wants_that(port: int, last: bytes) -> None:
    answer = await exchange(port, request(Accept_Encoding="identity"), last)
    assert answer.count(TEXT.encode()) == 2
    assert answer.lower().count(b"connection: close") == 1


async def test_a_body_that_a_get_brings_is_not_the_next_request(port: int) -> None:
    body = request("/p/kept", "DELETE")
    first = request(Content_Length=str(len(body)), Accept_Encoding="identity")
    answer = await exchange(port, first + body[:10], body[10:], request("/healthz", Connection="close"))
    assert answer.count(b"HTTP/1.1 200 OK") == 2
    assert b" 405 " not in answer


async def test_a_change_shows_at_once(owner: httpx.AsyncClient, publish: Publish, port: int) -> None:
    page = (await owner.get("/api/pages")).json()["items"][0]
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        assert TEXT in (await client.get("/p/kept")).text
        assert (await owner.post(f"/api/pages/{page['id']}/unpublish")).status_code == 200
        assert (await client.get("/p/kept")).status_code == 404


async def test_one_request_checks_a_page_that_is_due_and_nobody_is_sent_what_is_too_old(
    app: OnefoldApp, owner: httpx.AsyncClient, port: int
) -> None:
    entry = app.resources.page_cache.get(("/p/kept", ""))
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        entry.checked_at = due = time.monotonic() - CHECK_SECONDS
        assert (await client.get("/p/kept")).status_code == 200
        assert entry.checked_at > due, "the connection asked, and the app behind it looked again"
        assert not entry.is_being_checked
        # Withdrawn by another process, while a check that began here before hangs.
        async with app.resources.database.session() as session:
            (await session.exec(select(Page))).one().published_version = None
        entry.is_being_checked = True
        entry.checked_at = time.monotonic() - KEPT_SECONDS
        assert (await client.get("/p/kept")).status_code == 404


async def test_no_query_string_of_a_visitor_is_kept_or_compiled(
    app: OnefoldApp, client: httpx.AsyncClient, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    toast = [{"do": "toast", "message": "Hello"}]
    await publish("closed", node("b", "Button", label="Go", on_click=toast), node("f", "Form"))
    await publish("open", node("t", "Text", text="Hello {{ params.name or 'you' }}"))
    compiled: list[str] = []

    def compile_and_count(*arguments: Any, **options: Any) -> CompiledPage:
        compiled.append(options["slug"])
        return compile_page(*arguments, **options)

    monkeypatch.setattr(renderer, "compile_page", compile_and_count)
    for path in ("/p/closed", "/p/closed?sent=b", "/p/open"):
        assert (await client.get(path)).is_success
    kept = app.resources.page_cache.count_entries()
    random = Random(7)
    queries = [f"{''.join(random.choices('abcnamest.=&%2_', k=12))}&name={n}&sent=x{n}" for n in range(10_000)]
    for number, query in enumerate(queries):
        for slug in ("closed", "open"):
            scope = {"type": "http", "method": "GET", "path": f"/p/{slug}", "query_string": query.encode()}
            found = app.resources.cached_responses.find({**scope, "scheme": "http", "headers": []})
            if number % 100 == 0 and found is None:
                assert (await client.get(f"/p/{slug}?{query}")).is_success
    assert app.resources.page_cache.count_entries() == kept
    assert sorted(compiled) == ["closed", "open"]


async def test_an_idle_connection_is_closed_after_a_kept_answer(
    app: OnefoldApp, owner: httpx.AsyncClient, publish: Publish, serve: Serve
) -> None:
    await publish("kept", node("words", "Text", text=TEXT))
    await owner.get("/p/kept")
    port = await serve(app, timeout_keep_alive=1, **AS_ONEFOLD)
    assert TEXT.encode() in await exchange(port, request(Accept_Encoding="identity"))


class TestBehindAProxy:
    """The proxy on loopback is trusted."""

    @pytest.fixture
    def settings(self, tmp_path: Path, database_url: str) -> Settings:
        return make_settings(tmp_path / "data", database_url, trusted_proxies=["127.0.0.1/32"])

    async def test_the_scheme_it_names_counts(self, port: int) -> None:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
            plain = await client.get("/p/kept")
            secure = await client.get("/p/kept", headers={"X-Forwarded-Proto": "https"})
        assert "strict-transport-security" not in plain.headers
        assert secure.headers["strict-transport-security"].startswith("max-age=")

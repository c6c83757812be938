"""How outgoing requests share connections, and what is asked right before one is sent."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from ipaddress import ip_network

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.routing import Route

from app.core.security.egress import EgressBusy, EgressClient, EgressTimeout
from tests.core.security.egress_server import SERVER
from tests.serving import Serve


@asynccontextmanager
async def _client(**options) -> AsyncIterator[EgressClient]:
    client = EgressClient([ip_network("127.0.0.0/8")], **options)
    try:
        yield client
    finally:
        await client.aclose()


async def test_waiting_for_a_turn_is_no_part_of_the_time_limit(serve: Serve) -> None:
    port = await serve(SERVER)
    slow = f"http://127.0.0.1:{port}/hang"
    async with _client(max_exchanges=8) as client:
        hanging = [asyncio.create_task(client.request("GET", slow, timeout_s=0.5)) for _ in range(2)]
        waiting = asyncio.create_task(client.request("GET", f"http://127.0.0.1:{port}/echo", timeout_s=0.4))
        ended = await asyncio.gather(*hanging, return_exceptions=True)

        assert [type(error) for error in ended] == [EgressTimeout] * 2
        assert (await waiting).status == 200


async def test_no_turn_is_an_error_of_its_own_and_other_servers_have_theirs(serve: Serve) -> None:
    port, other = await serve(SERVER), await serve(SERVER)
    async with _client(max_exchanges=8, wait_s=0.05) as client:
        hanging = [asyncio.create_task(client.request("GET", f"http://127.0.0.1:{port}/hang")) for _ in range(2)]
        await asyncio.sleep(0)  # they take their places
        with pytest.raises(EgressBusy) as busy:
            await client.request("GET", f"http://127.0.0.1:{port}/echo")
        assert (await client.request("GET", f"http://127.0.0.1:{other}/echo")).status == 200
        for task in hanging:
            task.cancel()
        await asyncio.gather(*hanging, return_exceptions=True)
        assert (await client.request("GET", f"http://127.0.0.1:{port}/echo")).status == 200

    assert (busy.value.code, busy.value.status) == ("egress_busy", 503)
    assert f"127.0.0.1:{port}" in busy.value.detail


async def test_the_last_word_before_a_request_is_heard(serve: Serve) -> None:
    seen: list[str] = []

    async def note(request):
        await request.body()
        seen.append(request.url.path)
        return RedirectResponse("/second") if request.url.path == "/first" else PlainTextResponse("here")

    port = await serve(Starlette(routes=[Route("/first", note, methods=["GET", "POST"]), Route("/second", note)]))
    asked: list[int] = []

    async def ask() -> None:
        asked.append(len(seen))
        if len(asked) == 5 or len(asked) == 7:
            raise LookupError("no longer ours")

    url = f"http://127.0.0.1:{port}/first"
    async with _client() as client:
        assert (await client.request("GET", url, before_send=ask)).body == b"here"
        # Before the head, and before the body: the server gets nothing, then no whole request.
        for _ in range(2):
            with pytest.raises(LookupError):
                await client.request("POST", url, content=b"to be sent", before_send=ask)
        assert (asked, seen) == ([0, 0, 1, 1, 2, 2, 2], ["/first", "/second"])
        assert (await client.request("GET", url)).status == 200

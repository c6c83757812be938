"""The main job from end to end: the Python client, a plain WebSocket client, a server process."""

import asyncio
from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from onefold_client import AsyncOnefold, Onefold, OnefoldError
from websockets.exceptions import ConnectionClosedError

from tests.main_job.building import build_orders, make_key
from tests.main_job.conftest import BUCKET
from tests.main_job.partner import open_partner
from tests.main_job.watching import check_whole, receive_all, receive_until, watch
from tests.servers import ADMIN, OnefoldServer
from tests.storage.conftest import s3_client

pytestmark = pytest.mark.slow


@pytest.fixture
async def key(server: OnefoldServer) -> str:
    """An API key."""
    return await make_key(server)


@pytest.fixture
async def script(server: OnefoldServer, key: str) -> AsyncIterator[AsyncOnefold]:
    """A client with an API key."""
    async with AsyncOnefold(server.url, key=key) as onefold:
        yield onefold


@pytest.fixture
async def visitor(server: OnefoldServer) -> AsyncIterator[AsyncOnefold]:
    """The client of somebody nobody knows."""
    async with AsyncOnefold(server.url) as onefold:
        yield onefold


def new_slug() -> str:
    return f"orders{uuid4().hex[:8]}"


async def running(script: AsyncOnefold, workflow_id: UUID) -> UUID:
    """Return the id of the workflow's one run."""
    (run,) = [run async for run in script.executions.list(workflow_id=workflow_id)]
    assert run.status == "running"
    return run.id


async def test_sign_in_build_publish_send_and_watch_it_run(
    server: OnefoldServer, key: str, script: AsyncOnefold, visitor: AsyncOnefold
) -> None:
    slug = new_slug()
    async with open_partner() as partner:
        async with AsyncOnefold(server.url) as builder:
            await builder.auth.login(**ADMIN)
            assert (await builder.auth.get_me()).email == ADMIN["email"]
            workflow_id = await build_orders(builder, slug, partner.url)
            await builder.auth.logout()
            with pytest.raises(OnefoldError, match="unauthenticated"):
                await builder.auth.get_me()
        assert "None yet." in await visitor.visitors.get_published_page(slug)
        partner.hold()
        fields = {"version": "1", "item": "Tea & cake"}
        sending = asyncio.create_task(visitor.visitors.send_form(slug, "order", fields))
        await partner.called.wait()
        run_id = await running(script, workflow_id)
        async with watch(server, run_id, key=key) as socket:
            # The partner has not answered: these came while the run was under way.
            early = await receive_until(socket, "node.started", "ask")
            assert not sending.done()
            assert [(event["message"], event["data"]) for event in early if event["type"] == "node.log"] == [
                ("Tea & cake is ordered", {"n": 1})
            ]
            partner.gate.set()
            events = early + await receive_all(socket)
        check_whole(events, run_id)
        answer = await sending
    assert partner.bodies == [{"item": "Tea & cake"}]
    assert answer.run is not None
    assert (answer.errors, answer.result, answer.run.id) == ([], {"number": 1}, run_id)
    assert [effect.to_dict() for effect in answer.effects] == [{"do": "refresh", "target": "orders"}]
    check_order(events)
    rows = await visitor.visitors.get_component_rows(slug, "orders")
    assert [row.to_dict() for row in rows.rows] == [{"item": "Tea & cake", "number": 1}]
    assert "<td>Tea &amp; cake</td><td>1</td>" in await visitor.visitors.get_published_page(slug)
    await check_replays(server, key, run_id, events)


def check_order(events: list[dict[str, Any]]) -> None:
    """Raise unless each node of the true branch completed, in the graph's order, and the other was skipped."""
    completed = [event["node_id"] for event in events if event["type"] == "node.completed"]
    assert completed == ["visit", "filled_in", "note", "ask", "store", "thank"]
    assert [event["node_id"] for event in events if event["type"] == "node.skipped"] == ["refuse"]
    assert events[-1]["type"] == "execution.completed"


async def check_replays(server: OnefoldServer, key: str, run_id: UUID, events: list[dict[str, Any]]) -> None:
    """Raise unless every way of reading a run again gives the events that were sent live."""
    middle = len(events) // 2
    async with watch(server, run_id, key=key, after=middle) as socket:
        assert await receive_all(socket) == events[middle:]
    async with AsyncOnefold(server.url, key=key) as script:
        ticket = (await script.executions.create_ticket(run_id)).ticket
        async with watch(server, run_id, ticket=ticket) as socket:
            assert await receive_all(socket) == events
        listed = [event.seq async for event in script.executions.list_events(run_id)]
        assert listed == [event["seq"] for event in events]
        sent = [(event["seq"], event["type"]) for event in events]
        assert [(event.seq, event.type_) async for event in script.watch(run_id)] == sent
        execution = await script.executions.get(run_id)
    with Onefold(server.url, key=key) as onefold:
        assert await asyncio.to_thread(lambda: [(one.seq, one.type_) for one in onefold.watch(run_id)]) == sent
    assert (execution.status, execution.version, execution.result) == ("completed", 1, {"number": 1})
    assert {node.node_id: node.status for node in execution.nodes}["store"] == "completed"


async def test_a_run_that_was_killed_goes_on_and_its_watcher_misses_nothing(
    server: OnefoldServer, key: str, script: AsyncOnefold, visitor: AsyncOnefold
) -> None:
    slug = new_slug()
    async with open_partner() as partner:
        workflow_id = await build_orders(script, slug, partner.url)
        partner.hold()
        pressing = asyncio.create_task(visitor.visitors.press_button(slug, "usual", {"version": "1"}))
        await partner.called.wait()
        run_id = await running(script, workflow_id)
        async with watch(server, run_id, key=key) as socket:
            before = await receive_until(socket, "node.started", "ask")
            server.kill()
            with pytest.raises(ConnectionClosedError):
                await socket.recv()
        with pytest.raises(OnefoldError, match="unreachable"):
            await pressing
        partner.gate.set()
        await asyncio.to_thread(server.start)
        async with watch(server, run_id, key=key, after=before[-1]["seq"]) as socket:
            events = before + await receive_all(socket)
    check_whole(events, run_id)
    assert events[-1]["type"] == "execution.completed"
    # The order was sent again, with the key that lets the partner see that it is the same one.
    assert partner.bodies == [{"item": "coffee"}] * 2
    assert len(set(partner.keys)) == 1
    rows = await visitor.visitors.get_component_rows(slug, "orders")
    assert [row["item"] for row in rows.rows] == ["coffee"]


async def test_without_javascript_and_with_mistakes(server: OnefoldServer, script: AsyncOnefold) -> None:
    slug = new_slug()
    async with open_partner() as partner:
        workflow_id = await build_orders(script, slug, partner.url)
        headers = {"Origin": server.url, "Accept": "text/html"}
        async with httpx.AsyncClient(base_url=server.url, headers=headers) as browser:
            wrong = await browser.post(f"/p/{slug}/forms/order", data={"version": "1", "item": " "})
            assert (wrong.status_code, wrong.headers["cache-control"]) == (422, "no-store")
            assert 'data-error="item">' in wrong.text
            assert (await script.executions.list(workflow_id=workflow_id).page()).items == []
            sent = await browser.post(f"/p/{slug}/forms/order", data={"version": "1", "item": "Juice"})
            assert (sent.status_code, sent.headers["location"]) == (303, f"/p/{slug}?sent=order")
            back = await browser.get(sent.headers["location"])
            assert "Thank you." in back.text
            assert "<td>Juice</td><td>1</td>" in back.text
            pressed = await browser.post(f"/p/{slug}/actions/usual", data={"version": "1"})
            assert (pressed.status_code, pressed.headers["location"]) == (303, f"/p/{slug}?sent=usual")
            assert "<td>coffee</td><td>2</td>" in (await browser.get(f"/p/{slug}")).text
            browser.headers.update({"Origin": "https://elsewhere.example", "Accept": "application/json"})
            refused = await browser.post(f"/p/{slug}/forms/order", data={"item": "Poison"})
            assert (refused.status_code, refused.json()["code"]) == (403, "cross_site_request")


async def test_a_file_is_uploaded_and_served_back(
    server: OnefoldServer, script: AsyncOnefold, visitor: AsyncOnefold
) -> None:
    name = f"files-{uuid4().hex[:8]}"
    data = bytes(range(256)) * 4096
    await script.storage.create_bucket(name=name, public=True)
    raw = await script.storage.upload_object(name, "in a/folder/raw.bin", BytesIO(data))
    assert (raw.key, raw.size) == ("in a/folder/raw.bin", len(data))
    sent = await script.storage.upload_file(name, b"Hello, world", name="hällo.txt")
    assert (sent.key, sent.size) == ("hällo.txt", 12)
    listed = [item.key async for item in script.storage.list_objects(name)]
    assert sorted(listed) == ["hällo.txt", "in a/folder/raw.bin"]

    whole = await visitor.files.download(name, "in a/folder/raw.bin")
    assert await whole.read() == data
    part = await visitor.files.download(name, "in a/folder/raw.bin", range="bytes=255-257")
    assert (part.status, await part.read()) == (206, b"\xff\x00\x01")
    assert part.headers["content-range"] == f"bytes 255-257/{len(data)}"
    fresh = await visitor.files.download(name, "in a/folder/raw.bin", if_none_match=whole.etag)
    assert (fresh.is_unchanged, await fresh.read()) == (True, b"")
    with pytest.raises(OnefoldError, match="416 range_not_satisfiable"):
        await visitor.files.download(name, "in a/folder/raw.bin", range="bytes=9999999-")
    text = await visitor.files.download(name, "hällo.txt")
    assert await text.read() == b"Hello, world"
    assert text.media_type is not None
    assert text.media_type.startswith("text/plain")
    check_where_bytes_are(server)


def check_where_bytes_are(server: OnefoldServer) -> None:
    """Raise unless the files are where the settings say."""
    endpoint = server.environment.get("ONEFOLD_S3_ENDPOINT")
    if endpoint is None:
        return
    s3 = s3_client(endpoint)
    assert s3.list_objects_v2(Bucket=BUCKET)["KeyCount"] >= 2
    s3.close()

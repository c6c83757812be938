"""The main job from end to end: the generated Python client, a plain WebSocket client, a server process."""

import asyncio
from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from onefold_client import AuthenticatedClient, Client, Onefold
from onefold_client.api.auth import get_me, logout
from onefold_client.api.executions import (
    create_execution_ticket,
    get_execution,
    list_execution_events,
    list_executions,
)
from onefold_client.api.files import download_file
from onefold_client.api.storage import create_bucket, list_objects, upload_file, upload_object
from onefold_client.api.visitors import get_component_rows, get_published_page, press_button, send_form
from onefold_client.models import (
    BucketCreate,
    PressButtonDataBody,
    SendFormDataBody,
    UploadFileUploadForm,
)
from onefold_client.types import File
from websockets.exceptions import ConnectionClosedError

from tests.main_job.building import build_orders, make_script, sign_in, taken
from tests.main_job.conftest import BUCKET
from tests.main_job.partner import open_partner
from tests.main_job.watching import check_whole, receive_all, receive_until, watch
from tests.servers import ADMIN, OnefoldServer
from tests.storage.conftest import s3_client

pytestmark = pytest.mark.slow


@pytest.fixture
async def script(server: OnefoldServer) -> AsyncIterator[AuthenticatedClient]:
    """A client with an API key."""
    with make_script(server) as client:
        async with client:
            yield client


@pytest.fixture
async def visitor(server: OnefoldServer) -> AsyncIterator[Client]:
    """The client of somebody nobody knows, who came through a page of this origin."""
    with Client(base_url=server.url, headers={"Origin": server.url, "Accept": "application/json"}) as client:
        async with client:
            yield client


def new_slug() -> str:
    return f"orders{uuid4().hex[:8]}"


def form(**fields: str) -> SendFormDataBody:
    return SendFormDataBody.from_dict(fields)


async def running(script: AuthenticatedClient, workflow_id: UUID) -> UUID:
    """Return the id of the workflow's one run."""
    found = taken(await list_executions.asyncio_detailed(client=script, workflow_id=workflow_id))
    assert len(found.items) == 1
    assert found.items[0].status == "running"
    return UUID(str(found.items[0].id))


async def test_sign_in_build_publish_send_and_watch_it_run(
    server: OnefoldServer, script: AuthenticatedClient, visitor: Client
) -> None:
    slug = new_slug()
    async with open_partner() as partner:
        with sign_in(server) as builder:
            assert taken(get_me.sync_detailed(client=builder)).email == ADMIN["email"]
            workflow_id = build_orders(builder, slug, partner.url)
            taken(logout.sync_detailed(client=builder), 204)
            assert get_me.sync_detailed(client=builder).status_code == 401
        page = taken(await get_published_page.asyncio_detailed(slug, client=visitor))
        assert "None yet." in page
        partner.hold()
        sending = asyncio.create_task(
            send_form.asyncio_detailed(slug, "order", client=visitor, body=form(version="1", item="Tea & cake"))
        )
        await partner.called.wait()
        run_id = await running(script, workflow_id)
        async with watch(server, run_id, key=script.token) as socket:
            # The partner has not answered: these came while the run was under way.
            early = await receive_until(socket, "node.started", "ask")
            assert not sending.done()
            assert [(event["message"], event["data"]) for event in early if event["type"] == "node.log"] == [
                ("Tea & cake is ordered", {"n": 1})
            ]
            partner.gate.set()
            events = early + await receive_all(socket)
        check_whole(events, run_id)
        answer = taken(await sending)
    assert partner.bodies == [{"item": "Tea & cake"}]
    assert (answer.errors, answer.result, answer.run.id) == ([], {"number": 1}, run_id)
    assert [effect.to_dict() for effect in answer.effects] == [{"do": "refresh", "target": "orders"}]
    check_order(events)
    rows = taken(await get_component_rows.asyncio_detailed(slug, "orders", client=visitor))
    assert [row.to_dict() for row in rows.rows] == [{"item": "Tea & cake", "number": 1}]
    page = taken(await get_published_page.asyncio_detailed(slug, client=visitor))
    assert "<td>Tea &amp; cake</td><td>1</td>" in page
    await check_replays(server, script, run_id, events)


def check_order(events: list[dict[str, Any]]) -> None:
    """Raise unless each node of the true branch completed, in the graph's order, and the other was skipped."""
    completed = [event["node_id"] for event in events if event["type"] == "node.completed"]
    assert completed == ["visit", "filled_in", "note", "ask", "store", "thank"]
    assert [event["node_id"] for event in events if event["type"] == "node.skipped"] == ["refuse"]
    assert events[-1]["type"] == "execution.completed"


async def check_replays(
    server: OnefoldServer, script: AuthenticatedClient, run_id: UUID, events: list[dict[str, Any]]
) -> None:
    """Raise unless every way of reading a run again gives the events that were sent live."""
    middle = len(events) // 2
    async with watch(server, run_id, key=script.token, after=middle) as socket:
        assert await receive_all(socket) == events[middle:]
    ticket = taken(await create_execution_ticket.asyncio_detailed(run_id, client=script), 201).ticket
    async with watch(server, run_id, ticket=ticket) as socket:
        assert await receive_all(socket) == events
    listed = taken(await list_execution_events.asyncio_detailed(run_id, client=script, limit=500))
    assert [event.seq for event in listed.items] == [event["seq"] for event in events]
    with Onefold(server.url, key=script.token) as onefold:
        streamed = await asyncio.to_thread(lambda: list(onefold.watch(run_id)))
    assert [(event.seq, event.type_) for event in streamed] == [(event["seq"], event["type"]) for event in events]
    execution = taken(await get_execution.asyncio_detailed(run_id, client=script))
    assert (execution.status, execution.version, execution.result) == ("completed", 1, {"number": 1})
    assert {node.node_id: node.status for node in execution.nodes}["store"] == "completed"


async def test_a_run_that_was_killed_goes_on_and_its_watcher_misses_nothing(
    server: OnefoldServer, script: AuthenticatedClient, visitor: Client
) -> None:
    slug = new_slug()
    async with open_partner() as partner:
        workflow_id = build_orders(script, slug, partner.url)
        partner.hold()
        pressing = asyncio.create_task(
            press_button.asyncio_detailed(slug, "usual", client=visitor, body=PressButtonDataBody(version="1"))
        )
        await partner.called.wait()
        run_id = await running(script, workflow_id)
        async with watch(server, run_id, key=script.token) as socket:
            before = await receive_until(socket, "node.started", "ask")
            server.kill()
            with pytest.raises(ConnectionClosedError):
                await socket.recv()
        with pytest.raises(httpx.TransportError):
            await pressing
        partner.gate.set()
        await asyncio.to_thread(server.start)
        async with watch(server, run_id, key=script.token, after=before[-1]["seq"]) as socket:
            events = before + await receive_all(socket)
    check_whole(events, run_id)
    assert events[-1]["type"] == "execution.completed"
    # The order was sent again, with the key that lets the partner see that it is the same one.
    assert partner.bodies == [{"item": "coffee"}] * 2
    assert len(set(partner.keys)) == 1
    rows = taken(await get_component_rows.asyncio_detailed(slug, "orders", client=visitor))
    assert [row["item"] for row in rows.rows] == ["coffee"]


async def test_without_javascript_and_with_mistakes(
    server: OnefoldServer, script: AuthenticatedClient, visitor: Client
) -> None:
    slug = new_slug()
    async with open_partner() as partner:
        workflow_id = build_orders(script, slug, partner.url)
        headers = {"Origin": server.url, "Accept": "text/html"}
        async with httpx.AsyncClient(base_url=server.url, headers=headers) as browser:
            wrong = await browser.post(f"/p/{slug}/forms/order", data={"version": "1", "item": " "})
            assert (wrong.status_code, wrong.headers["cache-control"]) == (422, "no-store")
            assert 'data-error="item">' in wrong.text
            assert taken(list_executions.sync_detailed(client=script, workflow_id=workflow_id)).items == []
            sent = await browser.post(f"/p/{slug}/forms/order", data={"version": "1", "item": "Juice"})
            assert (sent.status_code, sent.headers["location"]) == (303, f"/p/{slug}?sent=order")
            back = await browser.get(sent.headers["location"])
            assert "Thank you." in back.text
            assert "<td>Juice</td><td>1</td>" in back.text
            pressed = await browser.post(f"/p/{slug}/actions/usual", data={"version": "1"})
            assert (pressed.status_code, pressed.headers["location"]) == (303, f"/p/{slug}?sent=usual")
            assert "<td>coffee</td><td>2</td>" in (await browser.get(f"/p/{slug}")).text
    visitor.with_headers({"Origin": "https://elsewhere.example"})
    refused = await send_form.asyncio_detailed(slug, "order", client=visitor, body=form(item="Poison"))
    assert taken(refused, 403).code == "cross_site_request"


async def test_a_file_is_uploaded_and_served_back(
    server: OnefoldServer, script: AuthenticatedClient, visitor: Client
) -> None:
    name = f"files-{uuid4().hex[:8]}"
    data = bytes(range(256)) * 4096
    taken(create_bucket.sync_detailed(client=script, body=BucketCreate(name=name, public=True)), 201)
    put = upload_object.sync_detailed(name, "in a/folder/raw.bin", client=script, body=File(BytesIO(data)))
    raw = taken(put, 201)
    assert (raw.key, raw.size) == ("in a/folder/raw.bin", len(data))
    file = File(BytesIO(b"Hello, world"), "hällo.txt", "text/plain")
    sent = taken(upload_file.sync_detailed(client=script, body=UploadFileUploadForm(bucket=name, file=file)), 201)
    assert (sent.key, sent.size) == ("hällo.txt", 12)
    listed = taken(list_objects.sync_detailed(name, client=script))
    assert sorted(item.key for item in listed.items) == ["hällo.txt", "in a/folder/raw.bin"]

    whole = download_file.sync_detailed(name, "in a/folder/raw.bin", client=visitor)
    assert taken(whole).payload.read() == data
    etag = whole.headers["etag"]
    part = download_file.sync_detailed(name, "in a/folder/raw.bin", client=visitor, range_="bytes=255-257")
    assert taken(part, 206).payload.read() == b"\xff\x00\x01"
    assert part.headers["content-range"] == f"bytes 255-257/{len(data)}"
    fresh = download_file.sync_detailed(name, "in a/folder/raw.bin", client=visitor, if_none_match=etag)
    assert (fresh.status_code, fresh.content) == (304, b"")
    beyond = download_file.sync_detailed(name, "in a/folder/raw.bin", client=visitor, range_="bytes=9999999-")
    assert beyond.status_code == 416
    text = download_file.sync_detailed(name, "hällo.txt", client=visitor)
    assert taken(text).payload.read() == b"Hello, world"
    assert text.headers["content-type"].startswith("text/plain")
    check_where_bytes_are(server)


def check_where_bytes_are(server: OnefoldServer) -> None:
    """Raise unless the files are where the settings say."""
    endpoint = server.environment.get("ONEFOLD_S3_ENDPOINT")
    if endpoint is None:
        return
    s3 = s3_client(endpoint)
    assert s3.list_objects_v2(Bucket=BUCKET)["KeyCount"] >= 2
    s3.close()

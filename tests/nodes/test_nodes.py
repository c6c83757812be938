"""Nodes that reach outside, run in real workflows: HTTP against a server on loopback, data on the local source."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest

from app.core.errors import OnefoldError
from app.core.settings import Settings
from app.main import OnefoldApp
from app.workflows.errors import InputInvalid, NotPublished
from app.workflows.service import start_from_page
from tests.conftest import make_settings
from tests.workflows.graphs import MANUAL, chain, finished, make_workflow, node, problems_of, publish, webhook

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    """Loopback may be called: the server these tests ask is there."""
    return make_settings(tmp_path / "data", database_url, egress_allow=["127.0.0.0/8"])


@pytest.fixture
async def mirror() -> AsyncIterator[str]:
    """The URL of a server that answers with what it was sent; `/status/503` answers that status."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        line, *rest = head.rstrip("\r\n").split("\r\n")
        method, target, _ = line.split(" ")
        headers = {name.lower(): value.strip() for name, _, value in (item.partition(":") for item in rest)}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        status = target.partition("?")[0].rsplit("/", 1)[1] if target.startswith("/status/") else "200"
        sent = {"method": method, "target": target, "headers": headers, "body": body.decode("latin-1")}
        content, kind = json.dumps(sent).encode(), "application/json"
        if target == "/bytes":
            content, kind = b"\x00\xff", "image/png"
        writer.write(
            f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(content)}\r\n"
            "Connection: close\r\n\r\n".encode()
            + content
        )
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    server.close()
    await server.wait_closed()


async def run(client: httpx.AsyncClient, *nodes: dict[str, Any], given: Any = None) -> dict[str, Any]:
    """The ended execution of these nodes behind a manual trigger."""
    workflow_id = await make_workflow(client, chain(MANUAL, *nodes))
    body = {"target": "draft", "input": given, "wait_seconds": 60}
    answer = await client.post(f"/api/workflows/{workflow_id}/execute", json=body)
    assert answer.status_code == 200, answer.text
    ended: dict[str, Any] = answer.json()
    return ended


async def test_a_request_carries_query_headers_body_and_its_idempotency_key(
    owner: httpx.AsyncClient, mirror: str
) -> None:
    call = node(
        "call",
        "http.request",
        method="POST",
        url=f"{mirror}/x?a=1",
        query={"b": "{{ trigger.input.n }}", "c": ["x", "y"]},
        headers={"X-Number": "{{ trigger.input.n }}"},
        body={"kind": "json", "value": {"n": "{{ trigger.input.n }}"}},
    )
    ended = await run(owner, call, given={"n": 7})
    assert ended["status"] == "completed", ended
    assert (ended["result"]["status"], ended["result"]["headers"]["content-type"]) == (200, "application/json")
    sent = ended["result"]["body"]
    assert (sent["method"], sent["body"], sent["headers"]["x-number"]) == ("POST", '{"n":7}', "7")
    assert httpx.URL(sent["target"]).params.multi_items() == [("a", "1"), ("b", "7"), ("c", "x"), ("c", "y")]
    assert sent["headers"]["idempotency-key"].startswith(f"{ended['id']}:call")


@pytest.mark.parametrize(
    ("body", "content_type", "content"),
    [
        (
            {"kind": "form", "value": {"a": "x y", "b": ["1", "2"]}},
            "application/x-www-form-urlencoded",
            "a=x+y&b=1&b=2",
        ),
        ({"kind": "text", "value": "hi"}, "text/plain; charset=utf-8", "hi"),
    ],
)
async def test_bodies_are_sent_as_their_kind(
    owner: httpx.AsyncClient, mirror: str, body: dict[str, Any], content_type: str, content: str
) -> None:
    ended = await run(owner, node("call", "http.request", method="PUT", url=f"{mirror}/x", body=body))
    sent = ended["result"]["body"]
    assert (sent["headers"]["content-type"], sent["body"]) == (content_type, content)
    assert "idempotency-key" not in sent["headers"]


async def test_multipart_bodies_carry_files(owner: httpx.AsyncClient, mirror: str) -> None:
    value = {"name": "Ada", "file": {"filename": "a.bin", "base64": "aGVsbG8="}}
    call = node("call", "http.request", method="POST", url=mirror, body={"kind": "multipart", "value": value})
    sent = (await run(owner, call))["result"]["body"]
    assert sent["headers"]["content-type"].startswith("multipart/form-data; boundary=")
    assert 'filename="a.bin"' in sent["body"]
    assert "hello" in sent["body"]


async def test_an_error_status_fails_unless_it_is_accepted(owner: httpx.AsyncClient, mirror: str) -> None:
    failed = await run(owner, node("call", "http.request", url=f"{mirror}/status/503?token=abc"))
    assert (failed["status"], failed["error"]["code"], failed["error"]["node"]) == ("failed", "http_status", "call")
    assert "abc" not in failed["error"]["message"]
    taken = node("call", "http.request", url=f"{mirror}/status/404", response={"accept_error_statuses": True})
    assert (await run(owner, taken))["result"]["status"] == 404


async def test_bytes_become_base64_and_large_answers_are_refused(owner: httpx.AsyncClient, mirror: str) -> None:
    result = (await run(owner, node("call", "http.request", url=f"{mirror}/bytes")))["result"]
    assert (result["body"], result["is_base64"]) == ("AP8=", True)
    small = node("call", "http.request", url=mirror, response={"max_bytes": 10})
    assert (await run(owner, small))["error"]["code"] == "egress_too_large"


async def test_a_secret_reaches_the_other_server_and_never_the_journal(owner: httpx.AsyncClient, mirror: str) -> None:
    await owner.post("/api/secrets", json={"name": "TOKEN", "value": "open-sesame-1234"})
    call = node("call", "http.request", url=mirror, headers={"X-Token": "{{ secrets.TOKEN }}"})
    size = node("size", "set", values={"n": "{{ nodes.call.output.body.headers['x-token']|length }}"})
    ended = await run(owner, call, size)
    assert ended["status"] == "completed"
    assert "open-sesame-1234" not in json.dumps(ended)


async def test_rows_are_stored_once_and_read_with_bound_parameters(owner: httpx.AsyncClient) -> None:
    table = {"name": "notes", "columns": [{"name": "text", "type": "text"}]}
    assert (await owner.post("/api/data-sources/local/tables", json=table)).status_code == 201
    hostile = "'); DROP TABLE notes; --"
    insert = node("store", "data.insert", source="local", table="notes", values={"text": "{{ trigger.input }}"})
    query = node(
        "read",
        "data.query",
        source="local",
        sql="SELECT text FROM notes WHERE text = :wanted",
        params={"wanted": "{{ nodes.store.output.rows[0].text }}"},
    )
    ended = await run(owner, insert, query, given=hostile)
    assert ended["status"] == "completed", ended
    assert (ended["result"]["rows"], ended["result"]["row_count"]) == ([{"text": hostile}], 1)


async def test_a_source_must_be_there_at_publish_and_one_that_is_gone_fails_the_run(owner: httpx.AsyncClient) -> None:
    source = {"name": "papers", "kind": "sqlite", "url": "papers.sqlite"}
    query = node("read", "data.query", source="papers", sql="SELECT 1")
    insert = node("store", "data.insert", source="paper", table="t", values={"a": 1})
    problems = await problems_of(owner, chain(MANUAL, query, insert))
    assert [(one["code"], one["node_id"], one["param"]) for one in problems] == [
        ("unknown_source", "read", "source"),
        ("unknown_source", "store", "source"),
    ]
    made = await owner.post("/api/data-sources", json=source)
    assert made.status_code == 201, made.text
    by_id = node("by_id", "data.query", source=made.json()["id"], sql="SELECT 1")
    workflow_id = await publish(owner, chain(MANUAL, query, by_id))
    assert (await owner.delete("/api/data-sources/papers")).status_code == 409
    await owner.post(f"/api/workflows/{workflow_id}/unpublish")
    assert (await owner.delete("/api/data-sources/papers")).status_code == 204
    old = {"target": {"version": 1}, "wait_seconds": 30}
    ended = await owner.post(f"/api/workflows/{workflow_id}/execute", json=old)
    assert (ended.json()["status"], ended.json()["error"]["code"]) == ("failed", "source_not_found")


async def test_if_takes_one_branch(owner: httpx.AsyncClient) -> None:
    graph = {
        "nodes": [
            MANUAL,
            node("big", "if", condition="{{ trigger.input > 10 }}"),
            node("yes", "set", values={"is": "big"}),
            node("no", "set", values={"is": "small"}),
        ],
        "edges": [
            {"from": "start", "to": "big"},
            {"from": "big", "port": "true", "to": "yes"},
            {"from": "big", "port": "false", "to": "no"},
        ],
    }
    workflow_id = await publish(owner, graph)
    for given, expected in ((11, "big"), (3, "small")):
        body = {"input": given, "wait_seconds": 60}
        answer = await owner.post(f"/api/workflows/{workflow_id}/execute", json=body)
        assert answer.json()["result"] == {"is": expected}


async def test_a_page_starts_the_published_version(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    schema = {"type": "object", "required": ["name"]}
    trigger = node("start", "trigger.page", input_schema=schema)
    graph = chain(
        trigger, node("out", "set", values={"hello": "{{ trigger.input.name }} of {{ trigger.page.slug }}"})
    )
    workflow_id = UUID(await make_workflow(owner, graph))
    resources = app.resources

    async def start(given: Any) -> str:
        page: Any = {"slug": "home"}
        started = await start_from_page(
            resources.database, resources.runner, workflow_id, input=given, page=page, visitor=None
        )
        return str(started)

    with pytest.raises(NotPublished):
        await start({"name": "Ada"})
    await owner.post(f"/api/workflows/{workflow_id}/publish")
    with pytest.raises(InputInvalid):
        await start({})
    ended = await finished(owner, await start({"name": "Ada"}))
    assert (ended["result"], ended["input"]) == ({"hello": "Ada of home"}, {"name": "Ada"})


async def test_a_page_cannot_start_what_only_a_webhook_does(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    hook = webhook("orders", {"mode": "none"})
    workflow_id = UUID(await publish(owner, chain(hook, node("out", "set", values={"x": 1}))))
    resources = app.resources
    with pytest.raises(OnefoldError) as refused:
        await start_from_page(resources.database, resources.runner, workflow_id, input={}, page=None, visitor=None)
    assert (refused.value.status, refused.value.code) == (409, "workflow_not_startable")

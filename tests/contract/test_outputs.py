"""What kinds say of their outputs holds for what nodes of them leave: a warning about a member that is there would be
worse than none."""

from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from app.core.settings import Settings
from app.engine.shapes import Shape, find_absent
from app.nodes.registry import node_kinds
from tests.conftest import ONE_DATABASE, make_settings
from tests.serving import Serve
from tests.workflows.graphs import chain, finished, node, publish, webhook

pytestmark = ONE_DATABASE
SCHEMA = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "more": {"type": "object"}},
    "additionalProperties": False,
}
ROUND = {"nodes": [node("inner", "set", values={"at": "{{ index }}"})], "edges": []}


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    return make_settings(tmp_path / "data", database_url, egress_allow=["127.0.0.0/8"])


def nodes(url: str) -> list[dict[str, Any]]:
    """One node of each kind that is no trigger."""
    return [
        node("log", "log", message="Hello"),
        node("wait", "delay", seconds=0),
        node("set", "set", values={"a": 1, "b": {"c": "{{ trigger.input }}", "d": [1]}, "e": "{{ trigger }}"}),
        node("loop", "for_each", items=[1], body=ROUND),
        node("made", "data.insert", source="local", table="things", values={"title": "x"}),
        node("read", "data.query", source="local", sql="SELECT 1 AS n"),
        node("ask", "http.request", url=f"{url}/favicon.ico", response={"accept_error_statuses": True}),
        node("pick", "switch", value=1, cases=[{"port": "one", "equals": 1}]),
        node("check", "if", condition=True),
        node("say", "respond", body={"a": 1}),
    ]


def check_paths(shape: Shape, value: Any, path: tuple[str, ...] = ()) -> None:
    """Fail when a value has a member that its shape has not got."""
    assert find_absent(shape, path) is None, path
    if isinstance(value, dict):
        for name, item in value.items():
            check_paths(shape, item, (*path, name))


async def test_outputs_have_no_members_that_their_kinds_do_not_know(
    app: FastAPI, owner: httpx.AsyncClient, client: httpx.AsyncClient, serve: Serve
) -> None:
    columns = [{"name": "title", "type": "text"}]
    await owner.post("/api/data-sources/local/tables", json={"name": "things", "columns": columns})
    by_hand = node("start", "trigger.manual", input_schema=SCHEMA)
    called = webhook("shop/{id}", {"mode": "none"}, raw_body=True)
    graph = chain(by_hand, *nodes(f"http://127.0.0.1:{await serve(app)}"))
    graph["edges"][-2]["port"], graph["edges"][-1]["port"] = "one", "true"
    workflow_id = await publish(owner, graph)
    hook = await publish(owner, chain(called, node("log", "log", message="Hello")))
    timed = await publish(owner, chain(node("t", "trigger.schedule", every_s=86_400), node("l", "log", message="x")))
    asked = await publish(owner, chain(node("p", "trigger.page"), node("l", "log", message="x")))
    given = {"name": "Ada", "more": {"b": 1}}
    runs = [
        (await owner.post(f"/api/workflows/{one}/execute", json={"input": given})).json()["id"]
        for one in (workflow_id, hook, timed, asked)
    ]
    answer = await client.post("/webhook/shop/7?a=1", content=b"\xff", headers={"Content-Type": "image/png"})
    runs.append(answer.json()["execution_id"])
    seen = set()
    for run in runs:
        ended = await finished(owner, run)
        assert ended["status"] == "completed", ended
        version = await owner.get(f"/api/workflows/{ended['workflow_id']}/versions/1")
        params = {one["id"]: one["params"] for one in version.json()["graph"]["nodes"]}
        for left in ended["nodes"]:
            seen.add(left["kind"])
            kind = node_kinds()[left["kind"]]
            check_paths(kind.output_of(params.get(left["node_id"], {"values": {"at": 0}})), left["output"])
    assert seen == set(node_kinds())

"""A draft or version that another build stored: it is shown as it is, never runs in part, and nothing breaks."""

import copy
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlmodel import select
from structlog.testing import capture_logs

from app.core.db.database import utc_now
from app.core.ids import uuid7
from app.engine.journal.operations import CreateRun
from app.main import OnefoldApp
from app.workflows.models import Workflow, WorkflowVersion
from tests.conftest import ONE_DATABASE
from tests.engine.rows import new_row
from tests.pages.conftest import node as component
from tests.pages.conftest import tree
from tests.workflows.graphs import chain, node, publish, webhook

pytestmark = ONE_DATABASE
Change = Callable[[dict[str, Any]], object]


def graph_of(path: str) -> dict[str, Any]:
    """A workflow that a webhook and a person can start."""
    loop = node("loop", "for_each", items=[1], body={"nodes": [node("in", "set", values={"a": 1})], "edges": []})
    graph = chain(webhook(path, {"mode": "none"}), node("a", "set", values={"text": "{{ trigger.kind }}"}), loop)
    graph["nodes"].append({"id": "start", "kind": "trigger.manual", "params": {}})
    graph["edges"].append({"from": "start", "port": "out", "to": "a"})
    graph["nodes"][1]["join"] = "any"
    return graph


# What another build may have stored, and where the answer says it is: the node and the param or field.
STRANGE: dict[str, tuple[Change, str | None, str | None]] = {
    "node-field": (lambda graph: graph["nodes"][1].update(shiny=1), "a", "shiny"),
    "node-value": (lambda graph: graph["nodes"][1].update(join="first"), "a", "join"),
    "graph-field": (lambda graph: graph.update(layout="new"), None, "layout"),
    "edge-field": (lambda graph: graph["edges"][0].update(label="new"), None, "edges.0.label"),
    "no-nodes": (lambda graph: graph.update(nodes="new"), None, "nodes"),
    "kind": (lambda graph: graph["nodes"][1].update(kind="set.new"), "a", None),
    "trigger-kind": (lambda graph: graph["nodes"][0].update(kind="trigger.new"), "hook", None),
    "trigger-param": (lambda graph: graph["nodes"][0]["params"].update(shiny=1), "hook", "shiny"),
    "param": (lambda graph: graph["nodes"][1]["params"].update(shiny=1), "a", "shiny"),
    "param-in-a-loop": (
        lambda graph: graph["nodes"][2]["params"]["body"]["nodes"][0]["params"].update(shiny=1), "in", "shiny",
    ),
    "field-in-a-loop": (
        lambda graph: graph["nodes"][2]["params"]["body"]["nodes"][0].update(shiny=1), "loop", "body.nodes.0.shiny",
    ),
    "syntax": (lambda graph: graph["nodes"][1]["params"]["values"].update(text="{{ a ?? 1 }}"), "a", "values.text"),
    "name": (lambda graph: graph["nodes"][1]["params"]["values"].update(text="{{ vault.A }}"), "a", "values.text"),
    "port": (lambda graph: graph["edges"][1].update(port="sometimes"), "a", "edges.1"),
}  # fmt: skip
FORM = {"node-field", "node-value", "graph-field", "edge-field", "no-nodes"}
"""Those that are no Graph at all."""


@pytest.fixture
def quiet() -> Iterator[list[Any]]:
    """What is logged meanwhile, without any error or traceback."""
    with capture_logs() as logs:
        yield logs
    assert [entry for entry in logs if entry["log_level"] in ("error", "critical") or "exc_info" in entry] == []


async def store(app: OnefoldApp, workflow_id: str, change: Change) -> dict[str, Any]:
    """Change a workflow's draft and its version behind the app's back; returns the graph that is stored now."""
    async with app.resources.database.session() as session:
        workflow = await session.get_one(Workflow, UUID(workflow_id))
        statement = select(WorkflowVersion).where(WorkflowVersion.workflow_id == UUID(workflow_id))
        version = (await session.exec(statement)).one()
        graph: dict[str, Any] = copy.deepcopy(version.graph)
        change(graph)
        version.graph = workflow.draft = graph
        session.add_all([version, workflow])
    return graph


async def test_nothing_starts_in_part_and_everything_is_shown(
    app: OnefoldApp, owner: httpx.AsyncClient, client: httpx.AsyncClient, quiet: list[Any]
) -> None:
    ids = {name: await publish(owner, graph_of(name), name) for name in STRANGE}
    click = {name: [{"do": "run_workflow", "workflow_id": workflow_id}] for name, workflow_id in ids.items()}
    buttons = [component(name, "Button", label=name, on_click=click[name]) for name in ids]
    page = await owner.post("/api/pages", json={"slug": "shop", "title": "Shop", "draft": tree(*buttons)})
    assert (await owner.post(f"/api/pages/{page.json()['id']}/publish")).status_code == 200
    same_origin = {"Origin": "http://127.0.0.1:8000", "Accept": "application/json"}
    for name, (change, node_id, param) in STRANGE.items():
        stored = await store(app, ids[name], change)
        url = f"/api/workflows/{ids[name]}"
        for target in ("published", {"version": 1}):
            refused = await owner.post(f"{url}/execute", json={"target": target})
            assert (refused.status_code, refused.json()["code"]) == (409, "version_unreadable"), (name, refused.text)
            first = refused.json()["problems"][0]
            assert (first["node_id"], first["param"]) == (node_id, param), name
            assert all(part in refused.json()["detail"] for part in (node_id or "", param or "", "Update the server"))
        called = await client.post(f"/webhook/{name}", json={})
        assert (called.status_code, called.json()["code"], called.json()["problems"]) == (
            409, "version_unreadable", [],
        ), name  # fmt: skip
        assert "shiny" not in called.text
        pressed = await client.post(f"/p/shop/actions/{name}", headers=same_origin)
        assert (pressed.status_code, len(pressed.json()["errors"])) == (422, 1), (name, pressed.text)
        assert "shiny" not in pressed.text
        read = (await owner.get(url)).json()
        assert (read["name"], read["draft"]) == (name, stored)
        assert (await owner.get(f"{url}/versions/1")).json()["graph"] == stored
        assert len((await owner.get(f"{url}/versions")).json()["items"]) == 1
        renamed = await owner.patch(url, json={"name": f"{name} 2"}, headers={"If-Match": "*"})
        assert renamed.json()["draft"] == stored
    assert len((await owner.get("/api/workflows")).json()["items"]) == len(STRANGE)
    assert (await owner.get("/api/executions")).json()["items"] == []
    # What a caller from outside is not told is in the log, and so is what a visitor is not told.
    said = {entry["event"]: entry for entry in quiet if "sometimes" in str(entry)}
    assert set(said) == {"webhook_unreadable", "page_workflow_not_started"}


async def test_a_draft_is_not_published_until_it_is_mended(
    app: OnefoldApp, owner: httpx.AsyncClient, quiet: list[Any]
) -> None:
    for name, (change, node_id, param) in STRANGE.items():
        workflow_id = await publish(owner, graph_of(name), name)
        url, stored = f"/api/workflows/{workflow_id}", await store(app, workflow_id, change)
        found = (await owner.post(f"{url}/validate")).json()
        assert found["valid"] is False
        first = found["problems"][0]
        assert (first["code"] == "unreadable") == (name in FORM), (name, first)
        assert (first["node_id"], first["param"]) == (node_id, param), name
        for path, body in (("publish", None), ("execute", {"target": "draft"})):
            refused = await owner.post(f"{url}/{path}", json=body)
            assert (refused.status_code, refused.json()["code"]) == (422, "graph_invalid"), (name, refused.text)
            assert refused.json()["problems"] == found["problems"]
        again = await owner.put(f"{url}/draft", json=stored, headers={"If-Match": "*"})
        assert again.status_code == (422 if name in FORM else 200), name
        mended = await owner.put(f"{url}/draft", json=graph_of(name), headers={"If-Match": "*"})
        assert mended.status_code == 200
        assert (await owner.post(f"{url}/publish")).json()["number"] == 2
        done = await owner.post(f"{url}/execute", json={"wait_seconds": 30})
        assert done.json()["status"] == "completed", done.text
        restored = await owner.post(f"{url}/versions/1/restore")
        assert (restored.status_code, restored.json()["draft"]) == (200, stored)
        assert (await owner.post(f"{url}/validate")).json() == found


async def test_queued_runs_end_at_once_and_say_why(
    app: OnefoldApp, owner: httpx.AsyncClient, quiet: list[Any]
) -> None:
    rows = []
    for name in ("node-field", "kind", "param", "no-nodes"):
        workflow_id = await publish(owner, graph_of(name), name)
        graph = await store(app, workflow_id, STRANGE[name][0])
        of_version = new_row(workflow_id, queued_at=utc_now() - timedelta(minutes=1))
        rows += [of_version, of_version | {"id": uuid7(), "version": None, "graph": graph}]
    for row in rows:
        await app.resources.executions.journal.submit(CreateRun(row))
    for row in rows:
        assert await app.resources.runner.wait_finished(row["id"], timeout=30)
        ended = (await owner.get(f"/api/executions/{row['id']}")).json()
        assert (ended["status"], ended["error"]["code"], ended["nodes"]) == ("failed", "version_unreadable", [])
        assert "Update the server" in ended["error"]["message"]


async def test_what_unreadable_versions_use_is_still_in_use(
    app: OnefoldApp, owner: httpx.AsyncClient, quiet: list[Any]
) -> None:
    secret = (await owner.post("/api/secrets", json={"name": "HOOK", "value": "s" * 20})).json()["id"]
    free = (await owner.post("/api/secrets", json={"name": "FREE", "value": "s" * 20})).json()["id"]
    for name in ("A", "B", "C"):
        assert (await owner.put(f"/api/variables/{name}", json={"value": "1"})).status_code == 201
    graph = chain(
        webhook("used", {"mode": "header", "name": "X-Token", "secret": "HOOK"}),
        node("a", "set", values={"known": "{{ env.A }}", "newer": "text"}),
    )
    workflow_id = await publish(owner, graph, "user")

    def change(graph: dict[str, Any]) -> None:
        graph["nodes"][1]["shiny"] = 1
        graph["nodes"][1]["params"]["values"]["newer"] = "{{ env['B'] ?? 1 }} by Envy.C"

    await store(app, workflow_id, change)
    listed = (await owner.get("/api/variables")).json()["items"]
    assert {item["name"]: len(item["used_by"]) for item in listed} == {"A": 1, "B": 1, "C": 0}
    changed = await owner.put("/api/variables/A", json={"value": "2"})
    assert (changed.status_code, changed.json()["used_by"]) == (200, [{"workflow_id": workflow_id, "name": "user"}])
    assert (await owner.delete("/api/variables/B")).json()["code"] == "variable_in_use"
    assert (await owner.delete("/api/variables/C")).status_code == 204
    assert (await owner.patch(f"/api/secrets/{secret}", json={"value": "t" * 20})).status_code == 200
    assert (await owner.delete(f"/api/secrets/{secret}")).json()["code"] == "secret_in_use"
    assert (await owner.delete(f"/api/secrets/{free}")).status_code == 204


@pytest.mark.parametrize("stored", [["new"], "new", {"a": [{}]}])
async def test_settings_of_any_form_are_shown(app: OnefoldApp, owner: httpx.AsyncClient, stored: Any) -> None:
    workflow_id = (await owner.post("/api/workflows", json={"name": "a"})).json()["id"]
    async with app.resources.database.session() as session:
        (await session.get_one(Workflow, UUID(workflow_id))).settings = stored
    assert (await owner.get("/api/workflows")).json()["items"][0]["settings"] == stored
    assert (await owner.get(f"/api/workflows/{workflow_id}")).json()["settings"] == stored

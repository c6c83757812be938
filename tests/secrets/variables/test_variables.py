"""Variables: set over HTTP, read by runs as `env.NAME`, named by validation when unknown, kept while in use."""

from pathlib import Path

import httpx
import pytest

from app.auth.access import Role
from tests.conftest import SignIn
from tests.servers import OnefoldServer
from tests.workflows.graphs import MANUAL, chain, make_workflow, node, problems_of, publish

SHOW = node("show", "set", values={"url": "{{ env.API_URL }}/x"})


async def set_variable(client: httpx.AsyncClient, name: str, value: str) -> httpx.Response:
    return await client.put(f"/api/variables/{name}", json={"value": value})


async def test_variables_are_set_read_listed_and_deleted(owner: httpx.AsyncClient, sign_in: SignIn) -> None:
    made = await set_variable(owner, "API_URL", "https://a.example")
    assert (made.status_code, made.headers["location"]) == (201, "/api/variables/API_URL")
    changed = await set_variable(owner, "API_URL", "https://b.example")
    assert (changed.status_code, changed.json()["value"], changed.json()["used_by"]) == (200, "https://b.example", [])
    viewer = await sign_in(Role.VIEWER)
    assert (await viewer.get("/api/variables/API_URL")).json() == changed.json()
    assert (await viewer.get("/api/variables")).json() == {"items": [changed.json()], "next_cursor": None}
    assert (await set_variable(viewer, "API_URL", "x")).status_code == 403
    assert (await owner.delete("/api/variables/API_URL")).status_code == 204
    for answer in (await owner.get("/api/variables/API_URL"), await owner.delete("/api/variables/API_URL")):
        assert (answer.status_code, answer.json()["code"]) == (404, "variable_not_found")
    events = (await owner.get("/api/audit-events")).json()["items"]
    done = [event["action"] for event in events if event["target"] == "API_URL"]
    assert done == ["variable.deleted", "variable.set", "variable.set"]


async def test_names_and_values_are_bounded(owner: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("1A", "a-b", "x" * 65, "a.b"):
        assert (await set_variable(owner, name, "x")).status_code == 422, name
    for value in ("x" * 8193, 5, None):
        assert (await owner.put("/api/variables/A", json={"value": value})).status_code == 422
    monkeypatch.setattr("app.secrets.variables.service.MAX_VARIABLES", 1)
    assert (await set_variable(owner, "A", "")).status_code == 201
    full = await set_variable(owner, "B", "x")
    assert (full.status_code, full.json()["code"]) == (409, "variables_full")
    assert (await set_variable(owner, "A", "still")).status_code == 200


async def test_validation_names_an_unknown_variable(owner: httpx.AsyncClient) -> None:
    await set_variable(owner, "THERE", "x")
    inside = node("inside", "set", values={"b": "{{ env['GONE_TOO'] }}"})
    graph = chain(
        MANUAL,
        node("show", "set", values={"a": "{{ env.THERE }}{{ env.GONE }}{{ env[trigger.input] }}"}),
        node("loop", "for_each", items=[1], body={"nodes": [inside], "edges": []}),
    )
    problems = [
        (problem["code"], problem["node_id"], problem["param"]) for problem in await problems_of(owner, graph)
    ]
    assert problems == [
        ("unknown_variable", "show", "values.a"),
        ("unknown_variable", "inside", "values.b"),
    ]
    workflow_id = await make_workflow(owner, graph)
    refused = await owner.post(f"/api/workflows/{workflow_id}/publish")
    assert (refused.status_code, refused.json()["code"]) == (422, "graph_invalid")


async def test_a_variable_in_use_says_where_and_is_kept(owner: httpx.AsyncClient) -> None:
    for name in ("API_URL", "FREE"):
        await set_variable(owner, name, "x")
    named = await publish(owner, chain(MANUAL, SHOW), "named")
    body = {"nodes": [node("in", "set", values={"a": "{{ env[item] }}"})], "edges": []}
    whole = await publish(owner, chain(MANUAL, node("loop", "for_each", items=["API_URL"], body=body)), "whole")
    listed = {item["name"]: item for item in (await owner.get("/api/variables")).json()["items"]}
    assert [user["name"] for user in listed["FREE"]["used_by"]] == ["whole"]
    users = {user["workflow_id"] for user in listed["API_URL"]["used_by"]}
    assert users == {named, whole}
    refused = await owner.delete("/api/variables/API_URL")
    assert (refused.status_code, refused.json()["code"]) == (409, "variable_in_use")
    assert sorted(one["name"] for one in refused.json()["used_by"]) == ["named", "whole"]
    for workflow_id in (named, whole):
        await owner.post(f"/api/workflows/{workflow_id}/unpublish")
    assert (await owner.delete("/api/variables/API_URL")).status_code == 204


async def test_runs_read_variables_and_the_environment_of_the_process_stays_hidden(
    owner: httpx.AsyncClient,
) -> None:
    await set_variable(owner, "API_URL", "https://a.example")
    inside = node("inside", "set", values={"all": "{{ env }}"})
    loop = node("loop", "for_each", items=[1], body={"nodes": [inside], "edges": []})
    workflow_id = await publish(owner, chain(MANUAL, SHOW, loop))
    start = f"/api/workflows/{workflow_id}/execute"
    for value in ("https://a.example", "https://b.example"):
        await set_variable(owner, "API_URL", value)
        ended = (await owner.post(start, json={"wait_seconds": 30})).json()
        outputs = {run["node_id"]: run["output"] for run in ended["nodes"]}
        assert outputs["show"] == {"url": f"{value}/x"}
        assert outputs["inside"] == {"all": {"API_URL": value}}


@pytest.mark.slow
def test_a_run_that_goes_on_after_a_restart_still_has_its_variables(tmp_path: Path) -> None:
    with OnefoldServer(tmp_path, f"sqlite:///{tmp_path / 'onefold.db'}") as server:
        with server.sign_in() as client:
            client.put("/api/variables/API_URL", json={"value": "there"}).raise_for_status()
            graph = chain(MANUAL, node("wait", "delay", seconds=2), SHOW)
            made = client.post("/api/workflows", json={"name": "flow", "draft": graph}).json()
            url = f"/api/workflows/{made['id']}/execute"
            run = client.post(url, json={"target": "draft"}).json()
        server.kill()
        server.start()
        with server.sign_in() as client, client.stream("GET", f"/api/executions/{run['id']}/stream") as stream:
            text = "".join(stream.iter_text())
    assert '"url":"there/x"' in text

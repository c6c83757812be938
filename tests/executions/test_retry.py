"""An ended run is started anew: same version, same input, whatever was published since."""

from typing import Any
from uuid import UUID

import httpx
from sqlmodel import col, update

from app.auth.access import Role
from app.engine.models import Execution
from app.main import OnefoldApp
from tests.conftest import ONE_DATABASE, SignIn, client_of
from tests.workflows.graphs import MANUAL, chain, finished, make_workflow, node, publish

FAILING = chain(MANUAL, node("greet", "set", values={"text": "{{ 'Hello ' ~ (1 // (trigger.input.divisor)) }}"}))
BIG = {"text": "x" * 300_000, "$stored": ["as it is"], "divisor": 1}


async def run(client: httpx.AsyncClient, workflow_id: str, value: Any, target: Any = "published") -> dict[str, Any]:
    """The execution of a workflow, ended."""
    body = {"input": value, "target": target}
    answer = await client.post(f"/api/workflows/{workflow_id}/execute", json=body)
    assert answer.status_code == 202, answer.text
    return await finished(client, answer.json()["id"])


async def retry(client: httpx.AsyncClient, execution_id: str) -> dict[str, Any]:
    """The run that an ended one was retried as, ended."""
    answer = await client.post(f"/api/executions/{execution_id}/retry")
    assert answer.status_code == 202, answer.text
    again = answer.json()
    assert again["id"] != execution_id
    assert answer.headers["location"] == f"/api/executions/{again['id']}"
    return await finished(client, again["id"])


async def test_a_failed_run_runs_anew_in_its_own_version(owner: httpx.AsyncClient) -> None:
    workflow_id = await publish(owner, FAILING)
    failed = await run(owner, workflow_id, {"divisor": 0})
    assert failed["status"] == "failed"
    workflow = await owner.get(f"/api/workflows/{workflow_id}")
    changed = chain(MANUAL, node("other", "set", values={}))
    await owner.put(
        f"/api/workflows/{workflow_id}/draft", json=changed, headers={"If-Match": workflow.headers["etag"]}
    )
    await owner.post(f"/api/workflows/{workflow_id}/publish")
    again = await retry(owner, failed["id"])
    assert (again["status"], again["version"], again["input"]) == ("failed", 1, {"divisor": 0})
    assert again["error"]["node"] == "greet"
    assert (await owner.get(f"/api/executions/{failed['id']}")).json() == failed, "the first one stays as it was"
    entry = (await owner.get("/api/audit-events", params={"action": "execution.retried"})).json()["items"][0]
    assert entry["target"] == f"{failed['id']} {again['id']}"


async def test_a_big_input_is_there_again_whole(owner: httpx.AsyncClient) -> None:
    graph = chain(
        MANUAL,
        node("size", "set", values={"size": "{{ trigger.input.text | length }}", "same": "{{ trigger.input }}"}),
    )
    workflow_id = await publish(owner, graph)
    first = await run(owner, workflow_id, BIG)
    assert first["status"] == "completed", first["error"]
    again = await retry(owner, first["id"])
    assert again["result"]["size"] == len(BIG["text"])
    assert again["input"] == first["input"]
    third = await retry(owner, again["id"])
    assert (third["status"], third["result"]) == ("completed", first["result"])


@ONE_DATABASE
async def test_a_run_of_a_draft_keeps_its_graph(owner: httpx.AsyncClient) -> None:
    workflow_id = await make_workflow(owner, FAILING | {"timeout_s": 60})
    first = await run(owner, workflow_id, {"divisor": 1}, "draft")
    workflow = await owner.get(f"/api/workflows/{workflow_id}")
    empty = chain(MANUAL)
    await owner.put(f"/api/workflows/{workflow_id}/draft", json=empty, headers={"If-Match": workflow.headers["etag"]})
    again = await retry(owner, first["id"])
    assert (again["status"], again["version"]) == ("completed", None)
    assert again["result"] == first["result"]


@ONE_DATABASE
async def test_a_run_that_has_not_ended_is_not_retried(owner: httpx.AsyncClient) -> None:
    workflow_id = await publish(owner, chain(MANUAL, node("nap", "delay", seconds=3600)))
    answer = await owner.post(f"/api/workflows/{workflow_id}/execute", json={})
    refused = await owner.post(f"/api/executions/{answer.json()['id']}/retry")
    assert (refused.status_code, refused.json()["code"]) == (409, "execution_active")


@ONE_DATABASE
async def test_a_run_of_another_build_is_left_to_it(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    first = await run(owner, await publish(owner, FAILING), {"divisor": 1})
    async with app.resources.database.session() as session:
        await session.exec(update(Execution).where(col(Execution.id) == UUID(first["id"])).values(format=2))
    refused = await owner.post(f"/api/executions/{first['id']}/retry")
    assert (refused.status_code, refused.json()["code"]) == (409, "execution_unreadable")


@ONE_DATABASE
async def test_a_key_is_no_way_to_the_nodes_of_somebodys_draft(app: OnefoldApp, sign_in: SignIn) -> None:
    owner = await sign_in(Role.OWNER)
    draft = await run(owner, await make_workflow(owner, FAILING), {"divisor": 1}, "draft")
    version = await run(owner, await publish(owner, FAILING), {"divisor": 1})
    made = await owner.post("/api/api-keys", json={"name": "runs", "scopes": ["actions:run", "actions:read"]})
    async with client_of(app, Authorization=f"Bearer {made.json()['key']}") as client:
        refused = await client.post(f"/api/executions/{draft['id']}/retry")
        assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
        assert (await retry(client, version["id"]))["status"] == "completed"


@ONE_DATABASE
async def test_a_retry_that_is_sent_twice_is_one_run(owner: httpx.AsyncClient) -> None:
    failed = await run(owner, await publish(owner, FAILING), {"divisor": 0})
    answers = [
        await owner.post(f"/api/executions/{failed['id']}/retry", headers={"Idempotency-Key": "once"})
        for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [202, 202]
    assert answers[0].json()["id"] == answers[1].json()["id"]
    assert len((await owner.get("/api/executions")).json()["items"]) == 2

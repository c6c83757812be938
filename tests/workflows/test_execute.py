"""Running workflows by hand: published, draft, a version; waiting; inputs that do not fit."""

from uuid import uuid4

import httpx

from tests.conftest import ONE_DATABASE
from tests.workflows.graphs import HELLO, MANUAL, chain, finished, make_workflow, node, publish, webhook


async def test_a_run_is_accepted_and_its_result_read_later(owner: httpx.AsyncClient) -> None:
    workflow_id = await publish(owner, HELLO)
    answer = await owner.post(f"/api/workflows/{workflow_id}/execute", json={"input": {"name": "Ada"}})
    assert answer.status_code == 202
    body = answer.json()
    assert (body["workflow_id"], body["version"]) == (workflow_id, 1)
    assert answer.headers["location"] == f"/api/executions/{body['id']}"
    ended = await finished(owner, body["id"])
    assert (ended["status"], ended["result"], ended["input"]) == (
        "completed",
        {"text": "Hello Ada"},
        {"name": "Ada"},
    )


async def test_waiting_answers_200_with_the_result_or_202_if_it_takes_longer(owner: httpx.AsyncClient) -> None:
    workflow_id = await publish(owner, HELLO)
    url = f"/api/workflows/{workflow_id}/execute"
    answer = await owner.post(url, json={"input": {"name": "Ada"}, "wait_seconds": 30})
    assert (answer.status_code, answer.json()["result"]) == (200, {"text": "Hello Ada"})
    slow = await publish(owner, chain(MANUAL, node("wait", "delay", seconds=30)))
    waited = await owner.post(f"/api/workflows/{slow}/execute", json={"wait_seconds": 0.05})
    assert waited.status_code == 202
    assert (await owner.post(f"/api/executions/{waited.json()['id']}/cancel")).status_code in (200, 202, 204)
    assert (await owner.post(url, json={"wait_seconds": 61})).status_code == 422
    assert (await owner.post(url, json={"target": "newest"})).status_code == 422
    assert (await owner.post(url, json={"input": 1, "extra": 2})).status_code == 422


async def test_draft_and_versions_can_be_run(owner: httpx.AsyncClient) -> None:
    workflow_id = await publish(owner, HELLO)
    url = f"/api/workflows/{workflow_id}"
    draft = chain(MANUAL, node("greet", "set", values={"text": "Draft {{ trigger.input.name }}"}))
    await owner.put(f"{url}/draft", json=draft, headers={"If-Match": "*"})

    async def run(target: object) -> object:
        body = {"input": {"name": "Ada"}, "target": target, "wait_seconds": 30}
        return (await owner.post(f"{url}/execute", json=body)).json()["result"]["text"]

    assert await run("draft") == "Draft Ada"
    assert await run("published") == "Hello Ada"
    assert await run({"version": 1}) == "Hello Ada"
    missing = await owner.post(f"{url}/execute", json={"target": {"version": 7}})
    assert missing.status_code == 404


async def test_an_input_that_does_not_fit_the_schema_is_refused_with_where(owner: httpx.AsyncClient) -> None:
    schema = {
        "type": "object",
        "properties": {"name": {"type": "string"}, "age": {"type": "integer", "minimum": 0}},
        "required": ["name"],
    }
    trigger = node("start", "trigger.manual", input_schema=schema)
    workflow_id = await publish(owner, chain(trigger, node("greet", "set", values={"x": 1})))
    url = f"/api/workflows/{workflow_id}/execute"
    refused = await owner.post(url, json={"input": {"age": -1}})
    assert (refused.status_code, refused.json()["code"]) == (422, "input_invalid")
    assert sorted(error["loc"] for error in refused.json()["errors"]) == [["input"], ["input", "age"]]
    assert (await owner.post(url, json={"input": {"name": "Ada", "age": 3}})).status_code == 202


async def test_a_webhook_workflow_run_by_hand_gets_the_input_as_its_body(owner: httpx.AsyncClient) -> None:
    graph = chain(webhook("by-hand", {"mode": "none"}), node("out", "set", values={"got": "{{ trigger.body.n }}"}))
    workflow_id = await make_workflow(owner, graph)
    body = {"input": {"n": 3}, "target": "draft", "wait_seconds": 30}
    answer = await owner.post(f"/api/workflows/{workflow_id}/execute", json=body)
    assert (answer.status_code, answer.json()["result"], answer.json()["input"]) == (200, {"got": 3}, {"n": 3})


async def test_a_run_that_takes_too_long_is_timed_out(owner: httpx.AsyncClient) -> None:
    graph = chain(MANUAL, node("wait", "delay", seconds=60)) | {"timeout_s": 0.3}
    workflow_id = await publish(owner, graph)
    answer = await owner.post(f"/api/workflows/{workflow_id}/execute", json={"wait_seconds": 30})
    body = answer.json()
    assert (answer.status_code, body["status"], body["error"]["code"]) == (200, "timed_out", "execution_timed_out")
    assert {run["node_id"]: run["status"] for run in body["nodes"]} == {"start": "completed", "wait": "cancelled"}
    assert (await owner.post(f"/api/executions/{body['id']}/cancel")).json()["code"] == "execution_ended"
    quick = await publish(owner, HELLO | {"timeout_s": 30})
    answer = await owner.post(f"/api/workflows/{quick}/execute", json={"wait_seconds": 30})
    assert answer.json()["status"] == "completed"
    wrong = await owner.post("/api/workflows", json={"name": "x", "draft": HELLO | {"timeout_s": 0}})
    assert wrong.status_code == 422


async def test_an_input_that_cannot_be_stored_is_refused(owner: httpx.AsyncClient) -> None:
    workflow_id = await publish(owner, HELLO)
    answer = await owner.post(f"/api/workflows/{workflow_id}/execute", json={"input": {"name": "a\0b"}})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")


@ONE_DATABASE
async def test_an_execution_that_is_not_there_has_one_code_everywhere(owner: httpx.AsyncClient) -> None:
    execution = f"/api/executions/{uuid4()}"
    resume = {"node_id": "start", "iteration": [], "action": "repeat"}
    answers = [
        await owner.get(execution + path) for path in ("", "/nodes", "/events", "/stream", f"/values/{'0' * 64}")
    ]
    answers += [await owner.post(f"{execution}/{verb}") for verb in ("cancel", "ticket")]
    answers.append(await owner.post(f"{execution}/resume", json=resume))
    found = {(answer.request.url.path, answer.status_code, answer.json()["code"]) for answer in answers}
    assert found == {(answer.request.url.path, 404, "execution_not_found") for answer in answers}

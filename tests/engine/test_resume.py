"""A person answers an interrupted node while the rest of its run is still at work."""

import asyncio
import re
from dataclasses import replace
from typing import Any

import httpx

from app.core.ids import uuid7
from app.engine.journal.events import (
    ExecutionStarted,
    NodeAttempt,
    NodeCompleted,
    NodeStarted,
    NodeWaiting,
    new_event,
)
from app.engine.journal.operations import CreateRun
from app.engine.journal.writer import EventWriter
from app.main import OnefoldApp
from tests.conftest import ONE_DATABASE
from tests.engine.rows import new_row
from tests.workflows.graphs import MANUAL, chain, finished, node, publish

GRAPH = {
    "nodes": [
        MANUAL,
        node("pay", "http.request", method="POST", url="https://example.com/pay") | {"on_interrupted": "park"},
        node("nap", "delay", seconds=1.5),
        node("total", "set", values={"paid": "{{ nodes.pay.output.paid }}"}),
    ],
    "edges": [
        {"from": "start", "to": "pay"},
        {"from": "start", "to": "nap"},
        {"from": "pay", "to": "total"},
        {"from": "nap", "to": "total"},
    ],
}


async def interrupt(app: OnefoldApp, workflow_id: str) -> str:
    """The id of a run whose process died inside `pay`, given back to the queue."""
    process, row = app.resources.executions, new_row(workflow_id, owner="somebody else", epoch=1)
    await process.journal.submit(CreateRun(row))
    name, writer = str(row["id"]), EventWriter(process.journal, row["id"], 1, 0, ())
    writer.add(new_event(name, ExecutionStarted.new()))
    writer.add(new_event(name, NodeStarted.new(NodeAttempt("start", (), 1), "trigger.manual", None)))
    writer.add(new_event(name, NodeCompleted.new(NodeAttempt("start", (), 1), None, "out")))
    writer.add(new_event(name, NodeStarted.new(NodeAttempt("pay", (), 1), "http.request", None)))
    await writer.release()
    return name


async def until_asked(client: httpx.AsyncClient, execution: str) -> dict[str, Any]:
    """The execution once its node `pay` waits for a person."""
    async with asyncio.timeout(20):
        while True:
            body: dict[str, Any] = (await client.get(execution)).json()
            if any(run["waiting_for"] == "interrupted" for run in body["nodes"]):
                return body
            await asyncio.sleep(0.02)


async def test_an_answer_that_comes_before_the_run_is_parked_is_not_lost(
    owner: httpx.AsyncClient, app: OnefoldApp
) -> None:
    execution_id = await interrupt(app, await publish(owner, GRAPH))
    body = await until_asked(owner, f"/api/executions/{execution_id}")
    statuses = {run["node_id"]: run["status"] for run in body["nodes"]}
    assert (statuses["start"], statuses["pay"]) == ("completed", "waiting")
    assert statuses["nap"] in ("running", "waiting"), "the other branch goes on meanwhile"
    answer = {"node_id": "pay", "action": "complete", "output": {"paid": 12}}
    assert (await owner.post(f"/api/executions/{execution_id}/resume", json=answer)).status_code == 200
    ended = await finished(owner, execution_id)
    assert (ended["status"], ended["result"]) == ("completed", {"paid": 12})
    entry = (await owner.get("/api/audit-events")).json()["items"][0]
    assert (entry["action"], entry["target"]) == ("execution.resumed", f"{execution_id} pay complete")


@ONE_DATABASE
async def test_the_time_a_person_takes_is_not_that_of_the_loop(owner: httpx.AsyncClient, app: OnefoldApp) -> None:
    pay = node("pay", "http.request", method="POST", url="https://example.com/pay") | {"on_interrupted": "park"}
    loop = node("loop", "for_each", items="{{ [1] }}", body={"nodes": [pay], "edges": []}) | {"timeout_s": 30}
    process, row = (
        app.resources.executions,
        new_row(await publish(owner, chain(MANUAL, loop)), owner="another", epoch=1),
    )
    await process.journal.submit(CreateRun(row))
    name, writer = str(row["id"]), EventWriter(process.journal, row["id"], 1, 0, ())
    begun = new_event(name, NodeStarted.new(NodeAttempt("loop", (), 1), "for_each", None))
    writer.add(replace(begun, tail=re.sub(r'"at":"\d{4}', '"at":"2020', begun.tail)))
    writer.add(new_event(name, NodeStarted.new(NodeAttempt("pay", (0,), 1), "http.request", None)))
    writer.add(new_event(name, NodeWaiting.new(NodeAttempt("pay", (0,), 1), "interrupted", None)))
    await writer.park(0, None)
    await until_asked(owner, f"/api/executions/{name}")
    answer = {"node_id": "pay", "iteration": [0], "action": "complete", "output": "paid"}
    assert (await owner.post(f"/api/executions/{name}/resume", json=answer)).status_code == 200
    ended = await finished(owner, name)
    assert (ended["status"], ended["result"]["items"]) == ("completed", ["paid"])


async def test_a_run_that_waits_for_a_person_can_be_cancelled(owner: httpx.AsyncClient, app: OnefoldApp) -> None:
    execution_id = await interrupt(app, await publish(owner, GRAPH))
    execution = f"/api/executions/{execution_id}"
    await until_asked(owner, execution)
    assert (await owner.post(f"{execution}/cancel")).json()["status"] == "cancelled"
    answer = await owner.post(f"{execution}/resume", json={"node_id": "pay", "action": "repeat"})
    assert (answer.status_code, answer.json()["code"]) == (409, "execution_ended")
    unknown = await owner.post(f"/api/executions/{uuid7()}/resume", json={"node_id": "pay", "action": "repeat"})
    assert unknown.status_code == 404

"""The runner where things go wrong on its way: lost runs are begun again, and waking sleepers do not hang it."""

import asyncio
from datetime import timedelta

import httpx

from app.core.db.database import utc_now
from app.engine.journal.operations import CreateRun
from app.engine.ownership.recovery import LOST_EVERY_TURNS
from app.main import OnefoldApp
from tests.engine.rows import new_row

GRAPH = {
    "nodes": [
        {"id": "start", "kind": "trigger.manual"},
        {"id": "nap", "kind": "delay", "params": {"seconds": 0.2}},
        {"id": "answer", "kind": "respond", "params": {"status": 200, "body": {"n": "{{ trigger.input.n }}"}}},
    ],
    "edges": [{"from": "start", "to": "nap"}, {"from": "nap", "to": "answer"}],
}


async def publish(owner: httpx.AsyncClient) -> str:
    created = await owner.post("/api/workflows", json={"name": "nap", "draft": GRAPH})
    workflow_id = str(created.json()["id"])
    assert (await owner.post(f"/api/workflows/{workflow_id}/publish")).status_code == 200
    return workflow_id


async def test_a_run_that_is_ours_by_its_row_alone_is_begun_again(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    workflow_id = await publish(owner)
    process, runner = app.resources.executions, app.resources.runner
    # As if the database had stored it and the connection had died before it said so.
    trigger = {"kind": "manual", "node_id": "start", "input": {"n": 7}}
    long_ago = utc_now() - timedelta(minutes=1)
    row = new_row(workflow_id, owner=process.claims.owner, epoch=1, trigger=trigger, queued_at=long_ago)
    await process.journal.submit(CreateRun(row))
    outcome = await runner.wait_finished(row["id"], timeout=LOST_EVERY_TURNS * 6)
    assert outcome is not None
    assert (outcome.status, outcome.result) == ("completed", {"n": 7})


class TestOneSlot:
    """With a single slot, because a sleeping run holds none and wakes without asking for one."""

    async def test_more_sleepers_wake_than_there_are_slots(self, owner: httpx.AsyncClient, app: OnefoldApp) -> None:
        app.resources.runner.slots.total = 1
        workflow_id = await publish(owner)

        async def execute(n: int) -> httpx.Response:
            body = {"input": {"n": n}, "wait_seconds": 30}
            return await owner.post(f"/api/workflows/{workflow_id}/execute", json=body)

        answers = await asyncio.gather(*(execute(n) for n in range(12)))
        assert [answer.json()["result"] for answer in answers] == [{"n": n} for n in range(12)]

    async def test_looking_for_queued_runs_with_no_slot_left_ends(self, app: OnefoldApp) -> None:
        slots = app.resources.runner.slots
        slots.busy = slots.total + 2
        await app.resources.runner.dispatcher.start_queued(asyncio.get_running_loop().time() + 60)
        slots.busy = 0

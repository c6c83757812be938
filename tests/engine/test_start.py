"""Two starts of one id: the first one's run is stored and begins, once, wherever the second one comes from."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import httpx
import pytest

from app.core.ids import uuid7
from app.engine import queries
from app.engine.graph import Graph
from app.engine.runner import Runner
from app.engine.start import StartRequest
from app.main import OnefoldApp, create_app
from tests.conftest import make_settings, running
from tests.workflows.graphs import MANUAL, chain, finished, node, publish

GRAPH = chain(MANUAL, node("said", "set", values={"first": "{{ trigger.input.by }}"}))
BIG = "x" * 300_000  # kept beside the row, under the id of the run


def request(workflow_id: str, execution_id: UUID, by: str, padding: str = "") -> StartRequest:
    trigger = {"kind": "manual", "node_id": MANUAL["id"], "input": {"by": by, "padding": padding}}
    return StartRequest(UUID(workflow_id), 1, Graph.model_validate(GRAPH), trigger, execution_id)


async def kinds_of_events(owner: httpx.AsyncClient, execution_id: UUID) -> list[str]:
    answer = await owner.get(f"/api/executions/{execution_id}/events")
    return [event["type"] for event in answer.json()["items"]]


@pytest.fixture
async def other(app: OnefoldApp, tmp_path: Path) -> AsyncIterator[Runner]:
    """The runner of another process on the same database."""
    settings = make_settings(tmp_path / "other", app.resources.settings.database_url)
    async with running(create_app(settings)) as second:
        yield second.resources.runner


async def start_often(app: OnefoldApp, owner: httpx.AsyncClient, second: Runner) -> None:
    first = app.resources.runner
    workflow_id, execution_id = await publish(owner, GRAPH), uuid7()
    # Two starts without a turn of the loop between them are in one batch of the journal, the third is in a later one.
    starts = [
        first.start(request(workflow_id, execution_id, "first")),
        second.start(request(workflow_id, execution_id, "second", BIG)),
    ]
    started = await asyncio.gather(*starts)
    started.append(await second.start(request(workflow_id, execution_id, "third", BIG)))
    assert [one.execution_id for one in started] == [execution_id] * 3
    run = await finished(owner, str(execution_id))
    assert sorted(one.is_new for one in started) == [False, False, True]
    assert started[2].is_new is False
    winner = "first" if started[0].is_new else "second"
    assert (run["status"], run["result"], run["input"]["by"]) == ("completed", {"first": winner}, winner)
    assert (await kinds_of_events(owner, execution_id)).count("execution.started") == 1
    async with app.resources.database.reader() as session:
        stored = await queries.read_values(session, execution_id)
    assert len(stored) == (winner == "second"), "what the others brought is not stored beside it"
    for runner in (first, second):
        async with asyncio.timeout(10):
            while runner.slots.busy:
                await asyncio.sleep(0)


async def test_on_one_process(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    await start_often(app, owner, app.resources.runner)


@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_on_two_processes(app: OnefoldApp, owner: httpx.AsyncClient, other: Runner) -> None:
    await start_often(app, owner, other)


async def test_without_a_free_slot(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    """The run waits in the queue, where a second start leaves it."""
    runner, workflow_id, execution_id = app.resources.runner, await publish(owner, GRAPH), uuid7()
    runner.slots.total = 0
    started = [await runner.start(request(workflow_id, execution_id, by)) for by in ("first", "second")]
    assert [one.is_new for one in started] == [True, False]
    assert (await owner.get(f"/api/executions/{execution_id}")).json()["status"] == "queued"
    runner.slots.total = 4
    runner.start_queued_soon()
    assert (await finished(owner, str(execution_id)))["result"] == {"first": "first"}

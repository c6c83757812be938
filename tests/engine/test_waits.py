"""Long waits: the run is parked without an owner, costs nothing meanwhile, and goes on by itself."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlmodel import col, select, update

from app.core.db.database import utc_now
from app.engine.models import Execution
from app.engine.ownership import parking
from app.main import OnefoldApp
from tests.workflows.graphs import MANUAL, chain, finished, node, publish

pytestmark = pytest.mark.timeout(60)
sqlite_only = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture(autouse=True)
def park_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What sleeps longer than a fifth of a second is parked, once it has been still for a twentieth."""
    monkeypatch.setattr(parking, "PARK_S", 0.2)
    monkeypatch.setattr(parking, "PARK_AFTER_S", 0.05)


async def start(client: httpx.AsyncClient, graph: dict[str, Any], **body: Any) -> str:
    workflow_id = await publish(client, graph)
    answer = await client.post(f"/api/workflows/{workflow_id}/execute", json=body)
    assert answer.status_code == 202, answer.text
    return str(answer.json()["id"])


async def row_of(app: OnefoldApp, execution_id: str) -> Execution:
    async with app.resources.database.reader() as session:
        return (await session.exec(select(Execution).where(col(Execution.id) == UUID(execution_id)))).one()


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(20):
        while not await holds():
            await asyncio.sleep(0.02)


async def parked(app: OnefoldApp, execution_id: str) -> Execution:
    async def is_parked() -> bool:
        return (await row_of(app, execution_id)).wake_at is not None

    await until(is_parked)
    return await row_of(app, execution_id)


async def wake(app: OnefoldApp, execution_id: str) -> None:
    """Let its time come, as a clock would an hour later."""
    async with app.resources.database.session() as session:
        moment = utc_now() - timedelta(seconds=1)
        await session.exec(update(Execution).where(col(Execution.id) == UUID(execution_id)).values(wake_at=moment))


async def test_a_long_wait_parks_and_goes_on_by_itself(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    now = "{{ now }}"
    graph = chain(
        MANUAL,
        node("before", "set", values={"at": now}),
        node("nap", "delay", seconds=1.2),
        node("after", "set", values={"at": now}),
    )
    execution_id = await start(owner, graph)
    row = await parked(app, execution_id)
    assert (row.status, row.owner) == ("waiting", None)
    await until(lambda: is_not_here(app, execution_id))
    body = (await owner.get(f"/api/executions/{execution_id}")).json()
    assert body["status"] == "waiting"
    assert [run["status"] for run in body["nodes"]][:3] == ["completed", "completed", "waiting"]
    ended = await finished(owner, execution_id)
    assert ended["status"] == "completed"
    outputs = {run["node_id"]: run["output"] for run in ended["nodes"]}
    between = datetime.fromisoformat(outputs["after"]["at"]) - datetime.fromisoformat(outputs["before"]["at"])
    assert between >= timedelta(seconds=1.2), "now is the time of each evaluation"
    assert (await row_of(app, execution_id)).wake_at is None


async def is_not_here(app: OnefoldApp, execution_id: str) -> bool:
    return all(str(known) != execution_id for known in app.resources.executions.active._runs)


@sqlite_only
async def test_who_waits_for_a_run_gets_its_result_when_it_was_parked(
    app: OnefoldApp, owner: httpx.AsyncClient
) -> None:
    graph = chain(MANUAL, node("nap", "delay", seconds=0.7), node("answer", "respond", status=200, body={"n": 1}))
    workflow_id = await publish(owner, graph)
    answer = await owner.post(f"/api/workflows/{workflow_id}/execute", json={"wait_seconds": 30})
    assert (answer.status_code, answer.json()["result"]) == (200, {"n": 1})


async def test_a_run_parks_only_when_all_of_it_sleeps(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    short = [node(f"s{n}", "delay", seconds=0.1) for n in range(6)]
    graph = chain(MANUAL, *short, node("done", "log", level="info", message="the short branch is through"))
    graph["nodes"].append(node("long", "delay", seconds=3600))
    graph["edges"].append({"from": "start", "to": "long"})
    execution_id = await start(owner, graph)
    row = await parked(app, execution_id)
    events = (await owner.get(f"/api/executions/{execution_id}/events", params={"limit": 500})).json()["items"]
    assert "the short branch is through" in [event.get("message") for event in events]
    assert row.wake_at is not None
    assert row.wake_at - utc_now() > timedelta(minutes=59)
    await wake(app, execution_id)
    # Its own time has not come yet: it is parked again, and nothing ran twice.
    await until(lambda: is_parked_until_later(app, execution_id))
    again = (await owner.get(f"/api/executions/{execution_id}/events", params={"limit": 500})).json()["items"]
    assert again == events
    assert (await owner.post(f"/api/executions/{execution_id}/cancel")).status_code < 300
    assert (await finished(owner, execution_id))["status"] == "cancelled"


async def is_parked_until_later(app: OnefoldApp, execution_id: str) -> bool:
    row = await row_of(app, execution_id)
    return row.owner is None and row.wake_at is not None and row.wake_at > datetime.now(UTC) + timedelta(minutes=1)


@sqlite_only
async def test_rounds_of_a_loop_wait_one_after_the_other(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    body = {"nodes": [node("nap", "delay", seconds=0.6)], "edges": []}
    execution_id = await start(owner, chain(MANUAL, node("loop", "for_each", items="{{ range(2) }}", body=body)))
    await parked(app, execution_id)
    ended = await finished(owner, execution_id)
    assert ended["status"] == "completed"
    events = (await owner.get(f"/api/executions/{execution_id}/events", params={"limit": 500})).json()["items"]
    waits = [event["iteration"] for event in events if event["type"] in ("node.waiting", "node.completed")]
    assert waits[1:5] == [[0], [0], [1], [1]]


@sqlite_only
async def test_a_parked_run_times_out(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    graph = chain(MANUAL, node("nap", "delay", seconds=3600)) | {"timeout_s": 1.0}
    execution_id = await start(owner, graph)
    await parked(app, execution_id)
    ended = await finished(owner, execution_id)
    assert (ended["status"], ended["error"]["code"]) == ("timed_out", "execution_timed_out")


@sqlite_only
async def test_the_time_of_a_node_goes_on_while_its_run_is_parked(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    nap = node("nap", "delay", seconds=3600)
    loop = node("loop", "for_each", items="{{ [1] }}", body={"nodes": [nap], "edges": []}) | {"timeout_s": 1.0}
    for graph in (chain(MANUAL, nap | {"timeout_s": 1.0}), chain(MANUAL, loop)):
        execution_id = await start(owner, graph)
        assert (await parked(app, execution_id)).status == "waiting"
        ended = await finished(owner, execution_id)
        assert (ended["status"], ended["error"]["code"]) == ("failed", "node_timeout")


@sqlite_only
async def test_a_wait_that_was_over_in_time_is_no_time_out_however_late_the_process_comes(
    app: OnefoldApp, owner: httpx.AsyncClient
) -> None:
    execution_id = await start(owner, chain(MANUAL, node("nap", "delay", seconds=0.5) | {"timeout_s": 0.6}))
    row = await parked(app, execution_id)
    async with app.resources.database.session() as session:
        later = update(Execution).where(col(Execution.id) == row.id).values(wake_at=utc_now() + timedelta(seconds=1))
        await session.exec(later)
    assert (await finished(owner, execution_id))["status"] == "completed"


@sqlite_only
async def test_what_only_waits_is_free_at_start_and_survives_every_crash(
    app: OnefoldApp, owner: httpx.AsyncClient
) -> None:
    parked_one = await start(owner, chain(MANUAL, node("nap", "delay", seconds=3600)))
    await parked(app, parked_one)
    process = app.resources.executions
    for _ in range(7):
        # As a process that finds what a dead one left: everything with an owner.
        await process.claims.requeue_owned()
    row = await row_of(app, parked_one)
    assert (row.status, row.owner, row.crashes) == ("waiting", None, 0)
    assert await process.claims.claim(100) == []


@sqlite_only
async def test_a_sleeper_in_place_shows_that_it_waits_and_is_not_what_crashed(
    app: OnefoldApp, owner: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parking, "PARK_S", 60.0)
    execution_id = await start(owner, chain(MANUAL, node("nap", "delay", seconds=30)))

    async def sleeps() -> bool:
        row = await row_of(app, execution_id)
        return row.status == "waiting" and row.owner is not None

    for crashes in range(7):
        await until(sleeps)
        assert (await row_of(app, execution_id)).crashes == 0, crashes
        app.resources.executions.active.stop_all()
        await app.resources.executions.claims.requeue_owned()
        assert (await row_of(app, execution_id)).status == "waiting"


@sqlite_only
async def test_the_slow_loser_of_a_join_is_not_the_result(owner: httpx.AsyncClient) -> None:
    graph = {
        "nodes": [
            MANUAL,
            node("fast", "set", values={"from": "fast"}),
            node("slow", "delay", seconds=0.1),
            node("late", "set", values={"from": "late"}),
            node("met", "set", values={"won": "{{ nodes.fast.output }}"}) | {"join": "any"},
        ],
        "edges": [
            {"from": "start", "to": "fast"},
            {"from": "start", "to": "slow"},
            {"from": "slow", "to": "late"},
            {"from": "fast", "to": "met"},
            {"from": "late", "to": "met"},
        ],
    }
    ended = await finished(owner, await start(owner, graph))
    assert ended["result"] == {"won": {"from": "fast"}}
    # Of two ends, the one that is listed last is the result, whichever came last.
    ends = chain(MANUAL, node("nap", "delay", seconds=0.1), node("first", "set", values={"n": 1}))
    ends["nodes"].append(node("last", "set", values={"n": 2}))
    ends["edges"].append({"from": "start", "to": "last"})
    assert (await finished(owner, await start(owner, ends)))["result"] == {"n": 2}

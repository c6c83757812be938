"""How long runs are kept: by their age, and by how much all of them take."""

import asyncio
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import func, insert, select, update

from app.core.db.database import utc_now
from app.core.ids import named_uuid7
from app.core.jobs import run_to_end
from app.core.settings import Settings
from app.engine import retention
from app.engine.models import (
    Execution,
    ExecutionDecision,
    execution_event,
    execution_event_kept,
    execution_value,
)
from app.executions.jobs import list_jobs
from app.main import OnefoldApp
from tests.engine.rows import new_row
from tests.workflows.graphs import MANUAL, chain, node, publish

KEPT = timedelta(days=3)
_executions: Any = Execution.__table__  # type: ignore[attr-defined]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"execution_days": KEPT.days, "execution_bytes": 200_000})


async def add_run(app: OnefoldApp, began: datetime, name: str, *, events: int = 2, **changes: Any) -> UUID:
    """Store a run that ended a moment after it began, with events and all that can stand beside them."""
    ended = {"status": "completed", "ended_at": began + timedelta(seconds=1), "last_seq": events}
    row = new_row() | {"id": named_uuid7(began, name)} | ended | changes
    execution_id: UUID = row["id"]
    of = {"execution_id": execution_id}
    journal = [of | {"seq": seq, "key": f"{name}{seq}", "body": "{}"} for seq in range(1, events + 1)]
    async with app.resources.database.session() as session:
        connection = await session.connection()
        await connection.execute(insert(_executions), [row])
        await connection.execute(insert(execution_event), journal)
        await connection.execute(insert(execution_event_kept), [of | {"seq": 1, "packed": "{}"}])
        await connection.execute(insert(execution_value), [of | {"hash": "0" * 64, "body": "1"}])
        session.add(ExecutionDecision(execution_id=execution_id, node_id="n", iteration="", attempt=1, action="fail"))
    return execution_id


async def runs_left(app: OnefoldApp) -> set[UUID]:
    async with app.resources.database.reader() as session:
        return set((await (await session.connection()).execute(select(_executions.c.id))).scalars())


async def rows_of(app: OnefoldApp, execution_id: UUID) -> int:
    """Return how many rows any table has of a run."""
    tables = (execution_event, execution_event_kept, execution_value, ExecutionDecision.__table__)  # type: ignore[attr-defined]
    async with app.resources.database.reader() as session:
        connection = await session.connection()
        counts = [
            await connection.scalar(select(func.count()).where(table.c.execution_id == execution_id))
            for table in tables
        ]
    return sum(count or 0 for count in counts)


async def test_an_old_run_goes_with_all_that_is_stored_of_it_and_a_young_one_stays(
    app: OnefoldApp, owner: httpx.AsyncClient
) -> None:
    old = await add_run(app, utc_now() - KEPT - timedelta(hours=1), "old")
    young = await add_run(app, utc_now() - KEPT + timedelta(hours=1), "young")
    assert await rows_of(app, old) > 0
    await app.resources.jobs.run("executions")
    gone = await owner.get(f"/api/executions/{old}")
    assert (gone.status_code, gone.json()["code"]) == (404, "execution_not_found")
    assert await rows_of(app, old) == 0
    kept = (await owner.get(f"/api/executions/{young}")).json()
    assert (kept["status"], await rows_of(app, young)) == ("completed", 5)


@pytest.mark.parametrize("status", ["queued", "running", "waiting"])
async def test_what_has_not_ended_is_never_deleted(app: OnefoldApp, status: str) -> None:
    long_ago = utc_now() - timedelta(days=400)
    # Somebody else has it: otherwise this process would go on with it.
    unended = {"status": status, "ended_at": None, "owner": "another", "size": 10**9}
    waiting = await add_run(app, long_ago, "waiting", **unended)
    async with app.resources.database.session() as session:
        await (await session.connection()).execute(update(_executions).values(owner="another"))
    await app.resources.jobs.run("executions")
    assert waiting in await runs_left(app)


async def test_what_cannot_go_takes_room_that_others_make(app: OnefoldApp) -> None:
    """200,000 may stay: beside a run that goes on there is room for one of those that ended after it."""
    long_ago, size = utc_now() - timedelta(hours=5), 90_000
    stored = {"size": size, "result": "x" * size}
    unended = {"status": "waiting", "ended_at": None, "owner": "another"}
    waiting = await add_run(app, long_ago, "waiting", **stored, **unended)
    ended = [await add_run(app, long_ago + timedelta(minutes=at), f"run{at}", **stored) for at in range(1, 4)]
    await app.resources.jobs.run("executions")
    assert await runs_left(app) == {waiting, ended[-1]}


async def test_past_the_limit_of_bytes_the_oldest_go_first(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    graph = chain(MANUAL, node("text", "set", values={"x": "{{ trigger.input }}"}))
    workflow_id = await publish(owner, graph)
    runs = []
    for letter in "abc":
        body = {"input": letter * 60_000, "wait_seconds": 30}
        ended = await owner.post(f"/api/workflows/{workflow_id}/execute", json=body)
        assert ended.json()["status"] == "completed"
        runs.append(UUID(ended.json()["id"]))
    await app.resources.jobs.run("executions")
    # Each takes its output and its result, 120,000 characters: one has room in 200,000.
    assert await runs_left(app) == set(runs[-1:])


async def test_a_big_value_counts_once_and_at_its_size(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    workflow_id = await publish(owner, chain(MANUAL))
    body = {"input": "x" * 400_000, "wait_seconds": 30}
    ended = await owner.post(f"/api/workflows/{workflow_id}/execute", json=body)
    async with app.resources.database.reader() as session:
        row = await session.get(Execution, UUID(ended.json()["id"]))
    assert row is not None
    assert 400_000 < row.size < 420_000
    await app.resources.jobs.run("executions")
    assert await runs_left(app) == set()


async def test_a_run_with_more_events_than_one_turn_deletes_goes_in_several(
    app: OnefoldApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "MAX_EVENTS", 10)
    monkeypatch.setattr(retention, "MAX_RUNS", 3)
    old = utc_now() - KEPT - timedelta(hours=1)
    for number in range(8):
        await add_run(app, old + timedelta(seconds=number), f"run{number}", events=35 if number == 2 else 4)
    await asyncio.gather(*(app.resources.jobs.run("executions") for _ in range(2)))
    assert await runs_left(app) == set()
    async with app.resources.database.reader() as session:
        assert await (await session.connection()).scalar(select(func.count()).select_from(execution_event)) == 0


async def test_zero_keeps_everything(app: OnefoldApp, settings: Settings) -> None:
    old = await add_run(app, utc_now() - timedelta(days=4_000), "old", size=10**12)
    unlimited = settings.model_copy(update={"execution_days": 0, "execution_bytes": 0})
    job = next(job for job in list_jobs(unlimited, app.resources.database) if job.name == "executions")
    assert await run_to_end(job) == 0
    assert old in await runs_left(app)

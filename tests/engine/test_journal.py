"""The journal by itself: order, gaplessness, claims and live fan-out, on both databases."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from uuid import UUID

import pytest
from prometheus_client import CollectorRegistry
from sqlalchemy import select

from app.core.db.database import Database, utc_now
from app.core.failpoints import FailPoints
from app.core.tasks import Supervisor
from app.engine import queries
from app.engine.journal.events import ExecutionCompleted, ExecutionStarted, NewEvent, NodeAttempt, NodeLog, new_event
from app.engine.journal.live import MAX_PENDING_CHARACTERS, Subscription
from app.engine.journal.operations import AppendEvents, CreateRun, FinalState
from app.engine.journal.writer import EventWriter, LostClaim, RunExists
from app.engine.models import Execution, execution_process
from app.engine.ownership.process import ExecutionProcess
from app.engine.ownership.recovery import requeue_orphaned
from app.engine.ownership.sqlite_lock import DatabaseInUse
from tests.engine.rows import new_row


@asynccontextmanager
async def process_on(url: str) -> AsyncIterator[ExecutionProcess]:
    """An ExecutionProcess on a database, started."""
    database = Database(url)
    process = ExecutionProcess(database, FailPoints(), Supervisor(metrics := CollectorRegistry()), metrics)
    try:
        await process.start_up()
        yield process
        await process.shut_down()
    finally:
        await database.close()


@pytest.fixture
async def process(database_url: str) -> AsyncIterator[ExecutionProcess]:
    async with process_on(database_url) as process:
        yield process


async def accept(process: ExecutionProcess, *, owned: bool = True) -> UUID:
    changes = {"owner": process.claims.owner, "epoch": 1} if owned else {}
    row = new_row(trigger={"input": {"text": "nul \x00 and \ud800"}}, **changes)
    await process.journal.submit(CreateRun(row))
    execution_id: UUID = row["id"]
    return execution_id


def writer_of(process: ExecutionProcess, execution_id: UUID, epoch: int = 1) -> EventWriter:
    return EventWriter(process.journal, execution_id, epoch, 0, [])


async def journal_of(process: ExecutionProcess, execution_id: UUID) -> list[tuple[int, str]]:
    async with process.database.reader() as session:
        return [(seq, type) for seq, type, _ in (await queries.read_events(session, execution_id, 0, 1000))[0]]


def log_line(execution_id: UUID, n: int) -> NewEvent:
    return new_event(str(execution_id), NodeLog.new(NodeAttempt("a", (), 1), n, "info", str(n), None))


async def test_a_new_run_is_refused_where_its_id_is_taken_and_known_where_it_is_its_own(
    process: ExecutionProcess,
) -> None:
    journal, row = process.journal, new_row(owner=process.claims.owner, epoch=1)
    await journal.submit(CreateRun(row))
    # The connection may be lost after the commit; then the writer brings the same operation again.
    again, other, fresh = CreateRun(row), CreateRun(new_row(id=row["id"])), CreateRun(new_row())
    twice = CreateRun(fresh.row | {"trigger": {"second": True}})
    outcomes = await asyncio.gather(
        *(journal.submit(operation) for operation in (again, other, fresh, twice)), return_exceptions=True
    )
    assert [type(outcome) for outcome in outcomes] == [type(None), RunExists, type(None), RunExists]
    async with process.database.reader() as session:
        for stored in (row, fresh.row):
            found = await queries.find_execution(session, stored["id"])
            assert found is not None
            assert (found.trigger, found.owner) == (stored["trigger"], stored["owner"])
    # Somebody else has the row meanwhile: whoever brings it again does not begin the run.
    await process.claims.requeue(Execution.id == row["id"])
    with pytest.raises(RunExists):
        await journal.submit(again)


async def test_events_of_many_runs_are_gapless_and_in_order(process: ExecutionProcess) -> None:
    async def one_run() -> UUID:
        execution_id = await accept(process)
        writer = writer_of(process, execution_id)
        writer.add(new_event(str(execution_id), ExecutionStarted.new()))
        for n in range(20):
            writer.add(log_line(execution_id, n))
            writer.add(log_line(execution_id, n))  # emitted again: dropped, not renumbered
            if n % 3 == 0:
                await writer.flush()
        writer.add(new_event(str(execution_id), ExecutionCompleted.new({"ok": True})))
        await writer.finish(FinalState("completed", {"ok": True}))
        return execution_id

    ids = await asyncio.gather(*(one_run() for _ in range(50)))
    for execution_id in ids:
        events = await journal_of(process, execution_id)
        assert [seq for seq, _ in events] == list(range(1, 23))
        assert events[0][1] == "execution.started"
        assert events[-1][1] == "execution.completed"
    async with process.database.reader() as session:
        row = await queries.find_execution(session, ids[0])
        assert row is not None
        assert (row.status, row.result, row.epoch, row.owner) == ("completed", {"ok": True}, 2, None)
        assert row.trigger["input"]["text"] == "nul \x00 and \ud800"


async def test_nothing_enters_after_the_terminal_event(process: ExecutionProcess) -> None:
    execution_id = await accept(process)
    writer = writer_of(process, execution_id)
    writer.add(new_event(str(execution_id), ExecutionStarted.new()))
    await writer.flush()
    assert await process.cancel(execution_id)
    assert not await process.cancel(execution_id)
    writer.add(log_line(execution_id, 1))
    with pytest.raises(LostClaim):
        await writer.flush()
    assert [type for _, type in await journal_of(process, execution_id)] == [
        "execution.started",
        "execution.cancelled",
    ]


async def test_a_claim_shuts_the_earlier_owner_out(process: ExecutionProcess) -> None:
    execution_id = await accept(process, owned=False)
    claimed = await process.claims.claim(10)
    assert [run.row.id for run in claimed] == [execution_id]
    assert await process.claims.claim(10) == []
    needs_catch_up = writer_of(process, execution_id, epoch=claimed[0].row.epoch - 1)
    needs_catch_up.add(log_line(execution_id, 1))
    with pytest.raises(LostClaim):
        await needs_catch_up.flush()
    assert await journal_of(process, execution_id) == []


async def test_a_watcher_gets_the_past_then_the_present_once(process: ExecutionProcess) -> None:
    execution_id = await accept(process)
    writer = writer_of(process, execution_id)
    seen: list[int] = []
    halfway = asyncio.Event()

    async def watch(after: int) -> None:
        async for seq, _, body in process.broadcaster.events(execution_id, after):
            assert json.loads(body)["seq"] == seq
            seen.append(seq)
            if seq == 1200:
                halfway.set()

    writer.add(new_event(str(execution_id), ExecutionStarted.new()))
    for n in range(1, 1200):
        writer.add(log_line(execution_id, n))
    await writer.flush()
    watcher = asyncio.create_task(watch(7))
    await halfway.wait()
    for n in range(1200, 1300):
        writer.add(log_line(execution_id, n))
        await writer.flush()
    writer.add(new_event(str(execution_id), ExecutionCompleted.new(None)))
    await writer.finish(FinalState("completed"))
    await watcher
    assert seen == list(range(8, 1302))


async def test_a_slow_watcher_loses_nothing(process: ExecutionProcess) -> None:
    execution_id = await accept(process)
    writer = writer_of(process, execution_id)
    events = process.broadcaster.events(execution_id)
    writer.add(new_event(str(execution_id), ExecutionStarted.new()))
    await writer.flush()
    seen = [(await anext(events))[0]]
    for n in range(3000):  # three times what is kept for a watcher that does not read
        writer.add(log_line(execution_id, n))
        if n % 100 == 0:
            await writer.flush()
    writer.add(new_event(str(execution_id), ExecutionCompleted.new(None)))
    await writer.finish(FinalState("completed"))
    seen += [seq async for seq, _, _ in events]
    assert seen == list(range(1, 3003))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_watcher_gets_what_another_process_wrote_before_what_follows(
    process: ExecutionProcess,
) -> None:
    execution_id = await accept(process)
    writer = writer_of(process, execution_id)
    events = process.broadcaster.events(execution_id)
    writer.add(new_event(str(execution_id), ExecutionStarted.new()))
    await writer.flush()
    seen = [(await anext(events))[0]]
    # As another process writes: committed, while the notification of it is still on its way to here.
    elsewhere = AppendEvents(execution_id, 1, 1, [log_line(execution_id, n) for n in range(3)], (), "running")
    await asyncio.to_thread(process.journal._store.write, [elsewhere])
    heir = EventWriter(process.journal, execution_id, 1, 4, [])
    heir.add(new_event(str(execution_id), ExecutionCompleted.new(None)))
    await heir.finish(FinalState("completed"))
    seen += [seq async for seq, _, _ in events]
    assert seen == [1, 2, 3, 4, 5]


def test_what_is_kept_for_a_slow_watcher_is_bounded_in_bytes() -> None:
    subscription = Subscription()
    large = "x" * (MAX_PENDING_CHARACTERS // 3)
    for seq in range(1, 4):
        subscription.push([(seq, "node.log", large)])
        assert len(subscription.pending) == seq
        assert not subscription.needs_catch_up
    assert subscription.take()[0] == 1
    subscription.push([(4, "node.log", large)])
    assert not subscription.needs_catch_up, "what was taken makes room"
    subscription.push([(5, "node.log", large)])
    assert subscription.needs_catch_up
    assert not subscription.pending


async def test_runs_are_watched_and_taken_over_across_processes(process: ExecutionProcess, database_url: str) -> None:
    if database_url.startswith("sqlite"):
        with pytest.raises(DatabaseInUse, match="ONEFOLD_DATA_DIR") as refused:
            async with process_on(database_url):
                pass
        assert refused.value.code == "database_in_use"
        return
    async with process_on(database_url) as other:
        execution_id = await accept(process)
        writer = writer_of(process, execution_id)
        events = other.broadcaster.events(execution_id)
        writer.add(new_event(str(execution_id), ExecutionStarted.new()))
        await writer.flush()
        assert (await anext(events))[0] == 1
        await requeue_orphaned(other)
        assert await other.claims.claim(10) == [], "the owner lives"
        assert process.claims._lock is not None
        await process.claims._lock.release()
        claimed = []
        async with asyncio.timeout(20):
            while not claimed:  # until the server has noticed that the connection with the lock is gone
                await requeue_orphaned(other)
                claimed = await other.claims.claim(10)
        assert [(run.row.id, run.row.epoch, run.row.crashes, len(run.journal)) for run in claimed] == [
            (execution_id, 3, 1, 1)
        ]
        writer.add(log_line(execution_id, 1))
        with pytest.raises(LostClaim):
            await writer.flush()
        heir = EventWriter(other.journal, execution_id, 3, 1, [key for key, _ in claimed[0].journal])
        heir.add(new_event(str(execution_id), ExecutionCompleted.new(1)))
        await heir.finish(FinalState("completed", 1))
        assert [event[0] async for event in events] == [2]


@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_heartbeats_of_what_is_gone_are_deleted(process: ExecutionProcess, database_url: str) -> None:
    await process.journal.submit(CreateRun(new_row(owner="12", epoch=1)))
    async with process.database.session() as session:
        beats = [{"owner": owner, "beat_at": utc_now() - timedelta(days=2)} for owner in ("11", "12")]
        await (await session.connection()).execute(execution_process.insert(), beats)
    async with process_on(database_url) as other, process.database.reader() as session:
        owners = (await (await session.connection()).execute(select(execution_process.c.owner))).scalars().all()
        assert set(owners) == {process.claims.owner, other.claims.owner, "12"}, "one that has runs may be frozen"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_writer_that_dies_of_a_bug_fails_its_batch_and_goes_on(
    process: ExecutionProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_operations: object) -> None:
        raise RuntimeError("a bug")

    with monkeypatch.context() as patch:
        patch.setattr(process.journal._store, "write", broken)
        with pytest.raises(RuntimeError, match="a bug"):
            await asyncio.wait_for(accept(process), 5)
    execution_id = await asyncio.wait_for(accept(process), 5)
    writer = writer_of(process, execution_id)
    writer.add(new_event(str(execution_id), ExecutionStarted.new()))
    await writer.flush()
    assert [seq for seq, _ in await journal_of(process, execution_id)] == [1]

"""Two processes on one Postgres: live across them, adoption when one dies, silence from one that only slept."""

import asyncio
import signal
from pathlib import Path

import pytest

from tests.crash.client import SCOPES, events_of, follow, publish_graph, start_runs, wait_ended
from tests.crash.conftest import Receiver, effects_of
from tests.crash.test_kill import assert_whole
from tests.servers import OnefoldServer

pytestmark = [pytest.mark.slow, pytest.mark.postgres, pytest.mark.timeout(180)]


# SQLite has one process by design: test_journal proves that a second one is refused.
on_postgres = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)


@on_postgres
async def test_a_run_is_watched_on_the_other_process_which_adopts_it(
    tmp_path: Path, database_url: str, receiver: Receiver
) -> None:
    with OnefoldServer(tmp_path / "a", database_url) as first, OnefoldServer(tmp_path / "b", database_url) as second:
        key = first.make_key(*SCOPES)
        workflow_id = publish_graph(first, key, receiver.url)
        acknowledged = await start_runs(first.url, key, workflow_id, range(40))
        watched = next(iter(acknowledged))
        seen: list[int] = []
        watcher = asyncio.create_task(follow([second.url], key, watched, seen))
        while not seen:
            await asyncio.sleep(0.01)
        first.kill()
        ended = await wait_ended(second.url, key, list(acknowledged))
        assert {row["status"] for row in ended.values()} == {"completed"}
        await watcher
        events = await events_of(second.url, key, watched)
        assert seen == list(range(1, len(events) + 1))
        for execution_id in acknowledged:
            await assert_whole(second, key, execution_id)
        assert {f"{e}:{place}" for e, n in acknowledged.items() for place in effects_of(n)} <= {
            received for received, _ in receiver.received()
        }


@on_postgres
async def test_a_frozen_process_whose_runs_were_adopted_sends_and_writes_nothing_when_it_wakes(
    tmp_path: Path, database_url: str, receiver: Receiver
) -> None:
    with OnefoldServer(tmp_path / "a", database_url) as sleeper, OnefoldServer(tmp_path / "b", database_url) as heir:
        key = sleeper.make_key(*SCOPES)
        workflow_id = publish_graph(sleeper, key, receiver.url)
        acknowledged = await start_runs(sleeper.url, key, workflow_id, range(40))
        # Frozen, not ended: its connections stand, and its lock with them. Only its heart has stopped.
        sleeper.signal(signal.SIGSTOP)
        ended = await wait_ended(heir.url, key, list(acknowledged))
        assert {row["status"] for row in ended.values()} == {"completed"}
        before = {e: await events_of(heir.url, key, e) for e in acknowledged}
        sent = len(receiver.received())
        sleeper.signal(signal.SIGCONT)
        await asyncio.to_thread(sleeper.wait_ready)
        woken = await start_runs(sleeper.url, key, workflow_id, range(100, 105))
        again = [key for key, _ in receiver.received()[sent:] if key.partition(":")[0] in acknowledged]
        # A process does one thing at a time: one request can stand between the question and the wire when it freezes.
        assert len(again) <= 1, "what the heir has completed is not sent once more"
        assert len(woken) == 5, "a process that lost its lock takes a new name and serves again"
        assert {row["status"] for row in (await wait_ended(heir.url, key, list(woken))).values()} == {"completed"}
        for execution_id, events in before.items():
            assert await events_of(heir.url, key, execution_id) == events
            await assert_whole(heir, key, execution_id)

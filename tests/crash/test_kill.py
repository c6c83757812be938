"""kill -9 at named points and at random, 100 runs in flight: nothing acknowledged is lost, nothing runs twice."""

import asyncio
import os
import random
import sqlite3
import time
from pathlib import Path

import psycopg
import pytest

from tests.crash.client import SCOPES, events_of, follow, publish_graph, start_runs, wait_ended
from tests.crash.conftest import Receiver, effects_of
from tests.servers import OnefoldServer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]
RUNS = 100

# Each point on one database, and any moment on both; NIGHTLY=1 runs every point on both.
POINTS = {
    "sqlite": ["acknowledged:60", "effect-done:90", "at random"],
    "postgres": ["event-committed:250", "before-terminal:10", "at random"],
}
EVERY = sorted({point for points in POINTS.values() for point in points})
CASES = [
    pytest.param(name, point, marks=[pytest.mark.postgres] if name == "postgres" else [])
    for name, points in POINTS.items()
    for point in (EVERY if os.environ.get("NIGHTLY") else points)
]


def journaled_outcomes(database_url: str) -> tuple[set[tuple[str, str]], int]:
    """Return `(execution id, node:iteration)` of what has ended in the journal, and how many runs have not."""
    ended = "SELECT execution_id, key FROM execution_event WHERE key LIKE '%|node.completed|%'"
    active = "SELECT count(*) FROM execution WHERE status IN ('queued', 'running', 'waiting')"
    if database_url.startswith("sqlite"):
        connection = sqlite3.connect(database_url.removeprefix("sqlite:///"))
        rows, (count,) = connection.execute(ended).fetchall(), connection.execute(active).fetchone()
        connection.close()
    else:
        with psycopg.connect(database_url) as postgres:
            rows = postgres.execute(ended).fetchall()
            count = postgres.execute(active).fetchone()[0]  # type: ignore[index]
    places = ((str(execution_id).replace("-", ""), key.split("|")) for execution_id, key in rows)
    return {(execution_id, f"{node}:{path}") for execution_id, (node, path, *_) in places}, count


@pytest.mark.parametrize(("database_url", "point"), CASES, indirect=["database_url"])
async def test_killed_runs_resume_without_loss_or_repetition(
    tmp_path: Path, database_url: str, receiver: Receiver, point: str
) -> None:
    failpoint = "" if point == "at random" else point
    with OnefoldServer(tmp_path / "data", database_url, failpoint=failpoint) as server:
        key = server.make_key(*SCOPES)
        workflow_id = publish_graph(server, key, receiver.url)
        seen: list[int] = []
        acknowledged, watched, watcher = await run_until_killed(server, key, workflow_id, point, seen)
        journaled, in_flight = journaled_outcomes(database_url)
        assert in_flight > 0, "the kill came too late to prove anything"
        killed_at = time.time()
        server.start(failpoint="")
        ended = await wait_ended(server.url, key, list(acknowledged))
        assert {row["status"] for row in ended.values()} == {"completed"}
        assert {row["result"]["n"] for row in ended.values()} == set(acknowledged.values())
        for execution_id in acknowledged:
            await assert_whole(server, key, execution_id)
        assert_effects(receiver, acknowledged, journaled, killed_at)
        if watched and watcher:
            await watcher
            last = (await events_of(server.url, key, watched))[-1]["seq"]
            assert seen == list(range(1, last + 1)), "the client that reconnected missed or repeated events"


async def run_until_killed(
    server: OnefoldServer, key: str, workflow_id: str, point: str, seen: list[int]
) -> tuple[dict[str, int], str | None, "asyncio.Task[None] | None"]:
    """Start the runs and watch one of them; returns once the process is dead, with the watcher still trying."""
    first = await start_runs(server.url, key, workflow_id, range(1))
    watched = next(iter(first), None)
    watcher = asyncio.create_task(follow([server.url], key, watched, seen)) if watched else None
    moment = random.randint(1, RUNS - 10) if point == "at random" else RUNS + 1

    def kill_at_the_moment(count: int) -> None:
        if count == moment:
            server.process.kill()

    starting = asyncio.create_task(start_runs(server.url, key, workflow_id, range(1, RUNS), kill_at_the_moment))
    await asyncio.to_thread(server.wait_dead)
    return first | await starting, watched, watcher


async def assert_whole(server: OnefoldServer, key: str, execution_id: str) -> None:
    """The events are gapless from 1, each key once, the terminal one last."""
    events = await events_of(server.url, key, execution_id)
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    assert events[0]["type"] == "execution.started"
    assert events[-1]["type"] == "execution.completed"
    ended = [
        (event["node_id"], *event["iteration"])
        for event in events
        if event["type"] in ("node.completed", "node.skipped")
    ]
    assert len(ended) == len(set(ended)) == 12 + 3 * 2


def assert_effects(
    receiver: Receiver, acknowledged: dict[str, int], journaled: set[tuple[str, str]], killed_at: float
) -> None:
    """Every effect was received, under its own key, and none again whose end the journal held at the kill."""
    received = receiver.received()
    expected = {f"{execution_id}:{place}" for execution_id, n in acknowledged.items() for place in effects_of(n)}
    keys = {key for key, _ in received}
    assert expected <= keys
    again = {key for key, when in received if when > killed_at}
    for key in again:
        execution_id, place = key.split(":", 1)
        assert (execution_id.replace("-", ""), place) not in journaled, "a journaled node ran again"

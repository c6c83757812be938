"""Supervised tasks: one that dies is logged, begun again, and seen in `/readyz` and `/metrics` while it is down."""

import ast
import asyncio
from pathlib import Path

import httpx
import pytest
from prometheus_client import CollectorRegistry
from structlog.testing import capture_logs

from app.core import tasks
from app.main import OnefoldApp

APP = Path(__file__).parents[2] / "app"
# Where a task is made without the supervisor, because it ends by itself or with the request that made it.
SHORT_LIVED = {
    "pages/serving/cache.py",
    "nodes/flow/for_each.py",
    "engine/running/interpreter.py",
    "engine/running/executor.py",
    "webhooks/lookup.py",
    "core/tasks.py",
    "engine/ownership/parking.py",
    "engine/ownership/process.py",
    "executions/sockets.py",
    "executions/streams.py",
    "storage/backends/s3.py",
    "storage/sizes.py",
}


async def metric(client: httpx.AsyncClient, name: str) -> float:
    lines = (await client.get("/metrics")).text.splitlines()
    return next(float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith(name))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_task_that_dies_is_seen_and_begins_again(
    app: OnefoldApp, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "FIRST_BACKOFF_S", 0.1)
    mended, died, runs_again = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def work() -> None:
        if mended.is_set():
            runs_again.set()
            await asyncio.Event().wait()
        died.set()
        raise RuntimeError("no luck")

    assert (await client.get("/readyz")).json()["checks"]["tasks"] == "ok"
    with capture_logs() as logs:
        task = app.resources.supervisor.start("unlucky", work)
        await died.wait()
        answer = await client.get("/readyz")
    assert (answer.status_code, answer.json()["checks"]["tasks"]) == (503, "down: unlucky")
    assert await metric(client, 'onefold_task_up{task="unlucky"}') == 0
    # On a busy machine it may have begun again and died again meanwhile.
    entry, *_ = [entry for entry in logs if entry.get("task") == "unlucky"]
    assert (entry["log_level"], entry["exc_info"]) == ("error", True)
    mended.set()
    await asyncio.wait_for(runs_again.wait(), 5)
    assert (await client.get("/readyz")).json()["checks"]["tasks"] == "ok"
    assert await metric(client, 'onefold_task_up{task="unlucky"}') == 1
    assert await metric(client, 'onefold_task_restarts_total{task="unlucky"}') >= 1
    await task.stop()
    assert (await client.get("/readyz")).status_code == 200, "a task that was stopped is not down"


@pytest.mark.parametrize("how", ["returns", "is cancelled from within"])
async def test_what_ends_without_an_error_begins_again_too(how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "FIRST_BACKOFF_S", 0.01)
    begun = 0
    twice = asyncio.Event()

    async def work() -> None:
        nonlocal begun
        begun += 1
        if begun == 2:
            twice.set()
        if how != "returns":
            raise asyncio.CancelledError

    task = tasks.Supervisor(CollectorRegistry()).start("short", work)
    await asyncio.wait_for(twice.wait(), 5)
    await task.stop()


def test_every_other_task_is_known_to_be_short_lived() -> None:
    found = {
        str(path.relative_to(APP))
        for path in APP.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in ("create_task", "ensure_future", "TaskGroup")
    }
    assert found == SHORT_LIVED, "a task that lives as long as the app is started with Supervisor.start"

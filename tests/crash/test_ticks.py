"""A process dies while it fires a schedule, before and after the commit: the tick becomes one run all the same."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.conftest import ONE_DATABASE
from tests.crash.client import SCOPES, wait_ended
from tests.servers import OnefoldServer, answered

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120), ONE_DATABASE]

GRAPH = {"nodes": [{"id": "clock", "kind": "trigger.schedule", "params": {"cron": "0 6 1 1 *"}}], "edges": []}


async def test_a_tick_outlives_the_process_that_fires_it(tmp_path: Path, database_url: str) -> None:
    def on_database(statement: str) -> list[Any]:
        with closing(sqlite3.connect(database_url.removeprefix("sqlite:///"), timeout=10)) as connection, connection:
            return connection.execute(statement).fetchall()

    with OnefoldServer(tmp_path / "data", database_url, failpoint="ticks-claimed") as server:
        key = server.make_key(*SCOPES)
        headers = {"Authorization": f"Bearer {key}"}
        with httpx.Client(base_url=server.url, headers=headers, timeout=20) as client:
            made = answered(client.post("/api/workflows", json={"name": "x", "draft": GRAPH}), 201)
            answered(client.post(f"/api/workflows/{made.json()['id']}/publish"))
        on_database("UPDATE schedule SET next_at = strftime('%Y-%m-%d %H:%M:%S.000000', 'now', '-5 seconds')")
        tick = on_database("SELECT next_at FROM schedule")
        server.wait_dead()
        assert on_database("SELECT count(*) FROM execution") == [(0,)]
        assert on_database("SELECT next_at FROM schedule") == tick
        server.start(wait=False, failpoint="ticks-queued")
        server.wait_dead()
        ((execution_id, status),) = on_database("SELECT id, status FROM execution")
        assert status == "queued"
        server.start(failpoint="")
        ended = (await wait_ended(server.url, key, [execution_id]))[execution_id]
        assert ended["status"] == "completed"
        assert ended["trigger"]["scheduled_for"].replace("T", " ").removesuffix("Z") == tick[0][0][:19]
        assert on_database("SELECT count(*) FROM execution") == [(1,)]

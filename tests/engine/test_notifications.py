"""Live streams between two processes on Postgres: this one writes, a real server has the watcher."""

import asyncio
import json
from pathlib import Path
from typing import Any, LiteralString

import httpx
import psycopg
import pytest
from websockets.asyncio.client import ClientConnection

from app.engine.journal.store import NOTIFY_CHANNEL
from tests.engine.test_journal import accept, log_line, process_on, writer_of
from tests.main_job.watching import watch
from tests.postgres import end_sessions
from tests.servers import OnefoldServer

JUNK = ("", " ", "x", "a b c", "x 00000000-0000-0000-0000-00000000000g", "\x01", "x" * 7000)


async def receive(socket: ClientConnection) -> dict[str, Any]:
    event: dict[str, Any] = json.loads(await asyncio.wait_for(socket.recv(), 10))
    return event


LISTENS: LiteralString = "application_name LIKE %s AND query LIKE 'LISTEN onefold_executions%%'"


async def wait_listener(url: str, pid: int) -> None:
    """Return once the server listens again."""
    async with asyncio.timeout(10), await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        found = None
        while found is None:
            cursor = await connection.execute(
                f"SELECT 1 FROM pg_stat_activity WHERE {LISTENS}", (f"onefold-{pid}-%",)
            )
            found = await cursor.fetchone()


@pytest.mark.postgres
@pytest.mark.slow
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_junk_and_a_cut_connection_do_not_end_live_streams(tmp_path: Path, database_url: str) -> None:
    with OnefoldServer(tmp_path, database_url) as server:
        async with process_on(database_url) as process:
            key = server.make_key("actions:read")
            execution_id = await accept(process)
            writer = writer_of(process, execution_id)
            async with watch(server, execution_id, key=key) as socket:
                writer.add(log_line(execution_id, 0))
                await writer.flush()
                assert (await receive(socket))["message"] == "0"
                with psycopg.connect(database_url, autocommit=True) as connection:
                    for payload in JUNK:
                        connection.execute("SELECT pg_notify(%s, %s)", (NOTIFY_CHANNEL, payload))
                writer.add(log_line(execution_id, 1))
                await writer.flush()
                assert (await receive(socket))["message"] == "1"
                assert end_sessions(database_url, LISTENS, f"onefold-{server.process.pid}-%") == 1
                writer.add(log_line(execution_id, 2))
                await writer.flush()
                assert (await receive(socket))["message"] == "2"
                await wait_listener(database_url, server.process.pid)
                writer.add(log_line(execution_id, 3))
                await writer.flush()
                assert (await receive(socket))["message"] == "3"
        metrics = httpx.get(f"{server.url}/metrics").text
        assert f"onefold_notifications_ignored_total {len(JUNK)}.0" in metrics
        assert 'onefold_task_restarts_total{task="listen"} 1.0' in metrics
        assert httpx.get(f"{server.url}/readyz").json()["checks"]["tasks"] == "ok"

"""An installation whose database URL is that of a pooler in transaction mode: PgBouncer as Debian ships it."""

import asyncio
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import text

from app.core.db.database import Database
from tests.conftest import create_postgres_database, database_of, drop_postgres_database
from tests.main_job.test_main_job import (  # noqa: F401 (the main job itself, on this server)
    key,
    script,
    test_sign_in_build_publish_send_and_watch_it_run,
    visitor,
)
from tests.servers import ROOT, OnefoldServer, answered, clean_environment

pytestmark = [pytest.mark.slow, pytest.mark.postgres, pytest.mark.pooler]

RUNS = 40
STORE = {
    "nodes": [
        {"id": "start", "kind": "trigger.manual"},
        {"id": "wait", "kind": "delay", "params": {"seconds": 0.01}},
        {
            "id": "store",
            "kind": "data.insert",
            "params": {"source": "local", "table": "numbers", "values": {"n": "{{ trigger.input.n }}"}},
        },
    ],
    "edges": [{"from": "start", "to": "wait"}, {"from": "wait", "to": "store"}],
}


@pytest.fixture(scope="module")
def database(postgres_server: str) -> Iterator[str]:
    """The address of an empty database, past the pooler."""
    name = f"pooler_{uuid4().hex}"
    create_postgres_database(postgres_server, name)
    yield database_of(postgres_server, name)
    drop_postgres_database(postgres_server, name)


@pytest.fixture(scope="module")
def pooled_url(database: str, pooled: Callable[[str], str]) -> str:
    """The address of the same database through the pooler."""
    return pooled(database.partition("?")[0].rpartition("/")[2])


@pytest.fixture(scope="module")
def server(database: str, pooled_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OnefoldServer]:
    """A running installation that began with an empty database."""
    with OnefoldServer(tmp_path_factory.mktemp("pooled"), pooled_url, direct_database_url=database) as server:
        yield server


async def test_forty_runs_complete_through_a_pooler(server: OnefoldServer) -> None:
    with closing(server.sign_in()) as owner:
        columns = [{"name": "n", "type": "integer"}]
        table = {"name": "numbers", "columns": columns}
        answered(owner.post("/api/data-sources/local/tables", json=table), 201)
        stored = answered(owner.post("/api/workflows", json={"name": "store", "draft": STORE}), 201).json()
        answered(owner.post(f"/api/workflows/{stored['id']}/publish"))
        async with httpx.AsyncClient(
            base_url=server.url, headers=owner.headers, cookies=owner.cookies, timeout=60
        ) as client:
            runs = [
                client.post(f"/api/workflows/{stored['id']}/execute", json={"input": {"n": n}, "wait_seconds": 50})
                for n in range(RUNS)
            ]
            answers = await asyncio.gather(*runs)
        assert [answer.json()["status"] for answer in answers] == ["completed"] * RUNS
        rows = owner.get("/api/data-sources/local/tables/numbers/rows?limit=100").json()["items"]
        assert sorted(row["n"] for row in rows) == list(range(RUNS))


def test_a_source_of_a_user_may_be_behind_a_pooler_too(server: OnefoldServer, pooled_url: str) -> None:
    with closing(server.sign_in()) as owner:
        source = {"name": "pooled", "kind": "postgres", "url": pooled_url}
        answered(owner.post("/api/data-sources", json=source), 201)
        query = {"name": "numbers", "source": "pooled", "sql": "select n from generate_series(1, 30) n", "params": []}
        answered(owner.post("/api/queries", json=query), 201)
        answer = answered(owner.post("/api/queries/numbers/run", json={"params": {}}))
        assert [row["n"] for row in answer.json()["rows"]] == list(range(1, 31)), answer.text


async def test_a_frozen_process_keeps_its_locks_for_a_minute_at_most(
    server: OnefoldServer, database: str, pooled_url: str
) -> None:
    for url in (pooled_url, database):
        opened = Database(url, direct_url=database)
        async with opened.session() as session:
            limit = await session.scalar(text("SHOW idle_in_transaction_session_timeout"))
        await opened.close()
        assert limit == "1min", url


def test_a_pooler_alone_is_refused_at_start_with_what_to_do(server: OnefoldServer) -> None:
    serve = subprocess.run(
        [sys.executable, "-m", "app", "serve", "--port", "0"],
        env=clean_environment(server.environment | {"ONEFOLD_DIRECT_DATABASE_URL": ""}),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert serve.returncode == 2, serve.stderr
    assert serve.stderr.startswith("onefold: ONEFOLD_DATABASE_URL leads through a pooler in transaction mode")
    assert "Set ONEFOLD_DIRECT_DATABASE_URL to the address past the pooler." in serve.stderr

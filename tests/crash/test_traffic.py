"""What is due comes in time while a process has no quiet second: time-outs, long waits, the runs of a dead neighbour.

A sweep that waits for a pause in the traffic never takes its slow turn; an idle server does not show that.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import psycopg
import pytest
from sqlalchemy import create_engine, text

from tests.servers import OnefoldServer, answered
from tests.workflows.graphs import MANUAL, chain, node

pytestmark = [pytest.mark.slow, pytest.mark.timeout(150)]
NAP = chain(MANUAL, node("nap", "delay", seconds=0.1))


def publish(client: httpx.Client, graph: dict[str, Any]) -> str:
    made = answered(client.post("/api/workflows", json={"name": "traffic", "draft": graph}), 201)
    answered(client.post(f"/api/workflows/{made.json()['id']}/publish"))
    return f"/api/workflows/{made.json()['id']}/execute"


def start(client: httpx.Client, execute: str) -> str:
    return f"/api/executions/{answered(client.post(execute, json={}), 202).json()['id']}"


def wait_for(client: httpx.Client, execution: str, status: str, seconds: float) -> dict[str, Any]:
    """Return the run once it has this status; fails after so many seconds."""
    end = time.monotonic() + seconds
    while True:
        body: dict[str, Any] = answered(client.get(execution)).json()
        if body["status"] == status:
            return body
        assert time.monotonic() < end, f"still {body['status']} after {seconds} s"
        time.sleep(0.1)


@contextmanager
def traffic(server: OnefoldServer, execute: str) -> Iterator[None]:
    """A run that naps, five times in two seconds, for the length of a block."""
    stop = threading.Event()

    def run() -> None:
        with closing(server.sign_in()) as client:
            while not stop.wait(0.4):
                client.post(execute, json={})

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def test_time_outs_and_long_waits_under_traffic_and_kills(tmp_path: Path) -> None:
    database = tmp_path / "onefold.db"
    with OnefoldServer(tmp_path / "data", f"sqlite:///{database}") as server:
        with closing(server.sign_in()) as client:
            nap = publish(client, NAP)
            sleeper = start(client, publish(client, chain(MANUAL, node("long", "delay", seconds=3600))))
            with traffic(server, nap):
                overdue = publish(client, chain(MANUAL, node("long", "delay", seconds=60)) | {"timeout_s": 1.0})
                ended = wait_for(client, start(client, overdue), "timed_out", 3.5)
                assert ended["error"]["code"] == "execution_timed_out"
                cancelled = publish(
                    client, chain(MANUAL, node("a", "delay", seconds=20), node("b", "delay", seconds=1))
                )
                for execution in [start(client, cancelled) for _ in range(40)]:
                    answered(client.post(f"{execution}/cancel"))
            wait_for(client, sleeper, "waiting", 5)
        server.kill()
        server.start(failpoint="acknowledged")
        with closing(server.sign_in()) as client:
            wait_for(client, sleeper, "waiting", 5)
            with pytest.raises(httpx.TransportError):
                start(client, nap)
        server.wait_dead()
        # It has ended its process three times before, as far as its row says; now comes the fifth.
        engine = create_engine(f"sqlite:///{database}")
        with engine.begin() as connection:
            poison = UUID(connection.scalar(text("SELECT id FROM execution WHERE status = 'queued'")))
            connection.execute(text("UPDATE execution SET crashes = 3 WHERE status = 'queued'"))
        engine.dispose()
        server.start(wait=False, failpoint="acknowledged")
        server.wait_dead()
        server.start()
        with closing(server.sign_in()) as client:
            body = wait_for(client, f"/api/executions/{poison}", "failed", 10)
            assert body["error"]["code"] == "execution_abandoned"
            # Every crash and start left what only waits alone.
            wait_for(client, sleeper, "waiting", 1)
        log = server.log.read_text()
        assert "never retrieved" not in log
        assert "Traceback" not in log


@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_the_runs_of_a_dead_process_end_while_the_other_is_busy(tmp_path: Path, database_url: str) -> None:
    with (
        OnefoldServer(tmp_path / "data", database_url) as first,
        OnefoldServer(tmp_path / "data", database_url) as second,
        closing(first.sign_in()) as client,
        closing(second.sign_in()) as other,
    ):
        nap = publish(client, NAP)
        slow = publish(client, chain(MANUAL, node("nap", "delay", seconds=1.5)))
        with traffic(second, nap):
            executions = [start(client, slow) for _ in range(10)]
            first.kill()
            end = time.monotonic() + 7.5  # the delay itself, five seconds to take them over, and a busy machine
            for execution in executions:
                wait_for(other, execution, "completed", max(end - time.monotonic(), 0.1))
    with psycopg.connect(database_url) as connection:
        assert connection.execute("SELECT max(crashes) FROM execution").fetchone() == (0,)

"""Retries: which failures are worth another attempt, when it comes, and how many there are."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.core.settings import Settings
from tests.conftest import make_settings
from tests.workflows.graphs import MANUAL, chain, finished, node, publish

pytestmark = [
    pytest.mark.timeout(60),
    # What is retried and when does not touch the database's dialect.
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    """Loopback may be called: the server these tests ask is there."""
    return make_settings(tmp_path / "data", database_url, egress_allow=["127.0.0.0/8"])


class Flaky:
    """A server that gives the answers it is told to, one after the other, and notes when each call came."""

    def __init__(self) -> None:
        self.answers: dict[str, list[bytes]] = {}
        self.calls: dict[str, list[float]] = {}
        self.url = ""

    def plan(self, path: str, *statuses: int, headers: str = "") -> str:
        """Answer calls of a path with these statuses, then with 200; returns its URL."""
        self.answers[path] = [
            f"HTTP/1.1 {status} x\r\nContent-Length: 0\r\nConnection: close\r\n{headers}\r\n".encode()
            for status in statuses
        ]
        self.calls[path] = []
        return f"{self.url}{path}"

    def gaps(self, path: str) -> list[float]:
        """The seconds between the calls of a path."""
        calls = self.calls[path]
        return [later - earlier for earlier, later in pairwise(calls)]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        path = head.split(b" ")[1].decode()
        self.calls[path].append(time.monotonic())
        rest = self.answers[path]
        writer.write(rest.pop(0) if rest else b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
        await writer.drain()
        writer.close()


@pytest.fixture
async def flaky() -> AsyncIterator[Flaky]:
    made = Flaky()
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    yield made
    server.close()
    await server.wait_closed()


Run = Callable[..., Any]


@pytest.fixture
def run(owner: httpx.AsyncClient) -> Run:
    async def run_call(url: str, retry: dict[str, Any], **params: Any) -> dict[str, Any]:
        call = node("call", "http.request", url=url, **params) | {"retry": retry}
        workflow_id = await publish(owner, chain(MANUAL, call))
        answer = await owner.post(f"/api/workflows/{workflow_id}/execute", json={"wait_seconds": 30})
        return await finished(owner, answer.json()["id"])

    return run_call


async def test_each_delay_is_longer_until_the_longest(run: Run, flaky: Flaky, owner: httpx.AsyncClient) -> None:
    url = flaky.plan("/slower", 503, 500, 502, 504)
    ended = await run(url, {"max_attempts": 5, "delay_s": 0.1, "backoff": 3, "max_delay_s": 0.5})
    assert ended["status"] == "completed"
    gaps = flaky.gaps("/slower")
    assert len(gaps) == 4
    # 0.1, 0.3, then 0.9 and 2.7 cut to 0.5.
    for gap, least in zip(gaps, (0.1, 0.3, 0.5, 0.5), strict=True):
        assert gap >= least
    assert gaps[3] < 0.9, "0.5 is the longest"
    events = (await owner.get(f"/api/executions/{ended['id']}/events")).json()["items"]
    retrying = [event for event in events if event["type"] == "node.retrying"]
    assert [event["attempt"] for event in retrying] == [1, 2, 3, 4]
    assert {event["error"]["code"] for event in retrying} == {"http_status"}
    assert ended["nodes"][-1]["attempt"] == 5


async def test_the_last_attempt_fails_the_node(run: Run, flaky: Flaky) -> None:
    ended = await run(flaky.plan("/down", *[503] * 9), {"max_attempts": 3, "delay_s": 0.01})
    assert (ended["status"], ended["error"]["code"], ended["error"]["attempt"]) == ("failed", "http_status", 3)
    assert len(flaky.calls["/down"]) == 3


async def test_which_statuses_are_worth_another_attempt(run: Run, flaky: Flaky) -> None:
    calls = {408: 2, 429: 2, 500: 2, 599: 2, 400: 1, 404: 1, 409: 1, 422: 1}
    urls = [flaky.plan(f"/{status}", status) for status in calls]
    ended = await asyncio.gather(*(run(url, {"max_attempts": 2, "delay_s": 0.01}) for url in urls))
    assert {status: len(flaky.calls[f"/{status}"]) for status in calls} == calls
    assert [one["status"] for one in ended] == ["completed" if n == 2 else "failed" for n in calls.values()]


async def test_a_server_says_when_to_come_back(run: Run, flaky: Flaky) -> None:
    in_seconds = flaky.plan("/seconds", 429, headers="Retry-After: 2\r\n")
    # A date has whole seconds, so that two seconds ahead may be just over one away.
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=3), usegmt=True)
    at_date = flaky.plan("/date", 503, headers=f"Retry-After: {date}\r\n")
    too_long = flaky.plan("/long", 503, headers="Retry-After: 86400\r\n")
    nonsense = flaky.plan("/nonsense", 503, headers="Retry-After: Sun, 06 Nov 99999999999 08:49:37 GMT\r\n")
    past = flaky.plan("/past", 503, headers="Retry-After: Sun, 06 Nov 1994 08:49:37 GMT\r\n")
    quick = {"max_attempts": 2, "delay_s": 0.1}
    capped = quick | {"max_delay_s": 0.4}
    waits = [run(url, quick) for url in (in_seconds, at_date, nonsense, past)]
    ended = await asyncio.gather(*waits, run(too_long, capped))
    assert {one["status"] for one in ended} == {"completed"}
    assert flaky.gaps("/seconds")[0] >= 2
    assert flaky.gaps("/date")[0] >= 1
    assert 0.4 <= flaky.gaps("/long")[0] < 10, "max_delay_s is the author's word on how long is too long"
    assert 0.1 <= flaky.gaps("/nonsense")[0] < 2
    assert 0.1 <= flaky.gaps("/past")[0] < 2


async def test_what_no_attempt_can_mend_is_not_tried_again(run: Run, flaky: Flaky, owner: httpx.AsyncClient) -> None:
    flaky.plan("/never")
    retry = {"max_attempts": 5, "delay_s": 0.01}
    refused = await run("http://169.254.169.254/", retry)
    assert (refused["error"]["code"], refused["error"]["attempt"]) == ("egress_refused", 1)
    wrong = await run("{{ 'a' + 1 }}", retry)
    assert (wrong["error"]["code"], wrong["error"]["attempt"]) == ("expression_failed", 1)
    # Nobody listens there: a connection that is refused may come up again.
    port = int(flaky.url.rsplit(":", 1)[1])
    unreachable = await run(f"http://127.0.0.1:{1 if port != 1 else 2}/", {"max_attempts": 3, "delay_s": 0.01})
    assert (unreachable["error"]["code"], unreachable["error"]["attempt"]) == ("egress_failed", 3)
    assert flaky.calls["/never"] == []

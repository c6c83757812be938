"""HTTP in and out of workflows on a real `onefold serve`: webhooks are called and servers answer over real ports."""

import socket
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.actions.graphs import MANUAL, chain, node
from tests.other_server import OtherServer
from tests.servers import OnefoldServer


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OnefoldServer]:
    """One process for all of these tests; SQLite, since no dialect matters here."""
    folder = tmp_path_factory.mktemp("http")
    with OnefoldServer(folder, f"sqlite:///{folder / 'onefold.db'}") as server:
        yield server


@pytest.fixture(scope="module")
def client(server: OnefoldServer) -> Iterator[httpx.Client]:
    with server.sign_in() as client:
        yield client


@pytest.fixture(scope="module")
def other() -> Iterator[OtherServer]:
    with OtherServer() as other:
        yield other


def make(client: httpx.Client, *nodes: dict[str, Any]) -> str:
    """The id of a new workflow of these nodes in a row."""
    answer = client.post("/api/workflows", json={"name": "flow", "draft": chain(*nodes)})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def run(client: httpx.Client, *nodes: dict[str, Any], given: Any = None) -> dict[str, Any]:
    """The ended execution of these nodes behind a manual trigger."""
    body = {"target": "draft", "input": given, "wait_seconds": 20}
    answer = client.post(f"/api/workflows/{make(client, MANUAL, *nodes)}/execute", json=body)
    assert answer.status_code == 200, answer.text
    ended: dict[str, Any] = answer.json()
    return ended


def test_a_healthy_server_answers_while_200_calls_to_another_hang(client: httpx.Client, other: OtherServer) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=512) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        hanging = make(client, MANUAL, node("call", "http.request", url=url, timeout_s=60))
        started = []
        for _ in range(200):
            answer = client.post(f"/api/workflows/{hanging}/execute", json={"target": "draft"})
            assert answer.status_code == 202, answer.text
            started.append(answer.json()["id"])
        ended = run(client, node("call", "http.request", url=f"{other.url}/healthy", timeout_s=3))
        for execution_id in started:
            client.post(f"/api/executions/{execution_id}/cancel")
    assert ended["status"] == "completed", ended["error"]

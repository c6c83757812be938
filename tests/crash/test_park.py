"""A process dies inside effects that must happen once: where the author asked for it, they wait for a person."""

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.crash.client import SCOPES, wait_ended
from tests.crash.conftest import Receiver
from tests.servers import OnefoldServer, answered

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]


def graph(receiver_url: str) -> dict[str, Any]:
    post = {
        "id": "post",
        "kind": "http.request",
        "params": {"method": "POST", "url": f"{receiver_url}/x"},
        "on_interrupted": "park",
    }
    loop = {"items": [0, 1, 2], "concurrency": 3, "on_item_error": "collect", "body": {"nodes": [post], "edges": []}}
    return {
        "nodes": [{"id": "start", "kind": "trigger.manual"}, {"id": "loop", "kind": "for_each", "params": loop}],
        "edges": [{"from": "start", "to": "loop"}],
    }


async def parked(client: httpx.Client, execution: str) -> None:
    """Return once the run waits for a person."""
    async with asyncio.timeout(20):
        while answered(client.get(execution)).json()["status"] != "waiting":
            await asyncio.sleep(0.05)


# A second for each effect, so that all three are under way when the first is done.
@pytest.mark.parametrize("receiver", [1.0], indirect=True)
async def test_interrupted_effects_wait_for_a_person_and_go_on_as_told(
    tmp_path: Path, database_url: str, receiver: Receiver
) -> None:
    with OnefoldServer(tmp_path / "data", database_url, failpoint="effect-done:1") as server:
        key = server.make_key(*SCOPES)
        headers = {"Authorization": f"Bearer {key}"}
        with httpx.Client(base_url=server.url, headers=headers, timeout=20) as client:
            made = answered(client.post("/api/workflows", json={"name": "x", "draft": graph(receiver.url)}), 201)
            execute = f"/api/workflows/{made.json()['id']}/execute"
            started = answered(client.post(execute, json={"target": "draft"}), 202)
        execution = f"/api/executions/{started.json()['id']}"
        server.wait_dead()
        assert len(receiver.received()) == 3, "all three posts were to be under way"
        server.start(failpoint="")
        with httpx.Client(base_url=server.url, headers=headers, timeout=20) as client:
            await parked(client, execution)

            def resume(round: int, action: str, **more: Any) -> httpx.Response:
                body = {"node_id": "post", "iteration": [round], "action": action, **more}
                return client.post(f"{execution}/resume", json=body)

            waiting = [run for run in client.get(execution).json()["nodes"] if run["waiting_for"] == "interrupted"]
            assert sorted(run["iteration"] for run in waiting) == [[0], [1], [2]]
            assert resume(7, "repeat").json()["code"] == "node_not_waiting"
            answered(resume(1, "complete", output={"status": "seen in their log"}))
            assert resume(1, "fail").json()["code"] == "node_not_waiting"
            # A restart between two answers: parked runs stay as they are.
            server.end()
            server.start(failpoint="")
        with httpx.Client(base_url=server.url, headers=headers, timeout=20) as client:
            await parked(client, execution)
            answered(resume(2, "fail"))
            answered(resume(0, "repeat"))
            ended = (await wait_ended(server.url, key, [started.json()["id"]]))[started.json()["id"]]
            assert client.post(f"{execution}/cancel").json()["code"] == "execution_ended"
            assert resume(0, "repeat").json()["code"] == "execution_ended"
    assert ended["status"] == "completed", ended
    first, second, third = ended["result"]["items"]
    assert (first["status"], second, third) == (200, {"status": "seen in their log"}, None)
    assert [(error["index"], error["code"]) for error in ended["result"]["errors"]] == [(2, "interrupted")]
    keys = [key for key, _ in receiver.received()]
    assert len(keys) == 4
    assert keys[3] == f"{started.json()['id']}:post:0"

"""kill -9 between the start of a run and the storing of its answer: sent again with its key, it is the same run."""

from pathlib import Path

import httpx
import pytest

from tests.servers import OnefoldServer
from tests.workflows.graphs import HELLO

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]


def test_a_run_whose_answer_was_never_stored_is_not_started_again(tmp_path: Path, database_url: str) -> None:
    with OnefoldServer(tmp_path / "data", database_url, failpoint="idempotent-answer") as server:
        key = server.make_key("actions:read", "actions:write", "actions:run")
        headers = {"Authorization": f"Bearer {key}"}
        with httpx.Client(base_url=server.url, headers=headers, trust_env=False, timeout=30) as client:
            made = client.post("/api/workflows", json={"name": "hello", "draft": HELLO})
            url = f"/api/workflows/{made.json()['id']}/execute"
            send = {"json": {"target": "draft", "input": {"name": "Ada"}}, "headers": {"Idempotency-Key": "one"}}
            with pytest.raises(httpx.TransportError):
                client.post(url, **send)
            server.wait_dead()
            server.start(failpoint="")
            answered = client.post(url, **send)
            assert answered.status_code == 202, answered.text
            runs = client.get("/api/executions").json()["items"]
            assert [run["id"] for run in runs] == [answered.json()["id"]]
            assert client.post(url, **send).content == answered.content

"""kill -9 between what a request has done and its answer: sent again with its key, it was done once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.servers import OnefoldServer, answered
from tests.workflows.graphs import HELLO

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

SCOPES = [f"{what}:{how}" for what in ("actions", "data", "files") for how in ("read", "write")]


@dataclass(frozen=True)
class Case:
    """A request that is cut off at a point of the server's code, and what it is answered when it comes again."""

    failpoint: str
    path: str
    body: Mapping[str, Any] = field(default_factory=dict)
    status: int = 201

    def send(self, client: httpx.Client, key: str) -> httpx.Response:
        """Send it."""
        return client.post(self.path, json=self.body, headers={"Idempotency-Key": key})


def set_up(client: httpx.Client) -> str:
    """Make what the requests need; returns the workflow."""
    workflow = answered(client.post("/api/workflows", json={"name": "hello", "draft": HELLO}), 201).json()
    answered(client.post(f"/api/workflows/{workflow['id']}/publish"))
    table = {"name": "hello", "columns": [{"name": "a", "type": "text"}]}
    answered(client.post("/api/data-sources/local/tables", json=table), 201)
    sql = "INSERT INTO hello (a) VALUES ('query') RETURNING a"
    query = {"name": "add", "source": "local", "mode": "write", "sql": sql}
    answered(client.post("/api/queries", json=query), 201)
    answered(client.post("/api/storage/buckets", json={"name": "hello"}), 201)
    answered(client.put("/api/storage/buckets/hello/objects/a.txt", content=b"a"), 201)
    return str(workflow["id"])


def test_what_was_never_answered_is_done_once(tmp_path: Path, database_url: str) -> None:
    with OnefoldServer(tmp_path / "data", database_url) as server:
        headers = {"Authorization": f"Bearer {server.make_key(*SCOPES, 'actions:run')}"}
        with httpx.Client(base_url=server.url, headers=headers, trust_env=False, timeout=60) as client:
            workflow = set_up(client)
            execute = {"input": {"name": "Ada"}, "wait_seconds": 30}
            # Two neighbours never have one point: each is sent again to the server that dies at the next one's.
            cases = [
                Case("event-committed", f"/api/workflows/{workflow}/execute", execute, 200),
                Case("idempotent-committed", "/api/workflows", {"name": "made"}),
                Case("idempotent-answer", "/api/data-sources/local/tables/hello/rows", {"values": {"a": "row"}}),
                Case("storage.row_committed", "/api/storage/buckets/hello/copy", {"from": "a.txt", "to": "b.txt"}),
                Case("idempotent-answer", "/api/queries/add/run", status=200),
                Case("storage.row_committed", "/api/storage/buckets/hello/move", {"from": "b.txt", "to": "c"}, 200),
            ]
            for at, case in enumerate(cases):
                server.end()
                server.start(failpoint=case.failpoint)
                if at:
                    check_done_once(client, cases[at - 1], str(at - 1))
                with pytest.raises(httpx.TransportError):
                    case.send(client, str(at))
                server.wait_dead()
            server.start(failpoint="idempotent-committed")
            check_done_once(client, cases[-1], str(len(cases) - 1))
            [run] = client.get("/api/executions").json()["items"]
            retry = Case("idempotent-committed", f"/api/executions/{run['id']}/retry", status=202)
            with pytest.raises(httpx.TransportError):
                retry.send(client, "retry")
            server.wait_dead()
            server.start(failpoint="")
            check_done_once(client, retry, "retry")
            check_all(client)


def check_done_once(client: httpx.Client, case: Case, key: str) -> None:
    """Fail unless the request is answered as if nothing had happened, however often it comes."""
    first, again = answered(case.send(client, key), case.status), case.send(client, key)
    assert (again.status_code, again.headers["idempotent-replayed"]) == (case.status, "true"), case.path
    if case.status != 202:  # a run that was only queued has come further
        assert again.content == first.content, case.path


def check_all(client: httpx.Client) -> None:
    """Fail if anything was done twice, or not at all."""
    assert len(client.get("/api/executions").json()["items"]) == 2
    assert sorted(made["name"] for made in client.get("/api/workflows").json()["items"]) == ["hello", "made"]
    rows = client.get("/api/data-sources/local/tables/hello/rows").json()["items"]
    assert sorted(row["a"] for row in rows) == ["query", "row"]
    listed = client.get("/api/storage/buckets/hello/objects").json()["items"]
    assert [found["key"] for found in listed] == ["a.txt", "c"]

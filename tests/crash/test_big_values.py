"""Big and secret values on a real server: what they cost, what is shown of them, and that a crash changes neither."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.other_server import LoopbackServer
from tests.servers import OnefoldServer
from tests.workflows.graphs import MANUAL, chain, node, webhook

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

MIB = 1024 * 1024
TOKEN = 's3cret-token-"quoted"-~'
SCOPES = ("actions:read", "actions:write", "actions:run", "admin")


@contextmanager
def client_of(server: OnefoldServer, key: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, headers={"Authorization": f"Bearer {key}"}, timeout=60) as client:
        yield client


def publish(client: httpx.Client, graph: dict[str, Any]) -> str:
    workflow_id = str(client.post("/api/workflows", json={"name": "x", "draft": graph}).json()["id"])
    answer = client.post(f"/api/workflows/{workflow_id}/publish")
    assert answer.status_code == 200, answer.text
    return workflow_id


def follow(client: httpx.Client, execution_id: str) -> list[dict[str, Any]]:
    """The events of an execution, by its stream, which closes when it has ended."""
    with client.stream("GET", f"/api/executions/{execution_id}/stream") as stream:
        return [json.loads(line[6:]) for line in stream.iter_lines() if line.startswith("data: ")]


def memory(server: OnefoldServer, name: str) -> int:
    """A figure of the process in bytes: VmRSS, or VmHWM, the most there ever was."""
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    found = re.search(rf"{name}:\s+(\d+) kB", status)
    assert found
    return int(found[1]) * 1024


def test_a_run_that_copies_a_big_body_forty_times_stores_it_once(tmp_path: Path) -> None:
    copy = chain(node("copy", "set", values={"all": "{{ trigger.body }}"}))
    loop = node("loop", "for_each", items="{{ range(40) }}", body=copy)
    graph = chain(webhook("copies", {"mode": "none"}, respond="when_finished"), loop)
    rows = [{"id": number, "name": f"row number {number}"} for number in range(100_000)]
    with OnefoldServer(tmp_path / "data", f"sqlite:///{tmp_path / 'x.db'}") as server:
        key = server.make_key(*SCOPES)
        with client_of(server, key) as client:
            publish(client, graph)
            copies_of(client, ["small"])
            # One big string, and very many small values.
            for value in ("x" * (4 * MIB), rows):
                before = memory(server, "VmRSS")
                Path(f"/proc/{server.process.pid}/clear_refs").write_text("5")  # VmHWM begins anew (proc(5))
                check_copies(tmp_path, client, value)
                grown = memory(server, "VmHWM") - before
                assert grown <= 64 * MIB, f"{grown / MIB:.0f} MiB more"


def copies_of(client: httpx.Client, value: Any) -> tuple[Any, httpx.Response, httpx.Response]:
    """What the caller of the webhook got, and the answers about the run and its events."""
    body = json.dumps(value, separators=(",", ":"))
    answer = client.post("/webhook/copies", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 200, answer.text[:500]
    execution = f"/api/executions/{answer.json()['execution_id']}"
    return answer.json()["result"], client.get(execution), client.get(f"{execution}/events", params={"limit": 500})


def check_copies(folder: Path, client: httpx.Client, value: Any) -> None:
    body = json.dumps(value, separators=(",", ":"))
    stored = sum(file.stat().st_size for file in folder.glob("x.db*"))
    result, read, events = copies_of(client, value)
    # One copy in the database, and one in its log until that is written back.
    assert sum(file.stat().st_size for file in folder.glob("x.db*")) - stored < 3 * len(body)
    assert len(read.content) < 2_000_000
    assert len(events.content) < 2_000_000
    run = read.json()
    assert run["status"] == "completed", run["error"]
    first = run["nodes"][2]["output"]["all"]
    assert first == run["input"] == run["trigger"]["body"] == run["result"]["items"][39]["all"]
    assert result["items"][0]["all"] == first, "what the caller gets has its bounds too"
    assert (first["truncated"], first["bytes"], first["preview"]) == (True, len(body), body[:1024])
    assert client.get(f"/api/executions/{run['id']}/values/{first['hash']}").text == body


class Echo(BaseHTTPRequestHandler):
    """Answers with what it was sent, as a server that echoes tokens does."""

    def do_GET(self) -> None:
        token = self.headers.get("X-Token", "").encode("latin-1").decode()
        self.server.tokens.append((self.path, token))  # type: ignore[attr-defined]
        pad = "p" * (300 * 1024 if self.path == "/big" else 10)
        content = json.dumps({"token": token, "next": f"/page?t={token}", token: [pad + token]}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def echo() -> Iterator[LoopbackServer]:
    """A server on loopback that echoes tokens and remembers them."""
    server = LoopbackServer(Echo)
    server.tokens = []  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_a_run_goes_on_with_the_secret_that_people_see_redacted(
    tmp_path: Path, database_url: str, echo: LoopbackServer
) -> None:
    url = f"http://127.0.0.1:{echo.server_port}"
    token = {"X-Token": "{{ nodes.copy.output.small.token }}"}
    graph = chain(
        MANUAL,
        node("small", "http.request", url=f"{url}/small", headers={"X-Token": "{{ secrets.TOK }}"}),
        node("big", "http.request", url=f"{url}/big", headers={"X-Token": "{{ secrets.TOK }}"}),
        node("copy", "set", values={"small": "{{ nodes.small.output.body }}", "big": "{{ nodes.big.output.body }}"}),
        # The process dies when this one is done, and another one makes it of what it reads in the journal.
        node("again", "http.request", url=f"{url}{{{{ nodes.small.output.body.next }}}}", headers=token),
        node("last", "http.request", url=f"{url}/last", headers={"X-Token": "{{ nodes.copy.output.big.token }}"}),
        node(
            "say", "respond", body={"text": "{{ trigger.input }}{{ nodes.copy.output.small.token }}", "$stored": [1]}
        ),
    )
    with OnefoldServer(tmp_path / "data", database_url, failpoint="effect-done:3") as server:
        key = server.make_key(*SCOPES)
        with client_of(server, key) as client:
            made = client.post("/api/secrets", json={"name": "TOK", "value": TOKEN})
            assert made.status_code == 201, made.text
            workflow_id = publish(client, graph)
            given = {"input": "i" * (300 * 1024)}
            started = client.post(f"/api/workflows/{workflow_id}/execute", json=given).json()["id"]
            server.wait_dead()
        server.start(failpoint="")
        with client_of(server, key) as client:
            events = follow(client, started)
            run = client.get(f"/api/executions/{started}")
            big = run.json()["nodes"][2]["output"]["body"]["[redacted:TOK]"][0]
            whole = client.get(f"/api/executions/{started}/values/{big['hash']}")
            said = client.get(f"/api/executions/{started}/values/{run.json()['result']['text']['hash']}")
        stored = b"".join(file.read_bytes() for file in tmp_path.rglob("*.db*"))
    sent = echo.tokens  # type: ignore[attr-defined]
    assert run.json()["status"] == "completed", run.json()["error"]
    assert {token for path, token in sent} == {TOKEN}
    assert [path.partition("?")[0] for path, _ in sent] == ["/small", "/big", "/page", "/page", "/last"]
    shown = json.dumps(events) + run.text + whole.text + said.text
    for form in (TOKEN, json.dumps(TOKEN)[1:-1]):
        assert form not in shown
        assert form.encode() not in stored
    assert said.json() == given["input"] + "[redacted:TOK]"
    assert run.json()["result"]["$stored"] == [1]
    assert run.json()["nodes"][1]["output"]["body"] == {
        "token": "[redacted:TOK]",
        "next": "/page?t=[redacted:TOK]",
        "[redacted:TOK]": ["p" * 10 + "[redacted:TOK]"],
    }
    assert (big["truncated"], whole.json()) == (True, "p" * (300 * 1024) + "[redacted:TOK]")

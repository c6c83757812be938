"""Real webhook payloads: GitHub's own examples (npm @octokit/webhooks-examples), signed and sent as GitHub does."""

import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Generator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from onefold_client import AsyncOnefold, OnefoldError
from onefold_client.inputs import GraphDict

from tests.main_job.building import build_workflow, make_key
from tests.main_job.conftest import PLACES
from tests.main_job.watching import check_whole, receive_all, watch
from tests.servers import ROOT, OnefoldServer

# On SQLite alone: that both databases hold any text and JSON is what tests/contract and tests/actions show.
pytestmark = [pytest.mark.slow, pytest.mark.parametrize("server", PLACES[:1], indirect=True, scope="module")]

EXAMPLES = ROOT / "node_modules/@octokit/webhooks-examples/api.github.com/index.json"


@pytest.fixture(scope="module")
def deliveries() -> list[tuple[str, Any]]:
    """An example of each of GitHub's events: its name and its payload."""
    if not EXAMPLES.exists():
        pytest.skip("GitHub's examples are not installed; `npm ci` (or `make test`) installs them")
    return [(event["name"], event["examples"][0]) for event in json.loads(EXAMPLES.read_text(encoding="utf-8"))]


@dataclass
class GitHub(httpx.Auth):
    """Signs what is sent as GitHub signs its deliveries: an HMAC-SHA-256 over the bytes of the body."""

    secret: str
    event: str = "ping"
    delivery: str = ""
    requires_request_body = True

    def next(self, event: str) -> None:
        """Go on to another delivery."""
        self.event, self.delivery = event, str(uuid4())

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Add the headers of a delivery."""
        mac = hmac.new(self.secret.encode(), request.content, hashlib.sha256).hexdigest()
        request.headers["X-Hub-Signature-256"] = f"sha256={mac}"
        request.headers["X-GitHub-Event"] = self.event
        request.headers["X-GitHub-Delivery"] = self.delivery
        request.headers["User-Agent"] = "GitHub-Hookshot/044aadd"
        yield request


@pytest.fixture
async def key(server: OnefoldServer) -> str:
    """An API key."""
    return await make_key(server)


@pytest.fixture
async def script(server: OnefoldServer, key: str) -> AsyncIterator[AsyncOnefold]:
    """A client with an API key."""
    async with AsyncOnefold(server.url, key=key) as onefold:
        yield onefold


def sender(server: OnefoldServer, github: GitHub) -> AsyncOnefold:
    """Return the client of somebody who delivers events."""
    return AsyncOnefold(server.url, http=httpx.AsyncClient(auth=github))


def receiver_graph(path: str, secret: str) -> GraphDict:
    """Return a workflow that takes a delivery and notes which one it was."""
    return {
        "nodes": [
            {
                "id": "hook",
                "kind": "trigger.webhook",
                "params": {
                    "path": path,
                    "methods": ["POST"],
                    "auth": {"mode": "github", "secret": secret},
                    "respond": "immediately",
                },
            },
            {
                "id": "event",
                "kind": "set",
                "params": {
                    "values": {
                        "event": "{{ trigger.headers['x-github-event'] }}",
                        "sender": "{{ trigger.body.sender.login|default('nobody') }}",
                    }
                },
            },
            {
                "id": "note",
                "kind": "log",
                "params": {
                    "level": "info",
                    "message": "{{ nodes.event.output.event }}",
                    "data": "{{ trigger.body }}",
                },
            },
            {"id": "last", "kind": "respond", "params": {"body": "{{ nodes.event.output }}"}},
        ],
        "edges": [{"from": "hook", "to": "event"}, {"from": "event", "to": "note"}, {"from": "note", "to": "last"}],
    }


async def test_each_of_githubs_events_starts_a_run_with_its_payload(
    server: OnefoldServer, key: str, script: AsyncOnefold, deliveries: list[tuple[str, Any]]
) -> None:
    assert len({name for name, _ in deliveries}) >= 20
    path, name = f"github/{uuid4().hex[:8]}", f"GITHUB_{uuid4().hex[:8]}"
    github = GitHub("It's a Secret to Everybody")
    await script.secrets.create(name=name, value=github.secret)
    workflow_id = await build_workflow(script, path, receiver_graph(path, name))
    runs = {}
    async with sender(server, github) as client:
        for event, payload in deliveries:
            github.next(event)
            accepted = await client.webhooks.call_post(path, payload)
            runs[UUID(accepted["execution_id"])] = (event, payload, github.delivery)
        with pytest.raises(OnefoldError, match="409 webhook_replayed"):
            await client.webhooks.call_post(path, deliveries[-1][1])
    for run_id, (event, payload, delivery) in runs.items():
        async with watch(server, run_id, key=key) as socket:
            events = await receive_all(socket)
        check_whole(events, run_id)
        assert [one["data"] for one in events if one["type"] == "node.log"] == [payload]
        execution = await script.executions.get(run_id)
        assert execution.status == "completed"
        who = payload.get("sender", {}).get("login", "nobody") if isinstance(payload, dict) else "nobody"
        assert execution.result == {"event": event, "sender": who}
        trigger = execution.trigger.to_dict()
        assert trigger["body"] == payload
        assert trigger["headers"]["x-github-delivery"] == delivery
        assert "x-hub-signature-256" not in trigger["headers"]
    assert {run.id async for run in script.executions.list(workflow_id=workflow_id)} == set(runs)


async def test_what_was_not_signed_by_github_starts_nothing(
    server: OnefoldServer, script: AsyncOnefold, deliveries: list[tuple[str, Any]]
) -> None:
    path, name = f"github/{uuid4().hex[:8]}", f"GITHUB_{uuid4().hex[:8]}"
    await script.secrets.create(name=name, value="the right one")
    workflow_id = await build_workflow(script, path, receiver_graph(path, name))
    event, payload = deliveries[0]
    github = GitHub("a wrong one")
    async with sender(server, github) as client, AsyncOnefold(server.url) as stranger:
        github.next(event)
        with pytest.raises(OnefoldError, match="401 webhook_signature_invalid"):
            await client.webhooks.call_post(path, payload)
        with pytest.raises(OnefoldError, match="401 webhook_signature_missing"):
            await stranger.webhooks.call_post(path, payload)
    assert (await script.executions.list(workflow_id=workflow_id).page()).items == []
    # A delivery that was refused is not used up: GitHub's redelivery of it is taken.
    github.secret = "the right one"
    async with sender(server, github) as client:
        await client.webhooks.call_post(path, payload)

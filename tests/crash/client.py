"""A script's view of a server that dies: it starts runs, notes which were acknowledged, and watches one live."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import httpx
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from tests.crash.conftest import GRAPH
from tests.servers import OnefoldServer, answered

SCOPES = ("actions:read", "actions:write", "actions:run")
TERMINAL = ("completed", "failed", "cancelled", "timed_out")


def publish_graph(server: OnefoldServer, key: str, receiver_url: str) -> str:
    """Create and publish the branching workflow; returns its id."""
    graph = json.loads(json.dumps(GRAPH).replace("RECEIVER", receiver_url))
    with httpx.Client(base_url=server.url, headers={"Authorization": f"Bearer {key}"}, timeout=30) as client:
        created = answered(client.post("/api/workflows", json={"name": "branching", "draft": graph}), 201)
        workflow_id = str(created.json()["id"])
        answered(client.post(f"/api/workflows/{workflow_id}/publish"))
        return workflow_id


async def start_runs(
    url: str, key: str, workflow_id: str, numbers: range, on_acknowledged: Callable[[int], None] = lambda count: None
) -> dict[str, int]:
    """Start a run for each number at once; returns `{execution id: number}` of those that were acknowledged.

    Calls `on_acknowledged(how many so far)` after each.
    """
    acknowledged: dict[str, int] = {}
    limits = httpx.Limits(max_connections=32)
    async with httpx.AsyncClient(
        base_url=url, headers={"Authorization": f"Bearer {key}"}, timeout=20, limits=limits
    ) as client:

        async def start(n: int) -> None:
            try:
                answer = await client.post(f"/api/workflows/{workflow_id}/execute", json={"input": {"n": n}})
            except httpx.TransportError:
                return
            if answer.status_code == 202:
                acknowledged[answer.json()["id"]] = n
                on_acknowledged(len(acknowledged))

        await asyncio.gather(*(start(n) for n in numbers))
    return acknowledged


async def wait_ended(url: str, key: str, ids: list[str], timeout: float = 60) -> dict[str, dict[str, Any]]:
    """Return the executions once all of them have ended."""
    ended: dict[str, dict[str, Any]] = {}
    async with (
        asyncio.timeout(timeout),
        httpx.AsyncClient(base_url=url, headers={"Authorization": f"Bearer {key}"}, timeout=20) as client,
    ):
        for execution_id in ids:
            while True:
                answer = answered(await client.get(f"/api/executions/{execution_id}"))
                if answer.json()["status"] in TERMINAL:
                    ended[execution_id] = answer.json()
                    break
                await asyncio.sleep(0.1)
    return ended


async def events_of(url: str, key: str, execution_id: str) -> list[dict[str, Any]]:
    """Return all events of an execution."""
    events: list[dict[str, Any]] = []
    async with httpx.AsyncClient(base_url=url, headers={"Authorization": f"Bearer {key}"}, timeout=20) as client:
        after: int | None = 0
        while after is not None:
            params = {"after": after, "limit": 500}
            page = answered(await client.get(f"/api/executions/{execution_id}/events", params=params)).json()
            events += page["items"]
            after = page["next_after"]
    return events


async def follow(urls: list[str], key: str, execution_id: str, seen: list[int], timeout: float = 60) -> None:
    """Watch an execution to its end, reconnecting with the last `seq`, on whichever of the servers answers."""
    attempt = 0
    async with asyncio.timeout(timeout):
        while True:
            url = urls[attempt % len(urls)].replace("http", "ws", 1)
            attempt += 1
            last = seen[-1] if seen else 0
            try:
                async with connect(
                    f"{url}/ws/executions/{execution_id}?after={last}",
                    additional_headers={"Authorization": f"Bearer {key}"},
                    proxy=None,
                ) as socket:
                    async for frame in socket:
                        event = json.loads(frame)
                        seen.append(event["seq"])
                        if event["type"].startswith("execution.") and event["type"] != "execution.started":
                            return
            except (OSError, WebSocketException):
                pass
            await asyncio.sleep(0.1)

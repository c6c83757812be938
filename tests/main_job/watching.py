"""Watching a run with a plain WebSocket client, and what has to hold of the events it sends."""

import json
from typing import Any
from uuid import UUID

from websockets.asyncio.client import ClientConnection, connect

from tests.servers import OnefoldServer

TERMINAL = ("execution.completed", "execution.failed", "execution.cancelled", "execution.timed_out")


def watch(server: OnefoldServer, execution_id: UUID, *, key: str = "", after: int = 0, ticket: str = "") -> connect:
    """Open the live stream of a run with a bearer key or a ticket."""
    url = f"{server.url.replace('http', 'ws', 1)}/ws/executions/{execution_id}?after={after}"
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return connect(f"{url}&ticket={ticket}" if ticket else url, additional_headers=headers, proxy=None)


async def receive_until(socket: ClientConnection, type_: str, node_id: str | None = None) -> list[dict[str, Any]]:
    """Return the events up to the one of this type and node."""
    events: list[dict[str, Any]] = []
    while not events or (events[-1]["type"], events[-1].get("node_id")) != (type_, node_id):
        events.append(json.loads(await socket.recv()))
    return events


async def receive_all(socket: ClientConnection) -> list[dict[str, Any]]:
    """Return the events until the server closes; it has to close with 1000."""
    events = [json.loads(frame) async for frame in socket]
    assert socket.close_code == 1000
    return events


def check_whole(events: list[dict[str, Any]], execution_id: UUID) -> None:
    """Raise unless the events are all of a run: `seq` without a gap from 1, one terminal event at the end."""
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    assert {event["execution_id"] for event in events} == {str(execution_id)}
    assert [event["type"] for event in events if event["type"] in TERMINAL] == [events[-1]["type"]]
    assert events[0]["type"] == "execution.started"

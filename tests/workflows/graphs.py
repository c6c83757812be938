"""Graphs that tests build on."""

from itertools import pairwise
from typing import Any

import httpx

MANUAL = {"id": "start", "kind": "trigger.manual", "params": {}}


def node(id: str, kind: str, **params: Any) -> dict[str, Any]:
    return {"id": id, "kind": kind, "params": params}


def chain(*nodes: dict[str, Any]) -> dict[str, Any]:
    """A graph whose nodes follow one another by `out`."""
    edges = [{"from": a["id"], "port": "out", "to": b["id"]} for a, b in pairwise(nodes)]
    return {"nodes": list(nodes), "edges": edges}


HELLO = chain(MANUAL, node("greet", "set", values={"text": "Hello {{ trigger.input.name }}"}))


def webhook(path: str, auth: dict[str, Any], **params: Any) -> dict[str, Any]:
    return node("hook", "trigger.webhook", path=path, auth=auth, **params)


async def make_workflow(client: httpx.AsyncClient, graph: dict[str, Any], name: str = "flow") -> str:
    """The id of a new workflow with this draft."""
    answer = await client.post("/api/workflows", json={"name": name, "draft": graph})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def publish(client: httpx.AsyncClient, graph: dict[str, Any], name: str = "flow") -> str:
    """The id of a new, published workflow."""
    workflow_id = await make_workflow(client, graph, name)
    answer = await client.post(f"/api/workflows/{workflow_id}/publish")
    assert answer.status_code == 200, answer.text
    return workflow_id


async def problems_of(client: httpx.AsyncClient, graph: dict[str, Any]) -> list[dict[str, Any]]:
    """What validate finds in a graph."""
    workflow_id = await make_workflow(client, graph)
    answer = await client.post(f"/api/workflows/{workflow_id}/validate")
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert body["valid"] == (not body["problems"])
    found: list[dict[str, Any]] = body["problems"]
    return found


async def finished(client: httpx.AsyncClient, execution_id: str) -> dict[str, Any]:
    """The execution once it has ended: its stream closes after the terminal event."""
    async with client.stream("GET", f"/api/executions/{execution_id}/stream") as stream:
        async for _ in stream.aiter_lines():
            pass
    answer = await client.get(f"/api/executions/{execution_id}")
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body

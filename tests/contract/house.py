"""One of everything that operations write to, made over HTTP, and the URL of each operation there."""

import re
from typing import Any

import httpx
from fastapi import FastAPI

from tests.contract.bodies import BODIES, PASSWORD, QUERY, TREE
from tests.workflows.graphs import HELLO, chain, node, publish, webhook

REVISED = ("update_site", "update_workflow", "replace_workflow_draft", "update_page", "save_page_draft")
METHODS = ("post", "put", "patch")


def write_operations(app: FastAPI) -> dict[str, tuple[str, str, dict[str, Any]]]:
    """Return the operations that take a JSON body: id → method, path template, and the body's schema."""
    found: dict[str, tuple[str, str, dict[str, Any]]] = {}
    for path, operations in app.openapi()["paths"].items():
        for method in METHODS:
            content = operations.get(method, {}).get("requestBody", {}).get("content", {})
            if "application/json" in content:
                operation = operations[method]
                found[operation["operationId"]] = (method, path, content["application/json"].get("schema", {}))
    return found


class House:
    """The things, and a way to call an operation on them."""

    def __init__(self, client: httpx.AsyncClient, app: FastAPI, places: dict[str, str]) -> None:
        self._client = client
        self._operations = write_operations(app)
        self.places = places

    async def call(self, operation: str, content: bytes) -> httpx.Response:
        """Return the answer to an operation with this body, on the things of the house."""
        method, template, _ = self._operations[operation]
        path = re.sub(r"\{(\w+)\}", lambda match: self._place(operation, match[1]), template)
        headers = {"Content-Type": "application/json"}
        if operation in REVISED:
            revised = await self._client.get(path.removesuffix("/draft"))
            headers["If-Match"] = revised.headers["etag"]
        return await self._client.request(method, path, content=content, headers=headers)

    def _place(self, operation: str, name: str) -> str:
        return self.places.get(f"{operation}.{name}") or self.places[name]


async def build_house(client: httpx.AsyncClient, app: FastAPI) -> House:
    """Return a house that `client`, an owner, has just built."""

    async def made(path: str, body: Any) -> dict[str, Any]:
        answer = await client.post(path, json=body)
        assert answer.status_code in (200, 201), answer.text
        found: dict[str, Any] = answer.json()
        return found

    tables = "/api/data-sources/local/tables"
    columns = [{"name": "title", "type": "text"}, {"name": "extra", "type": "json"}]
    await made("/api/data-sources", {"name": "notes", "kind": "sqlite", "url": "notes.sqlite"})
    await made(tables, {"name": "house", "columns": columns})
    await made("/api/queries", {"name": "house", "source": "local", **QUERY})
    await made("/api/storage/buckets", {"name": "house"})
    for key in ("a.txt", "b.txt"):
        await client.put(f"/api/storage/buckets/house/objects/{key}", content=b"a")
    await publish(
        client,
        chain(
            webhook("house", {"mode": "none"}, methods=["POST", "PUT", "PATCH"]), node("out", "set", values={"x": 1})
        ),
    )
    answer = await client.put("/api/variables/HOUSE", json={"value": "there"})
    assert answer.status_code == 201, answer.text
    page = await made("/api/pages", {"slug": "house", "title": "House", "draft": TREE})
    workflow_id = await publish(client, HELLO)
    run = await made(f"/api/workflows/{workflow_id}/execute", {"input": {"name": "Ada"}, "wait_seconds": 30})
    places = {
        "workflow_id": workflow_id,
        "execution_id": run["id"],
        "page_id": page["id"],
        "redirect_id": (await made("/api/redirects", {"path": "/p/gone", "to": "/p/house"}))["id"],
        "user_id": (await made("/api/users", BODIES["create_user"] | {"email": "house@example.com"}))["id"],
        "secret_id": (await made("/api/secrets", {"name": "HOUSE", "value": PASSWORD}))["id"],
        "name": "HOUSE",
        "row_id": (await made(f"{tables}/house/rows", {"values": {"title": "x"}}))["id"],
        "source": "local",
        "update_data_source.source": "notes",
        "table": "house",
        "query": "house",
        "bucket": "house",
        "path": "house",
    }
    return House(client, app, places)

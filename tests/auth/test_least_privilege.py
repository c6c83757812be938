"""What an API key, a link and an owner's session cannot be used for (ADR 11)."""

from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from tests.auth.conftest import PASSWORD
from tests.conftest import client_of
from tests.workflows.graphs import chain, node

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

START = node("start", "trigger.manual")
READS = node("rows", "data.query", source="local", sql="SELECT 1 AS one")
WRITES = node("rows", "data.query", source="local", sql="CREATE TABLE t (n int)")
INSERTS = node("rows", "data.insert", source="local", table="t", values={"n": 1})
IN_A_LOOP = node("loop", "for_each", items=[1], body={"nodes": [INSERTS], "edges": []})
RUN = {"do": "run_workflow", "workflow_id": "019a0000-0000-7000-8000-000000000000"}


@asynccontextmanager
async def key_of(app: FastAPI, owner: httpx.AsyncClient, *scopes: str) -> Any:
    """A client with a key of the owner's."""
    made = await owner.post("/api/api-keys", json={"name": "k", "scopes": list(scopes)})
    async with client_of(app, Authorization=f"Bearer {made.json()['key']}") as client:
        yield client


def refusal(answer: httpx.Response) -> tuple[int, str]:
    """Return the status and the scope that the refusal names."""
    detail = answer.json().get("detail", "")
    return answer.status_code, detail.partition("lacks the scope ")[2].partition(",")[0]


async def made(client: httpx.AsyncClient, path: str, body: Any) -> dict[str, Any]:
    answer = await client.post(path, json=body)
    assert answer.status_code in (200, 201), answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize(
    ("data", "scope"),
    [(READS, "data:read"), (WRITES, "data:write"), (INSERTS, "data:write"), (IN_A_LOOP, "data:write")],
)
async def test_a_workflow_is_no_way_around_the_scopes_of_a_key(
    app: FastAPI, owner: httpx.AsyncClient, data: dict[str, Any], scope: str
) -> None:
    draft = chain(START, data)
    stored = await made(owner, "/api/workflows", {"name": "owners", "draft": draft})
    path = f"/api/workflows/{stored['id']}"
    async with key_of(app, owner, "actions:read", "actions:write", "actions:run") as key:
        for answer in (
            await key.post("/api/workflows", json={"name": "mine", "draft": draft}),
            await key.put(f"{path}/draft", json=draft, headers={"If-Match": '"r1"'}),
            await key.post(f"{path}/publish"),
            await key.post(f"{path}/execute", json={"target": "draft"}),
        ):
            assert refusal(answer) == (403, scope), answer.text
        # What others published runs with their rights.
        await made(owner, f"{path}/publish", {})
        assert (await key.post(f"{path}/execute", json={"wait_seconds": 20})).status_code == 200
    async with key_of(app, owner, "actions:write", "data:read", "data:write") as key:
        await made(key, "/api/workflows", {"name": "mine", "draft": draft})
        await made(key, f"{path}/publish", {})


@pytest.mark.parametrize(
    ("component", "scope"),
    [
        ({"type": "DataTable", "props": {"query": "all", "columns": []}}, "data:read"),
        ({"type": "Text", "props": {"text": "{{ data.all[0].n }}"}}, "data:read"),
        ({"type": "Button", "props": {"label": "x", "on_click": [RUN]}}, "actions:run"),
    ],
)
async def test_a_page_is_no_way_around_them_either(
    app: FastAPI, owner: httpx.AsyncClient, component: dict[str, Any], scope: str
) -> None:
    draft = {"root": {"children": [{"id": "a", **component}]}}
    stored = await made(owner, "/api/pages", {"slug": "owners", "title": "x", "draft": draft})
    path = f"/api/pages/{stored['id']}"
    async with key_of(app, owner, "pages:write") as key:
        for answer in (
            await key.post("/api/pages", json={"slug": "mine", "title": "x", "draft": draft}),
            await key.put(f"{path}/draft", json=draft, headers={"If-Match": '"r1"'}),
            await key.post(f"{path}/publish"),
        ):
            assert refusal(answer) == (403, scope), answer.text
        wrong = {"type": component["type"], "props": {"text": "{{ x", "on_click": 5}}
        await made(
            key, "/api/pages", {"slug": "wrong", "title": "x", "draft": {"root": {"children": [wrong | {"id": "a"}]}}}
        )
    async with key_of(app, owner, "pages:write", scope) as key:
        await made(key, "/api/pages", {"slug": "mine", "title": "x", "draft": draft})


async def test_a_key_makes_no_users_and_sets_neither_roles_nor_passwords(
    app: FastAPI, owner: httpx.AsyncClient
) -> None:
    new = {"email": "new@example.com", "password": PASSWORD, "role": "viewer"}
    user = await made(owner, "/api/users", new)
    me = (await owner.get("/api/auth/me")).json()["id"]
    async with key_of(app, owner, "admin") as key:
        assert (await key.post("/api/users", json=new | {"email": "b@example.com"})).status_code == 403
        for change in ({"role": "owner"}, {"password": "another long phrase"}, {"role": "viewer", "suspended": True}):
            for user_id in (me, user["id"]):
                answer = await key.patch(f"/api/users/{user_id}", json=change)
                assert (answer.status_code, answer.json()["code"]) == (403, "forbidden"), change
        assert (await key.get(f"/api/users/{user['id']}")).json() == user
        assert (await key.patch(f"/api/users/{user['id']}", json={"suspended": True})).json()["suspended"] is True


async def test_ones_own_password_is_changed_with_the_old_one_alone(owner: httpx.AsyncClient) -> None:
    me = (await owner.get("/api/auth/me")).json()["id"]
    answer = await owner.patch(f"/api/users/{me}", json={"password": "another long phrase"})
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert "/api/auth/password" in answer.json()["detail"]

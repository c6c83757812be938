"""Named queries, over HTTP: stored, checked, run by those who may."""

from typing import Any

import httpx
import pytest

from app.auth.access import Role
from tests.conftest import SignIn

QUERIES = "/api/queries"
FIND = {
    "name": "find-orders",
    "source": "local",
    "sql": "SELECT title, due, done FROM orders WHERE title = :title OR done = :done ORDER BY title",
    "params": [
        {"name": "title", "type": "text"},
        {"name": "done", "type": "boolean", "required": False, "default": False},
    ],
}
ADD = {
    "name": "add_order",
    "source": "local",
    "sql": "INSERT INTO orders (title, due, extra) VALUES (:title, :due, :extra) RETURNING title, due, extra",
    "params": [
        {"name": "title", "type": "text"},
        {"name": "due", "type": "datetime", "required": False},
        {"name": "extra", "type": "json", "required": False},
    ],
    "mode": "write",
}


async def test_a_query_is_stored_changed_and_deleted(editor: httpx.AsyncClient, orders: str) -> None:
    stored = await editor.post(QUERIES, json=FIND)
    assert stored.status_code == 201, stored.text
    query = stored.json()
    assert (query["mode"], query["source"], query["params"][1]["default"]) == ("read", "local", False)
    assert (await editor.get(f"{QUERIES}/find-orders")).json() == (
        await editor.get(f"{QUERIES}/{query['id']}")
    ).json()
    assert [item["name"] for item in (await editor.get(QUERIES)).json()["items"]] == ["find-orders"]
    taken = await editor.post(QUERIES, json=FIND)
    assert (taken.status_code, taken.json()["code"]) == (409, "name_taken")
    changed = await editor.patch(f"{QUERIES}/find-orders", json={"sql": "SELECT 1 AS one", "params": []})
    assert (changed.status_code, changed.json()["sql"]) == (200, "SELECT 1 AS one")
    assert (await editor.post(f"{QUERIES}/find-orders/run", json={})).json()["rows"] == [{"one": 1}]
    assert (await editor.delete(f"{QUERIES}/find-orders")).status_code == 204
    gone = await editor.post(f"{QUERIES}/find-orders/run", json={})
    assert (gone.status_code, gone.json()["code"]) == (404, "query_not_found")


async def test_parameters_are_read_by_their_type(editor: httpx.AsyncClient, orders: str) -> None:
    await editor.post(QUERIES, json=ADD)
    await editor.post(QUERIES, json=FIND)
    values = {"title": "a' OR 1=1 --", "due": "2026-01-31T13:00:00+01:00", "extra": "text"}
    added = (await editor.post(f"{QUERIES}/add_order/run", json={"params": values})).json()
    assert added["rows"] == [{"title": values["title"], "due": "2026-01-31T12:00:00.000Z", "extra": "text"}]
    found = await editor.post(f"{QUERIES}/find-orders/run", json={"params": {"title": "x", "done": "false"}})
    assert found.json()["rows"] == [{"title": values["title"], "due": "2026-01-31T12:00:00.000Z", "done": False}]


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({}, "query_param_missing"),
        ({"title": None}, "query_param_missing"),
        ({"title": "x", "other": 1}, "query_param_unknown"),
        ({"title": 5}, "invalid_input"),
        ({"title": "x", "done": "perhaps"}, "invalid_input"),
        ({"title": "\0"}, "invalid_input"),
    ],
)
async def test_parameters_that_do_not_fit_are_refused(
    editor: httpx.AsyncClient, orders: str, params: dict[str, Any], code: str
) -> None:
    await editor.post(QUERIES, json=FIND)
    answer = await editor.post(f"{QUERIES}/find-orders/run", json={"params": params})
    assert (answer.status_code, answer.json()["code"]) == (422, code), answer.text


@pytest.mark.parametrize(
    "changes",
    [
        {"params": []},
        {"params": [*FIND["params"], {"name": "more", "type": "text"}]},
        {"params": [*FIND["params"], FIND["params"][0]]},
        {"params": [{"name": "title", "type": "integer", "default": "x"}, FIND["params"][1]]},
        {"sql": "SELECT 1; SELECT 2"},
        {"sql": "DELETE FROM orders WHERE title = :title OR done = :done"},
        {"sql": ""},
        {"name": "Not A Slug"},
        {"mode": "admin"},
        {"more": 1},
    ],
)
async def test_a_query_that_cannot_work_is_not_stored(
    editor: httpx.AsyncClient, orders: str, changes: dict[str, Any]
) -> None:
    answer = await editor.post(QUERIES, json=FIND | changes)
    assert answer.status_code == 422, answer.text
    assert (await editor.get(QUERIES)).json()["items"] == []
    nowhere = await editor.post(QUERIES, json=FIND | {"source": "nowhere"})
    assert (nowhere.status_code, nowhere.json()["code"]) == (404, "source_not_found")


async def test_viewers_read_and_editors_write(
    sign_in: SignIn, editor: httpx.AsyncClient, client: httpx.AsyncClient, orders: str
) -> None:
    for body in (FIND, ADD):
        await editor.post(QUERIES, json=body)
    for role in (Role.VIEWER, Role.OPERATOR):
        person = await sign_in(role)
        assert (await person.get(f"{orders}/rows")).status_code == 200
        run = await person.post(f"{QUERIES}/find-orders/run", json={"params": {"title": "x"}})
        assert run.status_code == 200
        refused = await person.post(f"{QUERIES}/add_order/run", json={"params": {"title": "x"}})
        assert (refused.status_code, refused.json()["code"]) == (403, "query_writes")
        for answer in (
            await person.post(QUERIES, json=FIND),
            await person.post(f"{orders}/rows", json={"values": {"title": "x"}}),
            await person.delete(orders),
        ):
            assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert (await client.get(f"{orders}/rows")).status_code == 401
    assert (await editor.get(f"{orders}/rows")).json()["items"] == []

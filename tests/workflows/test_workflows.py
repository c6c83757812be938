"""Workflows over HTTP: drafts, revisions and If-Match, publishing, versions."""

import json

import httpx
import pytest

from app.auth.access import Role
from tests.conftest import SignIn
from tests.workflows.graphs import HELLO, MANUAL, chain, make_workflow, node, publish


def etag(answer: httpx.Response) -> str:
    """The ETag; compression makes it weak (RFC 9110 section 8.8.3.3), which If-Match here does not mind."""
    return answer.headers["etag"].removeprefix("W/")


async def test_a_workflow_is_made_read_changed_and_deleted(owner: httpx.AsyncClient) -> None:
    made = await owner.post("/api/workflows", json={"name": "  Greeter ", "draft": HELLO})
    assert made.status_code == 201
    body = made.json()
    assert set(body) == {
        "id", "name", "draft", "revision", "published_version", "settings", "created_at", "updated_at",
    }  # fmt: skip
    assert (body["name"], body["revision"], body["published_version"]) == ("Greeter", 1, None)
    assert etag(made) == '"r1"'
    url = made.headers["location"]
    read = await owner.get(url)
    assert read.json() == body
    assert read.json()["draft"]["edges"] == [{"from": "start", "port": "out", "to": "greet"}]
    changed = await owner.patch(url, json={"name": "Renamed", "settings": {"a": 1}}, headers={"If-Match": '"r1"'})
    assert (changed.status_code, changed.json()["name"], changed.json()["settings"]) == (200, "Renamed", {"a": 1})
    assert etag(changed) == '"r2"'
    assert changed.json()["draft"] == body["draft"]
    assert (await owner.delete(url)).status_code == 204
    assert (await owner.get(url)).status_code == 404
    assert (await owner.post(f"{url}/execute", json={})).json()["code"] == "workflow_not_found"


async def test_lists_are_paged_newest_first_and_searched_by_name(owner: httpx.AsyncClient) -> None:
    ids = [await make_workflow(owner, HELLO, name) for name in ("one", "two", "Three_%")]
    first = (await owner.get("/api/workflows", params={"limit": 2})).json()
    assert [item["id"] for item in first["items"]] == ids[:0:-1]
    assert "draft" not in first["items"][0]
    rest = (await owner.get("/api/workflows", params={"limit": 2, "cursor": first["next_cursor"]})).json()
    assert ([item["id"] for item in rest["items"]], rest["next_cursor"]) == (ids[:1], None)
    found = (await owner.get("/api/workflows", params={"search": "THREE"})).json()
    assert [item["id"] for item in found["items"]] == ids[2:]
    assert len((await owner.get("/api/workflows", params={"search": "_%"})).json()["items"]) == 1
    assert (await owner.get("/api/workflows", params={"search": "a\0b"})).status_code == 422
    assert (await owner.get("/api/workflows", params={"cursor": "!!"})).json()["code"] == "invalid_cursor"


async def test_a_wrong_draft_is_stored_and_publish_refuses_it_with_its_problems(owner: httpx.AsyncClient) -> None:
    wrong = {"nodes": [MANUAL, node("x", "no.such.kind")], "edges": [{"from": "start", "to": "gone"}]}
    workflow_id = await make_workflow(owner, wrong)
    found = (await owner.post(f"/api/workflows/{workflow_id}/validate")).json()
    assert found["valid"] is False
    assert {problem["code"] for problem in found["problems"]} == {"dangling_edge", "unknown_kind"}
    refused = await owner.post(f"/api/workflows/{workflow_id}/publish")
    assert (refused.status_code, refused.json()["code"]) == (422, "graph_invalid")
    assert refused.json()["problems"] == found["problems"]
    draft = await owner.post(f"/api/workflows/{workflow_id}/execute", json={"target": "draft"})
    assert (draft.status_code, draft.json()["code"]) == (422, "graph_invalid")


async def test_publishing_makes_versions_that_never_change(owner: httpx.AsyncClient) -> None:
    workflow_id = await make_workflow(owner, HELLO)
    url = f"/api/workflows/{workflow_id}"
    first = await owner.post(f"{url}/publish", headers={"If-Match": '"r1"'})
    assert first.status_code == 200
    assert set(first.json()) == {"number", "graph", "published_at", "published_by", "warnings"}
    assert (first.json()["number"], first.json()["graph"]["nodes"][1]["id"]) == (1, "greet")
    other = chain(MANUAL, node("greet", "set", values={"text": "Bye"}))
    await owner.put(f"{url}/draft", json=other, headers={"If-Match": '"r2"'})
    assert (await owner.post(f"{url}/publish")).json()["number"] == 2
    assert (await owner.get(url)).json()["published_version"] == 2
    listed = (await owner.get(f"{url}/versions")).json()
    assert [item["number"] for item in listed["items"]] == [2, 1]
    assert (await owner.get(f"{url}/versions/1")).json() | {"warnings": []} == first.json()
    restored = await owner.post(f"{url}/versions/1/restore")
    assert (restored.status_code, restored.json()["revision"]) == (200, 5)
    assert restored.json()["draft"] == first.json()["graph"]
    assert restored.json()["published_version"] == 2
    assert (await owner.post(f"{url}/publish")).json()["number"] == 3
    gone = await owner.post(f"{url}/unpublish")
    assert (gone.status_code, gone.json()["published_version"]) == (200, None)
    assert (await owner.post(f"{url}/execute", json={})).json()["code"] == "workflow_not_published"


@pytest.mark.parametrize(
    "body",
    [
        {"name": "x", "surprise": 1},
        {"name": 7},
        {"name": "   "},
        {"name": "x" * 201},
        {"name": "a\0b"},
        {},
        {"name": "x", "draft": {"nodes": {}}},
        {"name": "x", "draft": {"nodes": [], "edges": [], "more": 1}},
        {"name": "x", "draft": {"nodes": [{"id": "1 bad id", "kind": "set"}]}},
        {"name": "x", "draft": {"nodes": [{"id": "a", "kind": "set", "params": []}]}},
        {"name": "x", "draft": {"nodes": [{"id": "a", "kind": "set", "params": {"values": {"n": "\0"}}}]}},
        {"name": "x", "draft": {"nodes": [{"id": "a", "kind": "set", "params": {"values": {"\ud800": 1}}}]}},
        {"name": "x", "draft": {"nodes": [{"id": f"n{i}", "kind": "set"} for i in range(501)]}},
        {"name": "x", "settings": {"big": "x" * 20_000}},
        {"name": "x", "settings": {"n": float("nan")}},
    ],
)
async def test_a_wrong_body_is_422_and_says_where(owner: httpx.AsyncClient, body: dict[str, object]) -> None:
    answer = await owner.post(
        "/api/workflows", content=json.dumps(body), headers={"Content-Type": "application/json"}
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input"), answer.text
    assert answer.json()["errors"]


async def test_malformed_json_is_400_and_two_megabytes_are_413(owner: httpx.AsyncClient) -> None:
    url = f"/api/workflows/{await make_workflow(owner, HELLO)}/draft"
    headers = {"If-Match": '"r1"', "Content-Type": "application/json"}
    malformed = await owner.put(url, content=b'{"nodes": [', headers=headers)
    assert (malformed.status_code, malformed.json()["code"]) == (400, "bad_request")
    deep = await owner.put(url, content=b"[" * 100_000, headers=headers)
    assert deep.status_code in (400, 422)
    big = await owner.put(url, content=b'{"nodes": [], "x": "' + b"x" * 2_000_000 + b'"}', headers=headers)
    assert (big.status_code, big.json()["code"]) == (413, "body_too_large")
    nested = '{"nodes":[{"id":"a","kind":"set","params":{"values":{"x":' + "[" * 200 + "]" * 200 + "}}}]}"
    refused = await owner.put(url, content=nested, headers=headers)
    assert refused.status_code == 422


async def test_roles_decide_who_writes_and_who_runs(sign_in: SignIn, client: httpx.AsyncClient) -> None:
    editor = await sign_in(Role.EDITOR)
    workflow_id = await publish(editor, HELLO)
    url = f"/api/workflows/{workflow_id}"
    operator, viewer = await sign_in(Role.OPERATOR), await sign_in(Role.VIEWER)
    assert (await viewer.get(url)).status_code == 200
    assert (await viewer.post(f"{url}/execute", json={"input": {"name": "x"}})).status_code == 403
    assert (await operator.post(f"{url}/execute", json={"input": {"name": "x"}})).status_code == 202
    assert (await operator.post(f"{url}/publish")).status_code == 403
    assert (await operator.get("/api/secrets")).status_code == 403
    assert (await client.get(url)).status_code == 401
    assert (await client.post(f"{url}/execute", json={})).status_code == 401

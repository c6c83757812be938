"""Whatever has a draft, revisions and versions answers alike: a third one only adds itself to `RESOURCES`."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
import pytest

from app.auth.access import Role
from app.core.text import MAX_DEPTH
from app.core.versioned import Draft, Version
from app.pages.models import Page, PageVersion
from app.workflows.models import Workflow, WorkflowVersion
from tests.conftest import SignIn
from tests.pages.conftest import node as component
from tests.pages.conftest import tree
from tests.workflows.graphs import HELLO, MANUAL, chain, node, publish

Drafts = Callable[[Any], dict[str, Any]]


@dataclass(frozen=True)
class Stored:
    """How it is stored."""

    draft: type[Draft]
    version: type[Version]
    content: str
    """The column of a version that is a copy of the draft."""
    made: Callable[[dict[str, Any]], dict[str, Any]]
    """A draft, right if this one of its parts is: a node or a component of the kind `Made`."""
    part: Callable[[dict[str, Any]], dict[str, Any]]
    """That part of it, or the one that holds the value."""
    kind: str
    params: str
    """The fields of a part for its kind and its content."""


@dataclass(frozen=True)
class Resource:
    """One kind of thing that is edited as a draft and published in versions."""

    url: str
    not_found: str
    body: Callable[[str], dict[str, Any]]
    """The body that makes one of this name, its draft left out."""
    change: dict[str, Any]
    """What PATCH changes besides the draft."""
    invalid: str
    part: str
    """What a problem calls the parts of a draft."""
    wrong: dict[str, Any]
    """A draft with one problem, and that problem without its message."""
    problem: dict[str, Any]
    doubtful: dict[str, Any]
    """A draft that is right, with one warning, and that warning without its message."""
    warning: dict[str, Any]
    holding: Callable[[Any], dict[str, Any]]
    """A draft, right or wrong, in which this JSON is the value of a param."""
    drafts: Callable[[httpx.AsyncClient], Awaitable[Drafts]]
    """Makes what drafts name, and returns what makes a draft that is right and holds this JSON."""
    stored: Stored


async def workflow_drafts(_: httpx.AsyncClient) -> Drafts:
    return lambda value: chain(MANUAL, node("a", "set", values={"held": value}))


async def page_drafts(owner: httpx.AsyncClient) -> Drafts:
    workflow_id = await publish(owner, chain(node("start", "trigger.page"), *HELLO["nodes"][1:]))
    run = {"do": "run_workflow", "workflow_id": workflow_id}
    return lambda value: tree(component("a", "Button", label="Go", on_click=[run | {"input": {"held": value}}]))


RESOURCES = {
    "workflows": Resource(
        url="/api/workflows",
        not_found="workflow_not_found",
        body=lambda name: {"name": name},
        change={"name": "Another"},
        invalid="graph_invalid",
        part="node",
        wrong=chain(MANUAL, node("a", "set", values={"x": 1}, surprise=1)),
        problem={"code": "param_unknown", "node_id": "a", "param": "surprise", "severity": "error"},
        doubtful=chain(MANUAL, node("a", "set", values={}) | {"on_error": "port"}),
        warning={"code": "error_unhandled", "node_id": "a", "param": "on_error", "severity": "warning"},
        holding=lambda value: chain(MANUAL, node("a", "set", values=value)),
        drafts=workflow_drafts,
        stored=Stored(
            draft=Workflow,
            version=WorkflowVersion,
            content="graph",
            made=lambda part: chain(MANUAL, part | {"id": "a"}),
            part=lambda graph: graph["nodes"][1],
            kind="kind",
            params="params",
        ),
    ),
    "pages": Resource(
        url="/api/pages",
        not_found="page_not_found",
        body=lambda name: {"slug": re.sub("[^a-z]", "", name.lower()), "title": name},
        change={"title": "Another"},
        invalid="page_invalid",
        part="component",
        wrong=tree(component("a", "Text", text="x", surprise=1)),
        problem={"code": "unknown_prop", "node_id": "a", "param": "surprise", "severity": "error"},
        doubtful=tree(component("a", "Heading", text="x", level=2)),
        warning={"code": "heading_order", "node_id": "a", "param": "level", "severity": "warning"},
        holding=lambda value: tree(component("a", "Text", text=value)),
        drafts=page_drafts,
        stored=Stored(
            draft=Page,
            version=PageVersion,
            content="tree",
            made=lambda part: tree(part | {"id": "a"}),
            part=lambda page: page["root"]["children"][0],
            kind="type",
            params="props",
        ),
    ),
}


@pytest.fixture(params=RESOURCES)
def resource(request: pytest.FixtureRequest) -> Resource:
    return RESOURCES[request.param]


@dataclass
class Thing:
    """One of them, made over HTTP."""

    client: httpx.AsyncClient
    url: str
    draft: Drafts
    change: dict[str, Any]

    async def call(
        self, method: str, path: str = "", if_match: str | None = None, json: Any = None
    ) -> httpx.Response:
        headers = {} if if_match is None else {"If-Match": if_match}
        return await self.client.request(method, f"{self.url}{path}", json=json, headers=headers)

    async def save(self, value: Any) -> httpx.Response:
        """The answer to a new draft that holds this value."""
        return await self.call("PUT", "/draft", "*", self.draft(value))

    async def read(self) -> tuple[dict[str, Any], str]:
        """What GET answers, and its ETag."""
        answer = await self.client.get(self.url)
        return answer.json(), answer.headers["etag"]


@pytest.fixture
async def thing(owner: httpx.AsyncClient, resource: Resource) -> Thing:
    draft = await resource.drafts(owner)
    made = await owner.post(resource.url, json=resource.body("First") | {"draft": draft(1)})
    assert (made.status_code, made.headers["etag"]) == (201, '"r1"'), made.text
    return Thing(owner, made.headers["location"], draft, resource.change)


async def test_a_change_needs_if_match_and_publishing_does_not(thing: Thing) -> None:
    for method, path, body in (("PATCH", "", thing.change), ("PUT", "/draft", thing.draft(2))):
        missing = await thing.call(method, path, json=body)
        assert (missing.status_code, missing.json()["code"]) == (428, "if_match_required")
        unreadable = await thing.call(method, path, "yesterday", body)
        assert (unreadable.status_code, unreadable.json()["code"]) == (400, "bad_request")
    for method, path in (
        ("POST", "/publish"),
        ("POST", "/versions/1/restore"),
        ("POST", "/unpublish"),
        ("DELETE", ""),
    ):
        assert (await thing.call(method, path)).status_code in (200, 204), path


async def test_if_match_takes_any_revision_when_it_is_a_star(thing: Thing) -> None:
    for method, path, body in (
        ("PATCH", "", thing.change),
        ("PUT", "/draft", thing.draft(2)),
        ("POST", "/publish", None),
        ("POST", "/versions/1/restore", None),
        ("POST", "/unpublish", None),
    ):
        answer = await thing.call(method, path, "*", body)
        assert answer.status_code == 200, answer.text
    assert (await thing.call("DELETE", "", "*")).status_code == 204


async def test_a_stale_if_match_changes_nothing_and_is_told_the_revision(thing: Thing) -> None:
    await thing.call("POST", "/publish")
    await thing.save(2)
    before, etag = await thing.read()
    for method, path, body in (
        ("PATCH", "", thing.change),
        ("PUT", "/draft", thing.draft(3)),
        ("POST", "/publish", None),
        ("POST", "/unpublish", None),
        ("POST", "/versions/1/restore", None),
        ("DELETE", "", None),
    ):
        stale = await thing.call(method, path, '"r1"', body)
        assert (stale.status_code, stale.json()["code"]) == (412, "revision_conflict"), path
        assert (stale.headers["etag"], stale.json()["current_revision"]) == (etag, before["revision"])
    assert await thing.read() == (before, etag)
    assert (await thing.call("DELETE", "", etag)).status_code == 204


async def test_the_etag_changes_with_whatever_is_read(thing: Thing) -> None:
    before, etag = await thing.read()
    for method, path, body, changes in (
        ("PATCH", "", thing.change, True),
        ("PUT", "/draft", thing.draft(2), True),
        ("POST", "/publish", None, True),
        ("POST", "/publish", None, False),
        ("POST", "/unpublish", None, True),
        ("POST", "/unpublish", None, False),
        ("POST", "/versions/1/restore", None, True),
        ("POST", "/publish", None, True),
    ):
        answer = await thing.call(method, path, etag, body)
        after, read = await thing.read()
        assert answer.headers["etag"] == read == f'"r{after["revision"]}"', path
        assert (after != before, read != etag) == (changes, changes), path
        before, etag = after, read


async def test_what_did_not_change_is_published_as_the_version_it_is(thing: Thing) -> None:
    first = await thing.call("POST", "/publish")
    assert (first.status_code, first.json()["number"]) == (200, 1)
    assert (await thing.call("POST", "/publish")).json() == first.json()
    await thing.call("POST", "/unpublish")
    assert (await thing.call("POST", "/publish")).json() == first.json()
    assert (await thing.read())[0]["published_version"] == 1
    for number, value in enumerate((True, 1.0, {"a": 1}), 2):  # for Python the first two equal the 1 before
        await thing.save(value)
        assert (await thing.call("POST", "/publish")).json()["number"] == number
    await thing.call("POST", "/versions/1/restore")
    assert (await thing.call("POST", "/publish")).json()["number"] == 5
    listed = (await thing.call("GET", "/versions")).json()["items"]
    assert [version["number"] for version in listed] == [5, 4, 3, 2, 1]


async def test_versions_say_who_published_them(thing: Thing, owner: httpx.AsyncClient, sign_in: SignIn) -> None:
    editor = await sign_in(Role.EDITOR)
    user = (await editor.get("/api/auth/me")).json()
    published = (await editor.post(f"{thing.url}/publish")).json()
    assert published["published_by"] == {"id": user["id"], "email": user["email"]}
    assert (await owner.delete(f"/api/users/{user['id']}")).status_code == 204
    read = (await thing.call("GET", "/versions/1")).json()
    assert read["published_by"] == {"id": None, "email": user["email"]}
    [listed] = (await thing.call("GET", "/versions")).json()["items"]
    assert listed.items() <= read.items()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ""),
        ("DELETE", ""),
        ("POST", "/validate"),
        ("POST", "/publish"),
        ("POST", "/unpublish"),
        ("GET", "/versions"),
        ("GET", "/versions/1"),
        ("POST", "/versions/1/restore"),
    ],
)
async def test_an_unknown_id_is_404(owner: httpx.AsyncClient, resource: Resource, method: str, path: str) -> None:
    missing = await owner.request(method, f"{resource.url}/{uuid4()}{path}")
    assert (missing.status_code, missing.json()["code"]) == (404, resource.not_found)
    wrong = await owner.request(method, f"{resource.url}/42{path}")
    assert (wrong.status_code, wrong.json()["code"]) == (422, "invalid_input")


async def test_an_unknown_version_is_404(thing: Thing) -> None:
    for method, path in (("GET", "/versions/1"), ("POST", "/versions/1/restore")):
        missing = await thing.call(method, path)
        assert (missing.status_code, missing.json()["code"]) == (404, "version_not_found")
        assert (await thing.call(method, path.replace("1", "99999999999"))).status_code == 422


async def test_a_wrong_draft_is_stored_and_its_problems_keep_it_from_being_published(
    thing: Thing, resource: Resource
) -> None:
    assert (await thing.call("POST", "/validate")).json()["valid"] is True
    assert (await thing.call("PUT", "/draft", "*", resource.wrong)).status_code == 200
    found = (await thing.call("POST", "/validate")).json()
    [problem] = found["problems"]
    assert (found["valid"], found["warnings"]) == (False, [])
    assert problem == resource.problem | {"message": problem["message"]}
    refused = await thing.call("POST", "/publish")
    assert (refused.status_code, refused.json()["code"]) == (422, resource.invalid)
    said = f"{resource.part} 'a', surprise: {problem['message']}"
    assert (refused.json()["problems"], refused.json()["detail"]) == ([problem], said)
    assert (await thing.read())[0]["published_version"] is None


async def test_warnings_are_told_and_keep_no_draft_from_being_published(thing: Thing, resource: Resource) -> None:
    assert (await thing.call("PUT", "/draft", "*", resource.doubtful)).status_code == 200
    found = (await thing.call("POST", "/validate")).json()
    [warning] = found["warnings"]
    assert (found["valid"], found["problems"]) == (True, [])
    assert warning == resource.warning | {"message": warning["message"]}
    for _ in range(2):  # also when it is published already
        published = await thing.call("POST", "/publish")
        assert (published.status_code, published.json()["warnings"]) == (200, [warning])
    version = (await thing.call("GET", "/versions/1")).json()
    assert published.json() == version | {"warnings": [warning]}


async def test_a_param_may_be_nested_so_deep_and_no_deeper(thing: Thing, resource: Resource) -> None:
    def nested(levels: int) -> dict[str, Any]:
        value: Any = 1
        for _ in range(levels):
            value = [value]
        return resource.holding(value)

    # The object of all params counts as one.
    assert (await thing.call("PUT", "/draft", "*", nested(MAX_DEPTH - 1))).status_code == 200
    for levels in (MAX_DEPTH, 150):
        refused = await thing.call("PUT", "/draft", "*", nested(levels))
        assert (refused.status_code, refused.json()["code"]) == (422, "invalid_input"), levels


async def test_a_list_is_searched_by_a_part_of_the_name(owner: httpx.AsyncClient, resource: Resource) -> None:
    made = [
        (await owner.post(resource.url, json=resource.body(name))).json()["id"] for name in ("Ene", "Mene", "Muh Ä")
    ]
    for search, expected in (
        ("ENE", made[1::-1]),
        ("muh", made[2:]),
        ("Ä", made[2:]),
        ("_", []),
        ("%", []),
        ("", made[::-1]),
    ):
        found = (await owner.get(resource.url, params={"search": search})).json()["items"]
        assert [item["id"] for item in found] == expected, search
    first = (await owner.get(resource.url, params={"search": "ene", "limit": 1})).json()
    rest = await owner.get(resource.url, params={"search": "ene", "limit": 1, "cursor": first["next_cursor"]})
    assert [item["id"] for item in first["items"] + rest.json()["items"]] == made[1::-1]
    for wrong in ("a\0b", "x" * 201):
        assert (await owner.get(resource.url, params={"search": wrong})).status_code == 422

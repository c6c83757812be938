"""Whatever has a draft, revisions and versions answers alike: a third one only adds itself to `RESOURCES`."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests.pages.conftest import node as component
from tests.pages.conftest import tree
from tests.workflows.graphs import HELLO, MANUAL, chain, node, publish

Drafts = Callable[[Any], dict[str, Any]]


@dataclass(frozen=True)
class Resource:
    """One kind of thing that is edited as a draft and published in versions."""

    url: str
    body: Callable[[str], dict[str, Any]]
    """The body that makes one of this name, its draft left out."""
    change: dict[str, Any]
    """What PATCH changes besides the draft."""
    drafts: Callable[[httpx.AsyncClient], Awaitable[Drafts]]
    """Makes what drafts name, and returns what makes a draft that is right and holds this JSON."""


async def workflow_drafts(_: httpx.AsyncClient) -> Drafts:
    return lambda value: chain(MANUAL, node("a", "set", values={"held": value}))


async def page_drafts(owner: httpx.AsyncClient) -> Drafts:
    workflow_id = await publish(owner, chain(node("start", "trigger.page"), *HELLO["nodes"][1:]))
    run = {"do": "run_workflow", "workflow_id": workflow_id}
    return lambda value: tree(component("a", "Button", label="Go", on_click=[run | {"input": {"held": value}}]))


RESOURCES = {
    "workflows": Resource(
        url="/api/workflows",
        body=lambda name: {"name": name},
        change={"name": "Another"},
        drafts=workflow_drafts,
    ),
    "pages": Resource(
        url="/api/pages",
        body=lambda name: {"slug": name.lower(), "title": name},
        change={"title": "Another"},
        drafts=page_drafts,
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

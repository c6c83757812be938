"""What a component itself says that it names: publishing must find it, and the caller's key must reach it."""

from collections.abc import Sequence
from typing import Annotated, Any

import httpx
import pytest

from app.pages.rendering.component import Component, ComponentReference, Props
from app.pages.rendering.props import Fixed
from tests.pages.conftest import Register, node, tree
from tests.pages.guestbook import make_entries, make_workflow, respond

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
NOBODY = "01890000-0000-7000-8000-000000000000"


class MeterProps(Props):
    """The props of a component that names a query or a workflow without any expression or action."""

    query: Annotated[str | None, Fixed()] = None
    workflow: Annotated[str | None, Fixed()] = None


def named(props: Any) -> Sequence[ComponentReference]:
    """Return what a meter names."""
    found = [ComponentReference("query", "query", props.query)] if props.query else []
    return [*found, *([ComponentReference("workflow", "workflow", props.workflow)] if props.workflow else [])]


METER = Component("Meter", "static", MeterProps, references=named)


async def test_publishing_finds_what_a_component_names(owner: httpx.AsyncClient, register: Register) -> None:
    register("Meter", METER, "<hr>")
    await make_entries(owner)
    workflow_id = await make_workflow(owner, respond("ok"))
    for props, problems in (
        ({"query": "nothing"}, [("query_not_usable", "query")]),
        ({"workflow": NOBODY}, [("workflow_not_published", "workflow")]),
        ({"query": "entries", "workflow": workflow_id}, []),
    ):
        body = {"slug": f"p{len(problems)}{len(props)}{min(props)[0]}", "title": "P"}
        draft = tree(node("m", "Meter", **props))
        page = (await owner.post("/api/pages", json=body | {"draft": draft})).json()
        answer = (await owner.post(f"/api/pages/{page['id']}/validate")).json()
        found = [(one["code"], one["param"]) for one in answer["problems"]]
        assert found == problems, props


@pytest.mark.parametrize(
    ("props", "scope"), [({"query": "entries"}, "data:read"), ({"workflow": NOBODY}, "actions:run"), ({}, None)]
)
async def test_a_key_must_reach_what_a_component_names(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, register: Register, props: dict[str, str], scope: str | None
) -> None:
    register("Meter", METER, "<hr>")
    key = (await owner.post("/api/api-keys", json={"name": "k", "scopes": ["pages:write"]})).json()["key"]
    body = {"slug": "p", "title": "P", "draft": tree(node("m", "Meter", **props))}
    answer = await client.post("/api/pages", json=body, headers={"Authorization": f"Bearer {key}"})
    assert answer.status_code == (201 if scope is None else 403), answer.text
    assert scope is None or scope in answer.json()["detail"]


async def test_a_component_that_shows_rows_needs_the_scope_of_its_query_even_when_it_is_wrong(
    owner: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    key = (await owner.post("/api/api-keys", json={"name": "k", "scopes": ["pages:write"]})).json()["key"]
    for props in ({"query": "entries", "columns": [{"key": "a", "label": "A"}]}, {"query": "entries"}):
        body = {"slug": "p", "title": "P", "draft": tree(node("t", "DataTable", **props))}
        answer = await client.post("/api/pages", json=body, headers={"Authorization": f"Bearer {key}"})
        assert (answer.status_code, "data:read" in answer.json()["detail"]) == (403, True), props

"""What something published uses is not deleted, whatever it is: one rule, one shape of the answer."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from sqlmodel import select

from app.main import OnefoldApp
from app.pages.models import PageVersion
from app.workflows.models import WorkflowVersion
from tests.conftest import ONE_DATABASE
from tests.pages.conftest import node as component
from tests.pages.conftest import tree
from tests.workflows.graphs import MANUAL, chain, node, publish, webhook

pytestmark = ONE_DATABASE
Use = Callable[[httpx.AsyncClient, str], Awaitable[str]]
"""Publishes something that uses the thing at this URL, and returns the URL of what uses it."""


@dataclass(frozen=True)
class Thing:
    """Something that can be used."""

    code: str
    make: Callable[[httpx.AsyncClient], Awaitable[str]]
    """Makes it under the name `used` (`USED`), and returns its URL."""
    uses: dict[str, Use]


def by_workflow(node_of: Callable[[httpx.Response], dict[str, Any]]) -> Use:
    async def use(owner: httpx.AsyncClient, url: str) -> str:
        graph = chain(MANUAL, node_of(await owner.get(url)))
        return f"/api/workflows/{await publish(owner, graph, 'user')}"

    return use


async def by_trigger(owner: httpx.AsyncClient, _: str) -> str:
    graph = chain(webhook("hook", {"mode": "header", "secret": "USED"}))
    return f"/api/workflows/{await publish(owner, graph, 'user')}"


async def by_query(owner: httpx.AsyncClient, _: str) -> str:
    made = await owner.post("/api/queries", json={"name": "user", "source": "used", "sql": "SELECT 1 AS one"})
    assert made.status_code == 201, made.text
    return "/api/queries/user"


def by_page(*components: dict[str, Any]) -> Use:
    async def use(owner: httpx.AsyncClient, _: str) -> str:
        body = {"slug": "user", "title": "User", "draft": tree(*components)}
        url = str((await owner.post("/api/pages", json=body)).headers["location"])
        assert (await owner.post(f"{url}/publish")).status_code == 200
        return url

    return use


async def make_variable(owner: httpx.AsyncClient) -> str:
    assert (await owner.put("/api/variables/USED", json={"value": "x"})).status_code == 201
    return "/api/variables/USED"


async def make_secret(owner: httpx.AsyncClient) -> str:
    return str((await owner.post("/api/secrets", json={"name": "USED"})).headers["location"])


async def make_source(owner: httpx.AsyncClient) -> str:
    made = await owner.post("/api/data-sources", json={"name": "used", "kind": "sqlite", "url": "used.db"})
    assert made.status_code == 201, made.text
    return "/api/data-sources/used"


async def make_query(owner: httpx.AsyncClient) -> str:
    made = await owner.post("/api/queries", json={"name": "used", "source": "local", "sql": "SELECT 1 AS one"})
    assert made.status_code == 201, made.text
    return "/api/queries/used"


def loop(inside: dict[str, Any]) -> dict[str, Any]:
    return node("loop", "for_each", items=[1], body={"nodes": [inside], "edges": []})


def call(header: str) -> dict[str, Any]:
    return node("call", "http.request", url="https://example.com", headers={"X": header})


def rows(source: str) -> dict[str, Any]:
    return node("rows", "data.query", source=source, sql="SELECT 1 AS one", params={})


async def make_workflow(owner: httpx.AsyncClient) -> str:
    return f"/api/workflows/{await publish(owner, chain(MANUAL), 'used')}"


def by_running(*, inside_form: bool) -> Use:
    async def use(owner: httpx.AsyncClient, url: str) -> str:
        runs = [{"do": "run_workflow", "workflow_id": url.rpartition("/")[2]}]
        if inside_form:
            button = component("f", "Form", component("i", "Input", name="x", label="X"), on_submit=runs)
        else:
            button = component("b", "Button", label="x", on_click=runs)
        return await by_page(component("s", "Section", button))(owner, url)

    return use


TABLE = {"query": "used", "columns": [{"key": "one", "label": "One"}]}
TOAST = [{"do": "toast", "message": "{{ data.used.row_count }}"}]
THINGS = {
    "variable": Thing(
        "variable_in_use",
        make_variable,
        {
            "expression": by_workflow(lambda _: node("a", "set", values={"a": ["{{ env.USED }}"]})),
            "all": by_workflow(lambda _: loop(node("a", "set", values={"a": "{{ env[item] }}"}))),
        },
    ),
    "secret": Thing(
        "secret_in_use",
        make_secret,
        {"expression": by_workflow(lambda _: loop(call("{{ secrets.USED }}"))), "trigger": by_trigger},
    ),
    "source": Thing(
        "source_in_use",
        make_source,
        {
            "name": by_workflow(lambda _: rows("used")),
            "id": by_workflow(lambda found: loop(rows(found.json()["id"]))),
            "insert": by_workflow(lambda _: node("a", "data.insert", source="used", table="t", values={})),
            "query": by_query,
        },
    ),
    "query": Thing(
        "query_in_use",
        make_query,
        {
            "table": by_page(component("s", "Section", component("t", "DataTable", **TABLE))),
            "expression": by_page(component("t", "Text", text="{{ data['used'].row_count }}")),
            "visible": by_page(component("t", "Text", text="x") | {"visible": "{{ data.used.row_count > 1 }}"}),
            "event": by_page(component("b", "Button", label="x", on_click=TOAST)),
        },
    ),
    "workflow": Thing(
        "workflow_in_use",
        make_workflow,
        {"button": by_running(inside_form=False), "form": by_running(inside_form=True)},
    ),
}
TYPES = {"workflows": "workflow", "pages": "page", "queries": "query"}
CASES = [(thing, use) for thing in THINGS for use in THINGS[thing].uses]


@pytest.mark.parametrize(("name", "use"), CASES)
async def test_what_is_used_is_kept_and_who_uses_it_is_named(owner: httpx.AsyncClient, name: str, use: str) -> None:
    thing = THINGS[name]
    url = await thing.make(owner)
    user = await thing.uses[use](owner, url)
    refused = await owner.delete(url)
    assert (refused.status_code, refused.json()["code"]) == (409, thing.code), refused.text
    [named] = refused.json()["used_by"]
    read = (await owner.get(user)).json()
    assert named == {
        "type": user.split("/")[2].rstrip("s").replace("querie", "query"),
        "id": read["id"],
        "name": "user",
    }
    assert f"the {named['type']} 'user'" in refused.json()["detail"]
    assert (await owner.get(url)).status_code == 200
    if named["type"] == "query":
        assert (await owner.delete(user)).status_code == 204
    else:
        assert (await owner.post(f"{user}/unpublish")).status_code == 200
    assert (await owner.delete(url)).status_code == 204


async def test_what_only_a_draft_uses_is_deleted(owner: httpx.AsyncClient) -> None:
    url = await make_query(owner)
    draft = tree(component("t", "DataTable", **TABLE))
    assert (await owner.post("/api/pages", json={"slug": "x", "title": "X", "draft": draft})).status_code == 201
    assert (await owner.delete(url)).status_code == 204


async def test_what_a_page_will_show_is_kept(owner: httpx.AsyncClient) -> None:
    """It is published at a time to come as it is now, whatever visitors see until then."""
    url = await make_query(owner)
    page = await by_page(component("t", "DataTable", **TABLE))(owner, url)
    times = {"publish_at": "2099-01-01T00:00:00Z", "unpublish_at": None}
    assert (await owner.put(f"{page}/schedule", json=times)).status_code == 200
    [user] = (await owner.delete(url)).json()["used_by"]
    assert user["name"] == "user"
    assert (await owner.post(f"{page}/unpublish")).status_code == 200
    assert (await owner.delete(url)).json()["code"] == "query_in_use"
    assert (await owner.put(f"{page}/schedule", json=times | {"publish_at": None})).status_code == 200
    assert (await owner.delete(url)).status_code == 204


async def test_what_another_build_may_use_is_kept(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    """What this build does not know counts by the names in it."""
    query, source = await make_query(owner), await make_source(owner)
    await by_page(component("t", "Text", text="x"))(owner, query)
    await publish(owner, chain(MANUAL, node("a", "set", values={})), "user")
    async with app.resources.database.session() as session:
        for version in await session.exec(select(WorkflowVersion)):
            graph = version.graph
            version.graph = graph | {
                "nodes": [graph["nodes"][0], graph["nodes"][1] | {"kind": "new", "params": {"from": ["used"]}}]
            }
            session.add(version)
    assert (await owner.delete(source)).json()["code"] == "source_in_use"
    for change in (
        {"type": "Chart", "props": {"of": [{"rows": "used"}]}},
        {"v": 7, "props": {"rows": "used"}},
        {"props": {"text": "x", "rows": "used"}},
        {"props": {"text": "{{ data['used'] ?? 1 }}"}},
        {"shiny": 1, "props": {"rows": "used"}},
    ):
        async with app.resources.database.session() as session:
            version = (await session.exec(select(PageVersion))).one()
            version.tree = tree(component("t", "Text") | change)
            session.add(version)
        assert (await owner.delete(query)).json()["code"] == "query_in_use", change
    async with app.resources.database.session() as session:
        version = (await session.exec(select(PageVersion))).one()
        version.tree = tree(component("t", "Text", text="used"))
        session.add(version)
    assert (await owner.delete(query)).status_code == 204


async def test_a_bucket_that_holds_something_is_kept_whoever_shows_it(owner: httpx.AsyncClient) -> None:
    """Only what a bucket holds can be shown, so it needs no list of who shows it."""
    assert (await owner.post("/api/storage/buckets", json={"name": "used", "public": True})).status_code == 201
    put = await owner.put("/api/storage/buckets/used/objects/a.txt", content=b"a")
    assert put.status_code == 201
    refused = await owner.delete("/api/storage/buckets/used")
    assert (refused.status_code, refused.json()["code"]) == (409, "bucket_not_empty")

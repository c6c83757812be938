"""What a page declares beside its components: stored as it was sent, and named where it is wrong."""

from typing import Any

import httpx
import pytest
from sqlmodel import select

from app.main import OnefoldApp
from app.pages.models import PageVersion
from tests.conftest import ONE_DATABASE
from tests.pages.conftest import Publish, node, tree

pytestmark = ONE_DATABASE
PLAIN = {"http_only": False, "same_site": "lax"}
DECLARED: dict[str, Any] = {
    "params": [
        {
            "name": "sort",
            "from": "query",
            "type": "string",
            "default": "name",
            "choices": ["name", "price"],
            "canonical": False,
        }
    ],
    "variables": [
        {"scope": "page", "name": "step", "type": "number", "default": 2, "http_only": False, "same_site": "lax"},
        {
            "scope": "session",
            "name": "cart",
            "type": "json",
            "default": {"a": 1},
            "http_only": False,
            "same_site": "lax",
        },
    ],
}


async def problems_of(owner: httpx.AsyncClient, draft: dict[str, Any]) -> set[tuple[str, str | None]]:
    made = await owner.post("/api/pages", json={"slug": "declared", "title": "x", "draft": draft})
    assert made.status_code == 201, made.text
    found = (await owner.post(f"{made.headers['location']}/validate")).json()["problems"]
    assert all(one["message"] for one in found)
    return {(one["code"], one["param"]) for one in found}


async def test_what_a_page_declares_is_stored_and_published_with_it(owner: httpx.AsyncClient) -> None:
    draft = tree(node("t", "Text", text="{{ page.step }} of {{ session.cart.a }}")) | DECLARED
    made = await owner.post("/api/pages", json={"slug": "declared", "title": "x", "draft": draft})
    assert {name: made.json()["draft"][name] for name in DECLARED} == DECLARED
    published = await owner.post(f"{made.headers['location']}/publish")
    assert {name: published.json()["tree"][name] for name in DECLARED} == DECLARED
    assert "-->2 of 1<!--/--></p>" in (await owner.get("/p/declared")).text


async def test_a_page_that_declares_nothing_is_stored_as_ever(owner: httpx.AsyncClient) -> None:
    made = await owner.post("/api/pages", json={"slug": "plain", "title": "x", "draft": tree() | {"params": []}})
    assert made.json()["draft"] == tree()


@pytest.mark.parametrize(
    ("declared", "code", "place"),
    [
        ({"params": [{"name": "a-b", "from": "query"}]}, "bad_name", "params.0.name"),
        ({"params": [{"name": "a", "from": "query"}] * 2}, "duplicate_name", "params.1.name"),
        ({"data": [{"name": "a", "query": "q"}] * 2}, "duplicate_name", "data.1.name"),
        ({"variables": [{"scope": "page", "name": "a"}] * 2}, "duplicate_name", "variables.1.name"),
        (
            {"params": [{"name": "n", "from": "query", "type": "integer", "default": "1"}]},
            "invalid_value",
            "params.0.default",
        ),
        (
            {"params": [{"name": "n", "from": "query", "choices": ["a"], "default": "b"}]},
            "invalid_value",
            "params.0.default",
        ),
        (
            {"params": [{"name": "n", "from": "query", "type": "boolean", "choices": [1]}]},
            "invalid_value",
            "params.0.choices.0",
        ),
        ({"data": [{"name": "a"}]}, "invalid_data", "data.0"),
        ({"data": [{"name": "a", "query": "q", "args": {"x": "{{ 1 + }}"}}]}, "expression_syntax", "data.0.args.x"),
        ({"data": [{"name": "a", "query": "q", "args": {"x": "{{ page.a }}"}}]}, "unknown_name", "data.0.args.x"),
        (
            {"variables": [{"scope": "page", "name": "a", "type": "number", "default": True}]},
            "invalid_value",
            "variables.0.default",
        ),
        ({"variables": [{"scope": "session", "name": "a", "http_only": True}]}, "invalid_variable", "variables.0"),
    ],
)
async def test_what_is_wrong_with_a_declaration_is_named(
    owner: httpx.AsyncClient, declared: dict[str, Any], code: str, place: str
) -> None:
    assert (code, place) in await problems_of(owner, tree(node("t", "Text", text="x")) | declared)


async def test_a_variable_that_is_read_must_be_declared(owner: httpx.AsyncClient) -> None:
    read = node("t", "Text", text="{{ page.step }} {{ page.other }} {{ cookies.step }}")
    assert await problems_of(owner, tree(read) | DECLARED) == {("unknown_variable", "text")}


async def test_visitors_see_a_page_whose_declarations_another_build_stored(
    app: OnefoldApp, client: httpx.AsyncClient, publish: Publish
) -> None:
    draft = tree(node("t", "Text", text="{{ page.step }}!")) | DECLARED
    await publish("later", draft=draft)
    async with app.resources.database.session() as session:
        version = (await session.exec(select(PageVersion))).one()
        strange = [{"scope": "device", "name": "x"}, "new", *DECLARED["variables"]]
        version.tree = {
            **version.tree,
            "variables": strange,
            "data": {"new": 1},
            "params": [{"name": "a", "from": "host"}],
        }
        session.add(version)
    app.resources.page_cache.forget_programs()
    app.resources.page_cache.forget_pages()
    answer = await client.get("/p/later")
    assert (answer.status_code, "-->2!<!--/--></p>" in answer.text) == (200, True)

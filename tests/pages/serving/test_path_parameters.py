"""Slugs with parameters: which page stands at an address, what its parameters are, and what they reach."""

import re
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from fastapi import status
from sqlmodel import select

from app.main import OnefoldApp
from app.pages.models import PageVersion
from tests.pages.conftest import Publish, node, tree
from tests.pages.guestbook import add_entry, make_entries, make_workflow, respond

SHOWN = node("t", "Text", text="[{{ params.id }}]")


def page(*params: dict[str, Any], text: str = "[{{ params.id }}]") -> dict[str, Any]:
    return tree(node("t", "Text", text=text)) | {"params": [*params]}


async def test_a_page_stands_at_every_address_of_its_slug(client: httpx.AsyncClient, publish: Publish) -> None:
    await publish("products/{id}", SHOWN)
    for value in ("7", "Ann", "schön", "a b", "{x}", "a&b", "x" * 300, "..."):
        answer = await client.get(f"/p/products/{quote(value, safe='')}")
        assert answer.status_code == 200, value
        assert f">[{value.replace('&', '&amp;')}]</p>" in answer.text
    for address in (
        "products",
        "products/",
        "products/a/b",
        "products/a%2Fb",
        "products/%00",
        "products/" + "x" * 501,
    ):
        answer = await client.get(f"/p/{address}", headers={"Accept": "application/json"})
        assert (answer.status_code, answer.json()["code"]) == (404, "page_not_found"), address


async def test_the_page_literal_for_longest_is_shown(client: httpx.AsyncClient, publish: Publish) -> None:
    for slug in ("{a}/{b}/{c}", "{a}/b/c", "a/{x}/c", "a/b/{y}", "a/{x}/{y}", "a/b/new"):
        await publish(slug, node("t", "Text", text=f"page {slug.replace('{', '(').replace('}', ')')}."))
    for address, slug in {
        "a/b/new": "a/b/new",
        "a/b/c": "a/b/(y)",
        "a/z/c": "a/(x)/c",
        "a/z/z": "a/(x)/(y)",
        "z/b/c": "(a)/b/c",
        "z/z/z": "(a)/(b)/(c)",
    }.items():
        assert f">page {slug}.<" in (await client.get(f"/p/{address}")).text, address


async def test_two_pages_of_one_shape_are_refused(owner: httpx.AsyncClient, publish: Publish) -> None:
    await publish("products/{id}", SHOWN)
    answer = await owner.post("/api/pages", json={"slug": "products/{name}", "title": "x"})
    assert (answer.status_code, answer.json()["code"]) == (409, "slug_taken")
    assert "'products/{id}'" in answer.json()["detail"]
    other = (await owner.post("/api/pages", json={"slug": "other", "title": "x"})).json()
    url = f"/api/pages/{other['id']}"
    renamed = await owner.patch(url, json={"slug": "products/{name}"}, headers={"If-Match": "*"})
    assert (renamed.status_code, renamed.json()["code"]) == (409, "slug_taken")
    assert (await owner.patch(url, json={"slug": "goods/{name}"}, headers={"If-Match": "*"})).status_code == 200
    back = await owner.patch(url, json={"slug": "other"}, headers={"If-Match": "*"})
    assert back.status_code == 200
    assert (await owner.post("/api/pages", json={"slug": "goods/{id}", "title": "x"})).status_code == 201


@pytest.mark.parametrize(
    "slug", ["{}", "{a-b}", "x{a}", "{a}x", "{a}/{a}", "{a}/{b}/{c}/{d}", "{a}/data/x", "{a}/" + "x/" * 10 + "x"]
)
async def test_a_wrong_slug_with_parameters_is_refused(owner: httpx.AsyncClient, slug: str) -> None:
    answer = await owner.post("/api/pages", json={"slug": slug, "title": "x"})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")


@pytest.mark.parametrize(
    ("declared", "good", "bad"),
    [
        ({"type": "integer"}, {"7": "[8]", "-3": "[-2]"}, ["007", "1.0", "x", "1e3", "٣", "9" * 30, "%207"]),
        ({"type": "number"}, {"7": "[8]", "0.5": "[1.5]"}, [".5", "nan", "1e3", "inf"]),
        ({"type": "boolean"}, {"true": "[True]", "false": "[False]"}, ["1", "True", "yes"]),
        ({"type": "date"}, {"2026-11-26": "[2026-11-26]"}, ["2026-13-01", "20261126", "2026-1-1", "2026-W48-4"]),
        ({"choices": ["red", "green"]}, {"red": "[red]"}, ["blue", "RED"]),
        ({"max_length": 3}, {"abc": "[abc]"}, ["abcd"]),
    ],
)
async def test_a_value_that_does_not_fit_finds_no_page(
    client: httpx.AsyncClient, publish: Publish, declared: dict[str, Any], good: dict[str, str], bad: list[str]
) -> None:
    counted = declared.get("type") in ("integer", "number")
    text = "[{{ params.id + 1 }}]" if counted else "[{{ params.id }}]"
    await publish("at/{id}", draft=page({"name": "id", "from": "path"} | declared, text=text))
    for value, shown in good.items():
        assert f">{shown}</p>".lower() in (await client.get(f"/p/at/{value}")).text.lower()
    for value in bad:
        assert (await client.get(f"/p/at/{value}")).status_code == status.HTTP_404_NOT_FOUND, value


async def test_a_query_parameter_that_does_not_fit_is_its_default(
    client: httpx.AsyncClient, publish: Publish
) -> None:
    declared = {"name": "n", "from": "query", "type": "integer", "default": 1, "choices": [1, 2, 3]}
    await publish("list", draft=page(declared, text="[{{ params.n + 1 }}]"))
    for query, shown in {
        "": 2,
        "?n=2": 3,
        "?n=9": 2,
        "?n=x": 2,
        "?n=02": 2,
        "?n=": 2,
        "?m=3": 2,
        "?n=1&n=3": 4,
    }.items():
        assert f">[{shown}]</p>" in (await client.get(f"/p/list{query}")).text, query


async def test_the_title_and_what_search_engines_read_take_parameters(
    client: httpx.AsyncClient, publish: Publish
) -> None:
    seo = {"description": "All of {{ params.id }}", "image": "{{ params.id }}"}
    await publish("products/{id}", SHOWN, title="{{ params.id | upper }} – Shop", seo=seo)
    html = (await client.get("/p/products/a%20%3Cb%3E")).text
    assert "<title>A &lt;B&gt; – Shop</title>" in html
    assert '<meta name="description" content="All of a &lt;b&gt;">' in html
    assert 'rel="canonical" href="http://127.0.0.1:8000/p/products/a%20%3Cb%3E"' in html
    assert "og:image" not in html


async def test_a_stored_title_that_is_no_expression_is_shown_as_it_is(
    owner: httpx.AsyncClient, app: OnefoldApp, client: httpx.AsyncClient, publish: Publish
) -> None:
    made = await publish("braces", SHOWN, title="old")
    problems = await owner.patch(
        f"/api/pages/{made['id']}",
        json={"title": "{{ 1 + }}", "seo": {"description": "{{ page.x }}"}},
        headers={"If-Match": "*"},
    )
    assert problems.status_code == 200
    found = (await owner.post(f"/api/pages/{made['id']}/validate")).json()["problems"]
    assert {(one["code"], one["param"]) for one in found} == {
        ("expression_syntax", "title"),
        ("unknown_name", "seo.description"),
    }
    async with app.resources.database.session() as session:
        version = (await session.exec(select(PageVersion))).one()
        version.title = "{{ 1 + }}"
        session.add(version)
    app.resources.page_cache.forget_programs()
    app.resources.page_cache.forget_pages()
    assert "<title>{{ 1 + }}</title>" in (await client.get("/p/braces")).text


async def test_parameters_that_do_not_go_with_the_slug_are_named(owner: httpx.AsyncClient) -> None:
    draft = page({"name": "other", "from": "path"})
    made = await owner.post("/api/pages", json={"slug": "at/{id}", "title": "x", "draft": draft, "is_home": True})
    found = (await owner.post(f"{made.headers['location']}/validate")).json()["problems"]
    assert {(one["code"], one["param"]) for one in found} == {
        ("unknown_param", "params.0.name"),
        ("home_with_params", "is_home"),
    }


async def test_forms_and_tables_of_such_a_page_stay_at_its_address(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    await make_entries(owner)
    for name in ("Ann", "Bob"):
        await add_entry(owner, name)
    body = {"got": "{{ trigger.input }}", "page": "{{ trigger.page.params.id }}"}
    workflow = await make_workflow(owner, respond(body))
    run = {"do": "run_workflow", "workflow_id": workflow, "input": {"id": "{{ params.id }}"}}
    toast = {"do": "toast", "message": "{{ result.got.id }} {{ result.page }} {{ params.id }}"}
    form = node("f", "Form", node("n", "Input", name="n", label="N", required=True), on_submit=[run, toast])
    table = node("d", "DataTable", query="entries", columns=[{"key": "name", "label": "N"}], page_size=1)
    await publish("shop/{id}", form, table)
    html = (await client.get("/p/shop/a%20b")).text
    assert 'action="/p/shop/a%20b/forms/f"' in html
    assert '"/p/shop/a%20b/data/d"' in html
    headers = {"Origin": "http://127.0.0.1:8000"}
    sent = await client.post("/p/shop/a%20b/forms/f", data={"version": "1", "n": "x"}, headers=headers)
    assert (sent.status_code, sent.headers["location"]) == (303, "/p/shop/a%20b?sent=f")
    as_json = headers | {"Accept": "application/json"}
    told = await client.post("/p/shop/a%20b/forms/f", data={"version": "1", "n": "x"}, headers=as_json)
    assert told.json()["effects"] == [{"do": "toast", "message": "a b a b a b"}]
    wrong = await client.post("/p/shop/a%20b/forms/f", data={"version": "1", "n": ""}, headers=headers)
    assert (wrong.status_code, 'action="/p/shop/a%20b/forms/f"' in wrong.text) == (422, True)
    assert 'href="/p/shop/a%20b?page.d=2#d"' in wrong.text
    rows = await client.get("/p/shop/a%20b/data/d?page=2", headers={"Accept": "text/html"})
    assert (rows.status_code, '"/p/shop/a%20b/data/d"' in rows.text) == (200, True)


async def test_the_sitemap_has_the_addresses_that_a_query_lists(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    await make_entries(owner)
    for name in ("Ann", "a b", "a/b", "Ann", "x" * 600):
        await add_entry(owner, name)
    query = {"name": "names", "source": "local", "sql": "SELECT name AS id FROM entries ORDER BY created_at"}
    assert (await owner.post("/api/queries", json=query)).status_code == 201
    await publish("people/{id}", draft=page() | {"sitemap_query": "names"})
    await publish("teams/{id}", draft=page({"name": "id", "from": "path", "choices": ["red", "blue"]}))
    await publish("any/{id}", SHOWN)
    listed = re.findall("<loc>http://127.0.0.1:8000/p/(.*?)</loc>", (await client.get("/sitemap.xml")).text)
    assert listed == ["people/Ann", "people/a%20b", "teams/red", "teams/blue"]


async def test_a_preview_takes_the_defaults_for_what_no_address_says(owner: httpx.AsyncClient) -> None:
    draft = page({"name": "id", "from": "path", "type": "integer", "default": 7})
    made = await owner.post("/api/pages", json={"slug": "at/{id}", "title": "x", "draft": draft})
    token = (await owner.post(f"{made.headers['location']}/preview-token")).json()["token"]
    assert ">[7]</p>" in (await owner.get(f"{made.headers['location']}/preview?token={token}")).text

"""The data of a page: declared queries and workflows with values, and what visitors do with the rows."""

import re
import time
from typing import Any

import httpx
import pytest
from sqlmodel import select

from app.main import OnefoldApp
from app.pages.models import PageVersion
from app.pages.serving import data as page_data
from tests.pages.conftest import Publish, node, tree
from tests.pages.guestbook import make_workflow, respond

JSON = {"Accept": "application/json"}
COLUMNS = [
    {"key": "name", "label": "Name", "sortable": True, "searchable": True},
    {"key": "kind", "label": "Kind", "choices": ["fruit", "root"]},
]
FOODS = [("apple", "fruit", 3), ("beet", "root", 1), ("cherry", "fruit", 2), ("date", "fruit", 9)]


@pytest.fixture
async def foods(owner: httpx.AsyncClient) -> None:
    columns = [
        {"name": "name", "type": "text"},
        {"name": "kind", "type": "text"},
        {"name": "price", "type": "integer"},
    ]
    made = await owner.post("/api/data-sources/local/tables", json={"name": "foods", "columns": columns})
    assert made.status_code == 201, made.text
    for name, kind, price in FOODS:
        values = {"name": name, "kind": kind, "price": price}
        await owner.post("/api/data-sources/local/tables/foods/rows", json={"values": values})
    await query(owner, "foods", "SELECT name, kind, price FROM foods ORDER BY price")
    await query(owner, "one", "SELECT name, kind FROM foods WHERE name = :name", name="text")
    await query(owner, "above", "SELECT name, kind FROM foods WHERE price > :price ORDER BY name", price="integer")


async def query(owner: httpx.AsyncClient, called: str, sql: str, **params: str) -> None:
    declared = [{"name": param, "type": type_} for param, type_ in params.items()]
    made = await owner.post("/api/queries", json={"name": called, "source": "local", "sql": sql, "params": declared})
    assert made.status_code == 201, made.text


def declaring(*children: dict[str, Any], data: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return tree(*children) | {"data": data} | more


def names_in(html: str) -> list[str]:
    return re.findall("<tr><td>(.*?)</td>", html)


@pytest.mark.usefixtures("foods")
async def test_a_product_page_shows_its_row_and_another_address_is_not_found(
    app: OnefoldApp, client: httpx.AsyncClient, publish: Publish
) -> None:
    text = node(
        "t", "Text", text="{{ data.food.row.name }} is a {{ data.food.rows[0].kind }}, {{ data.food.row_count }}"
    )
    data = [{"name": "food", "query": "one", "args": {"name": "{{ params.name }}"}, "must_exist": True}]
    await publish("foods/{name}", draft=declaring(text, data=data), title="{{ data.food.row.name }}")
    html = (await client.get("/p/foods/beet")).text
    assert ">beet is a root, 1</p>" in html
    assert "<title>beet</title>" in html
    missing = await client.get("/p/foods/nothing", headers=JSON)
    assert (missing.status_code, missing.json()["code"]) == (404, "page_not_found")
    hostile = await client.get("/p/foods/x'%20OR%20'1'='1", headers=JSON)
    assert hostile.status_code == 404
    # The pages of rows that exist are few enough to be kept; what anybody may type is not.
    cache = app.resources.page_cache
    assert [cache.get((f"/p/foods/{name}", "")) is None for name in ("beet", "nothing")] == [False, True]
    await publish("any/{name}", node("t", "Text", text="{{ params.name }}"))
    assert (await client.get("/p/any/thing")).status_code == 200
    assert cache.get(("/p/any/thing", "")) is None


@pytest.mark.usefixtures("foods")
async def test_a_table_takes_declared_data_and_its_pages_keep_the_parameters(
    client: httpx.AsyncClient, publish: Publish
) -> None:
    table = node("d", "DataTable", query="dear", columns=COLUMNS, page_size=2, counted=True)
    params = [{"name": "least", "from": "query", "type": "integer", "default": 0}]
    data = [{"name": "dear", "query": "above", "args": {"price": "{{ params.least }}"}}]
    await publish("dear", draft=declaring(table, data=data, params=params))
    assert names_in((await client.get("/p/dear")).text) == ["apple", "beet"]
    html = (await client.get("/p/dear?least=1")).text
    assert (names_in(html), "3 in all" in html) == (["apple", "cherry"], True)
    assert 'href="?least=1&amp;page.d=2#d"' in html
    assert names_in((await client.get("/p/dear?least=1&page.d=2")).text) == ["date"]
    rows = await client.get("/p/dear/data/d?params.least=1&page=2", headers=JSON)
    assert rows.json() == {
        "columns": [{"key": "name", "label": "Name"}, {"key": "kind", "label": "Kind"}],
        "rows": [{"name": "date", "kind": "fruit"}],
        "page": 2,
        "has_more": False,
        "total": 3,
        "error": None,
    }


@pytest.mark.usefixtures("foods")
async def test_visitors_sort_search_and_filter_what_the_author_allowed(
    client: httpx.AsyncClient, publish: Publish
) -> None:
    table = node("d", "DataTable", query="foods", columns=COLUMNS, page_size=2, sort="-name")
    other = node("e", "DataTable", query="foods", columns=[{"key": "name", "label": "N"}], page_size=1)
    await publish("foods", table, other, node("t", "Text", text="{{ params.q }}"))
    for asked, shown in {
        "": ["date", "cherry", "beet"],
        "sort.d=name": ["apple", "beet", "beet"],
        "sort.d=name&page.d=2": ["cherry", "date", "beet"],
        "search.d=E+R": ["cherry", "beet"],
        "filter.d.kind=root": ["beet", "beet"],
        "filter.d.kind=fruit&sort.d=name&search.d=a": ["apple", "date", "beet"],
        "sort.d=price": ["date", "cherry", "beet"],
        "sort.d=kind": ["date", "cherry", "beet"],
        "filter.d.name=apple": ["date", "cherry", "beet"],
        "search.e=apple": ["date", "cherry", "beet"],
        "sort.e=name": ["date", "cherry", "beet"],
        "search.d=%00%25": ["beet"],
        "search.d=%27%29+OR+1%3D1+--": ["beet"],
        "page.d=x": ["date", "cherry", "beet"],
    }.items():
        assert names_in((await client.get(f"/p/foods?{asked}")).text) == shown, asked


@pytest.mark.usefixtures("foods")
async def test_each_step_keeps_what_was_asked_before(client: httpx.AsyncClient, publish: Publish) -> None:
    table = node("d", "DataTable", query="foods", columns=COLUMNS, page_size=1)
    other = node("e", "DataTable", query="foods", columns=COLUMNS, page_size=1)
    await publish("foods", table, other, node("t", "Text", text="{{ params.q }}"))
    asked = "q=1&page.e=2&sort.e=name&filter.d.kind=fruit&search.d=a&sort.d=-name"
    html = (await client.get(f"/p/foods?{asked}&utm_source=x")).text
    kept = "?q=1&amp;sort.d=name&amp;search.d=a&amp;filter.d.kind=fruit&amp;page.e=2&amp;sort.e=name#d"
    assert f'href="{kept}"' in html
    following = (
        "?q=1&amp;page.d=2&amp;sort.d=-name&amp;search.d=a&amp;filter.d.kind=fruit&amp;page.e=2&amp;sort.e=name#d"
    )
    assert f'href="{following}"' in html
    form = re.search(r'<form class="of-table-tools".*?</form>', html, re.DOTALL)
    assert form is not None
    sent = dict(re.findall(r'<input type="hidden" name="(.*?)" value="(.*?)">', form[0]))
    assert sent == {"q": "1", "sort.d": "-name", "page.e": "2", "sort.e": "name"}
    assert 'name="search.d" value="a"' in form[0]
    assert '<option value="fruit" selected>' in form[0]
    fetched = re.search(r'data-shown="(/p/foods/data/d.*?)"', html)
    assert fetched is not None
    address = fetched[1].replace("&amp;", "&")
    assert names_in((await client.get(address, headers={"Accept": "text/html"})).text) == names_in(html)[:1]


@pytest.mark.usefixtures("foods")
async def test_what_fails_shows_so_and_the_rest_of_the_page_stands(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    await query(owner, "broken", "SELECT name, 1 / 0 AS kind FROM gone")
    texts = [
        node("a", "Text", text="[{{ data.broken.error.code }}]"),
        node("b", "Text", text="[{{ data.foods.row_count }}]"),
        node("c", "Text", text="[{{ data.odd.error.code }}]"),
        node("d", "DataTable", query="broken", columns=COLUMNS),
    ]
    data = [{"name": "odd", "query": "above", "args": {"price": "{{ params.price }}"}}]
    await publish("part", draft=declaring(*texts, data=data))
    answer = await client.get("/p/part?price=x")
    assert answer.status_code == 200
    for shown in ("[query_failed]", "[4]", "[invalid_input]", "This cannot be shown right now."):
        assert shown in answer.text, shown
    rows = (await client.get("/p/part/data/d", headers=JSON)).json()
    assert (rows["rows"], rows["error"]) == ([], "query_failed")


async def test_a_workflow_gives_rows(owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish) -> None:
    rows = [{"name": "{{ trigger.input.city }}", "kind": "city"}, {"name": "b", "kind": "x"}, "no row"]
    good = await make_workflow(owner, respond(rows))
    bad = await make_workflow(owner, respond({"message": "no"}, 500))
    data = [
        {"name": "weather", "workflow_id": good, "args": {"city": "{{ params.city }}"}},
        {"name": "bad", "workflow_id": bad},
    ]
    parts = [
        node("t", "Text", text="[{{ data.weather.row.name }} {{ data.bad.error.code }}]"),
        node("d", "DataTable", query="weather", columns=COLUMNS, page_size=1),
    ]
    await publish("weather", draft=declaring(*parts, data=data))
    html = (await client.get("/p/weather?city=Rome")).text
    assert "[Rome workflow_failed]" in html
    assert names_in(html) == ["Rome"]
    assert names_in((await client.get("/p/weather?city=Rome&page.d=2")).text) == ["b"]


@pytest.mark.usefixtures("foods")
async def test_data_that_cannot_be_read_is_not_published(owner: httpx.AsyncClient) -> None:
    unknown = "0199d7e0-0000-7000-8000-000000000000"
    data = [
        {"name": "a", "query": "nope"},
        {"name": "b", "query": "one"},
        {"name": "c", "query": "one", "args": {"name": "x", "nme": "y"}},
        {"name": "d", "workflow_id": unknown},
        {"name": "e", "query": "one", "args": {"name": "x"}},
    ]
    draft = declaring(node("t", "Text", text="{{ data.e.rows }} {{ data.f.rows }}"), data=data, sitemap_query="one")
    made = await owner.post("/api/pages", json={"slug": "x", "title": "x", "draft": draft})
    found = (await owner.post(f"{made.headers['location']}/validate")).json()["problems"]
    assert [(one["code"], one["param"]) for one in found] == [
        ("query_not_usable", "data.0"),
        ("query_not_usable", "data.1"),
        ("query_not_usable", "data.2"),
        ("workflow_not_published", "data.3"),
        ("query_not_usable", "sitemap_query"),
        ("query_not_usable", "text"),
    ]


@pytest.mark.usefixtures("foods")
async def test_a_query_that_a_page_declares_is_not_deleted(owner: httpx.AsyncClient, publish: Publish) -> None:
    data = [{"name": "dear", "query": "above", "args": {"price": 1}}]
    await publish("dear", draft=declaring(node("t", "Text", text="x"), data=data))
    answer = await owner.delete("/api/queries/above")
    assert (answer.status_code, answer.json()["code"]) == (409, "query_in_use")


SLOW = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) AS name FROM n"


async def test_a_slow_query_is_stopped_and_does_not_hold_the_page_up(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_data, "DATA_SECONDS", 0.3)
    for name in ("slow", "slower", "slowest"):
        await query(owner, name, SLOW)
    text = node("t", "Text", text="[{{ data.slow.error.code }} {{ data.slower.error.code }} {{ data.slowest.row }}]")
    await publish("slow", text)
    began = time.monotonic()
    answer = await client.get("/p/slow")
    assert (answer.status_code, "[query_timeout query_timeout ]" in answer.text) == (200, True)
    # The sum of their deadlines would show that they waited for one another; the server's own limit is 15 seconds.
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(("ttl", "same"), [(None, False), (60, True)])
async def test_a_page_is_kept_for_as_long_as_its_data_is_good(
    app: OnefoldApp,
    owner: httpx.AsyncClient,
    client: httpx.AsyncClient,
    publish: Publish,
    ttl: int | None,
    same: bool,
) -> None:
    await query(owner, "chance", "SELECT random() AS name")
    one = {"name": "luck", "query": "chance"} | ({"ttl_seconds": ttl} if ttl else {})
    await publish("luck", draft=declaring(node("t", "Text", text="{{ data.luck.row.name }}"), data=[one]))

    async def after_two_seconds() -> str:
        entry = app.resources.page_cache.get(("/p/luck", ""))
        if entry is not None:
            entry.checked_at -= 2
        return (await client.get("/p/luck")).text

    first = await after_two_seconds()
    assert (await after_two_seconds() == first) is same
    await app.resources.sources.publish_change("local", None)
    assert await after_two_seconds() != first


async def test_visitors_see_a_page_whose_data_another_build_stored(
    app: OnefoldApp, owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    await query(owner, "chance", "SELECT 7 AS name")
    one = {"name": "luck", "query": "chance"}
    await publish("luck", draft=declaring(node("t", "Text", text="[{{ data.luck.row.name }}]"), data=[one]))
    assert "[7]" in (await client.get("/p/luck")).text
    for strange in ({"args": {"x": "{{ a && b }}"}}, {"args": 5}, {"from": "mars"}, {"query": None}):
        async with app.resources.database.session() as session:
            version = (await session.exec(select(PageVersion))).one()
            version.tree = {**version.tree, "data": [one | strange]}
            session.add(version)
        app.resources.page_cache.forget_programs()
        app.resources.page_cache.forget_pages()
        answer = await client.get("/p/luck")
        assert (answer.status_code, "[]" in answer.text) == (200, True), strange


@pytest.mark.usefixtures("foods")
async def test_columns_that_a_query_does_not_give_are_warned_of(owner: httpx.AsyncClient) -> None:
    texts = [
        node("a", "Text", text="{{ data.foods.row.nme }} {{ data.foods.row.name }} {{ data.foods.rows[0].kid }}"),
        node("b", "Text", text="{{ data.above.row.anything }} {{ data.above.rws }}"),
        node("h", "Heading", text="Foods", level=1),
    ]
    # Declared under the name of another query: that one's columns say nothing of it.
    declared = [{"name": "above", "query": "one", "args": {"name": "x"}}]
    made = await owner.post("/api/pages", json={"slug": "x", "title": "x", "draft": declaring(*texts, data=declared)})
    found = (await owner.post(f"{made.headers['location']}/validate")).json()
    assert found["problems"] == []
    warned = [(one["code"], one["message"].split("'")[1]) for one in found["warnings"] if one["node_id"] != "h"]
    assert sorted(set(warned)) == [("unknown_column", "kid"), ("unknown_column", "nme"), ("unknown_member", "rws")]

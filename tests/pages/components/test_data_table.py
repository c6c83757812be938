"""How a table writes its values: in the language of the page, by the format of a column, and what never gets in."""

import re
from typing import Any

import httpx
import pytest

from tests.conftest import ONE_DATABASE
from tests.pages.conftest import Publish, node, tree

pytestmark = ONE_DATABASE
SHOP = (
    "SELECT 1 AS id, 'Tea & cake' AS name, 'open' AS state, 1234.5 AS price, 0.256 AS share, "
    "'2026-11-26T23:30:00Z' AS made, 1 AS fresh, 'https://example.com/tea/' AS site, '/files/p/tea.png' AS picture "
    "UNION ALL SELECT 2, 'a/b?c', 'gone', -3, NULL, 'soon', 0, 'javascript:alert(1)', 'javascript:alert(1)'"
)


@pytest.fixture
async def shop(owner: httpx.AsyncClient) -> None:
    made = await owner.post("/api/queries", json={"name": "shop", "source": "local", "sql": SHOP})
    assert made.status_code == 201, made.text


def table(*columns: dict[str, Any], **props: Any) -> dict[str, Any]:
    return node(
        "t", "DataTable", query="shop", columns=[{"label": column["key"], **column} for column in columns], **props
    )


def cells(html: str, part: str = "tbody") -> list[str]:
    body = re.search(f"<{part}.*?</{part}>", html, re.DOTALL)
    return re.findall("<td[^>]*>(.*?)</td>", body[0]) if body else []


NBSP, NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"
FORMATS = [
    ({"key": "price", "format": "number"}, "de", ["1.234,5", "-3"]),
    ({"key": "price", "format": "number", "digits": 2}, "en-GB", ["1,234.50", "-3.00"]),
    ({"key": "price", "format": "money", "currency": "EUR"}, "de", [f"1.234,50{NBSP}€", f"-3,00{NBSP}€"]),
    ({"key": "price", "format": "money", "currency": "JPY"}, "en", ["¥1,234", "-¥3"]),
    ({"key": "price", "format": "number"}, "fr", [f"1{NARROW}234,5", "-3"]),
    ({"key": "price", "format": "number"}, "xx-nobody", ["1,234.5", "-3"]),
    ({"key": "share", "format": "percent"}, "en", ["25.6%", ""]),
    ({"key": "share", "format": "percent", "digits": 0}, "de", [f"26{NBSP}%", ""]),
    ({"key": "made", "format": "date"}, "de", ["26.11.2026", "soon"]),
    ({"key": "made", "format": "date", "time_zone": "Europe/Berlin"}, "de", ["27.11.2026", "soon"]),
    ({"key": "made", "format": "time", "time_zone": "Europe/Berlin"}, "de", ["00:30", "soon"]),
    ({"key": "made", "format": "datetime"}, "en-GB", ["26 Nov 2026, 23:30", "soon"]),
    ({"key": "fresh", "format": "yes_no"}, "de", ["Ja", "Nein"]),
    ({"key": "name", "format": "money"}, "en", ["Tea &amp; cake", "a/b?c"]),
]


@pytest.mark.usefixtures("shop")
async def test_values_are_written_in_the_language_of_the_page(client: httpx.AsyncClient, publish: Publish) -> None:
    for position, (column, lang, shown) in enumerate(FORMATS):
        await publish(f"shop-{position}", table(column), seo={"lang": lang})
        assert cells((await client.get(f"/p/shop-{position}")).text) == shown, (column, lang)


@pytest.mark.usefixtures("shop")
async def test_cells_are_badges_links_pictures_and_bars_and_no_address_runs(
    client: httpx.AsyncClient, publish: Publish
) -> None:
    columns: list[dict[str, Any]] = [
        {"key": "state", "format": "badge", "tones": {"open": "good"}},
        {"key": "site", "format": "link"},
        {"key": "picture", "format": "image"},
        {"key": "share", "format": "progress"},
        {"key": "price", "format": "number", "align": "start"},
    ]
    await publish("shop", table(*columns))
    html = (await client.get("/p/shop")).text
    first, second = cells(html)[:5], cells(html)[5:]
    assert "of-badge--good" in first[0]
    assert "of-badge--neutral" in second[0]
    assert first[1] == '<a class="of-link" href="https://example.com/tea/">example.com/tea</a>'
    assert 'src="/files/p/tea.png" alt=""' in first[2]
    assert 'value="0.256" max="1"' in first[3]
    assert second[1:4] == ["javascript:alert(1)", "", ""]
    assert "of-table-end" not in html


@pytest.mark.usefixtures("shop")
async def test_a_row_leads_to_its_own_page(client: httpx.AsyncClient, publish: Publish) -> None:
    name = {"key": "name", "href": "/p/shop/{{ item.name | url_encode }}?id={{ item.id }}&at={{ index }}"}
    await publish("shop", table(name, {"key": "site", "href": "{{ item.site }}"}, row_link=True))
    html = (await client.get("/p/shop")).text
    assert re.findall('href="(/p/shop/[^"]*)"', html) == [
        "/p/shop/Tea%20%26%20cake?id=1&amp;at=0",
        "/p/shop/a%2Fb%3Fc?id=2&amp;at=1",
    ]
    assert html.count("of-table-link") == 2
    assert cells(html)[3] == "javascript:alert(1)"
    rows = (await client.get("/p/shop/data/t")).json()["rows"]
    assert set(rows[0]) == {"name", "site"}


@pytest.mark.usefixtures("shop")
async def test_totals_are_of_all_pages(client: httpx.AsyncClient, publish: Publish) -> None:
    columns = [
        {"key": "name", "searchable": True},
        {"key": "price", "format": "money", "total": "sum"},
        {"key": "share", "format": "percent", "total": "average"},
    ]
    await publish("shop", table(*columns, page_size=1))
    totals = [re.sub("<.*?>", "", one) for one in cells((await client.get("/p/shop")).text, "tfoot")]
    assert totals == ["", "Sum $1,231.50", "Average 25.6%"]
    found = [re.sub("<.*?>", "", one) for one in cells((await client.get("/p/shop?search.t=a/b")).text, "tfoot")]
    assert found == ["", "Sum -$3.00", "Average "]


@pytest.mark.parametrize(
    ("column", "code", "says"),
    [
        ({"href": "/p/{{ item.id"}, "invalid_prop", "does not parse"),
        ({"href": "/p/{{ params.id }}"}, "invalid_prop", "'params' cannot be read here"),
        ({"href": "javascript:alert(1)"}, "unsafe_url", "http(s)"),
        ({"currency": "euro"}, "invalid_prop", ""),
        ({"time_zone": "Mars/Base"}, "invalid_prop", "Europe/Berlin"),
        ({"format": "roman"}, "invalid_prop", "progress"),
    ],
)
async def test_a_wrong_column_is_named(
    owner: httpx.AsyncClient, column: dict[str, Any], code: str, says: str
) -> None:
    draft = tree(table({"key": "name", **column}))
    page = (await owner.post("/api/pages", json={"slug": "wrong", "title": "Wrong", "draft": draft})).json()
    problem = (await owner.post(f"/api/pages/{page['id']}/validate")).json()["problems"][0]
    assert (problem["code"], problem["param"]) == (code, f"columns.0.{next(iter(column))}")
    assert says in problem["message"]

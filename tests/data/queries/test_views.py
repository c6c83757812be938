"""One page of a query's rows, sorted, searched and filtered by the database."""

from typing import Any

import httpx
import pytest

from app.data.errors import QueryFailed, QueryWrites
from app.data.service import RowsView, read_view
from app.main import OnefoldApp

PEOPLE = [("Ann", 3, True), ("bob", 1, False), ("Çelik", 2, True), ("Dan_1", 1, None), ("100%", None, True)]
WORDS = "SELECT 'a' AS word /* one */ UNION ALL SELECT 'b' -- two"


@pytest.fixture
async def people(owner: httpx.AsyncClient) -> None:
    columns = [
        {"name": "name", "type": "text"},
        {"name": "age", "type": "integer"},
        {"name": "member", "type": "boolean"},
    ]
    table = await owner.post("/api/data-sources/local/tables", json={"name": "people", "columns": columns})
    assert table.status_code == 201, table.text
    for name, age, member in PEOPLE:
        values = {"name": name, "age": age, "member": member}
        await owner.post("/api/data-sources/local/tables/people/rows", json={"values": values})
    for name, sql, params in (
        ("everyone", "SELECT name, age, member FROM people ORDER BY id", []),
        ("older", "SELECT name, age FROM people WHERE age > :age ORDER BY id", [{"name": "age", "type": "integer"}]),
        ("words", WORDS, []),
        ("twice", "SELECT p.name, q.name FROM people p JOIN people q ON p.id = q.id ORDER BY p.id", []),
    ):
        made = await owner.post("/api/queries", json={"name": name, "source": "local", "sql": sql, "params": params})
        assert made.status_code == 201, made.text


async def names(
    app: OnefoldApp, query: str = "everyone", given: dict[str, Any] | None = None, **view: Any
) -> list[Any]:
    chosen = RowsView(**{"limit": 10} | view)
    found, _, _ = await read_view(app.resources.sources, query, given or {}, chosen)
    return [next(iter(row.values())) for row in found.rows]


@pytest.mark.usefixtures("people")
async def test_rows_are_sorted_and_those_alike_keep_the_querys_order(app: OnefoldApp) -> None:
    assert await names(app) == [name for name, _, _ in PEOPLE]
    assert await names(app, sort="age") == ["bob", "Dan_1", "Çelik", "Ann", "100%"]
    assert await names(app, sort="-age") == ["Ann", "Çelik", "bob", "Dan_1", "100%"]
    assert await names(app, sort="age", limit=2, offset=1) == ["Dan_1", "Çelik"]


@pytest.mark.usefixtures("people")
async def test_every_word_is_searched_in_the_named_columns_and_wild_cards_are_letters(app: OnefoldApp) -> None:
    assert await names(app, search="AN", searched=["name"]) == ["Ann", "Dan_1"]
    assert await names(app, search="n d", searched=["name"]) == ["Dan_1"]
    assert await names(app, search="_", searched=["name"]) == ["Dan_1"]
    assert await names(app, search="%", searched=["name"]) == ["100%"]
    assert await names(app, search="3", searched=["name", "age"]) == ["Ann"]
    assert await names(app, search="' OR 1=1 --", searched=["name"]) == []
    assert await names(app, search="zzz", searched=[]) == [name for name, _, _ in PEOPLE]


@pytest.mark.usefixtures("people")
async def test_filters_compare_what_a_column_holds(app: OnefoldApp) -> None:
    assert await names(app, filters={"age": "1"}) == ["bob", "Dan_1"]
    assert await names(app, filters={"member": "true", "age": "3"}) == ["Ann"]
    assert await names(app, filters={"member": "false"}) == ["bob"]
    assert await names(app, filters={"name": "x' OR '1'='1"}) == []


@pytest.mark.usefixtures("people")
async def test_a_page_says_whether_more_follow_and_how_many_there_are(app: OnefoldApp) -> None:
    sources = app.resources.sources
    for offset, more in ((0, True), (2, True), (4, False), (9, False)):
        found, total, _ = await read_view(sources, "everyone", {}, RowsView(limit=2, offset=offset), count=True)
        assert (found.truncated, total) == (more, 5), offset
    found, total, _ = await read_view(sources, "older", {"age": 1}, RowsView(limit=1, sort="-name"), count=True)
    assert (found.rows[0]["name"], found.truncated, total) == ("Çelik", True, 2)
    assert (await read_view(sources, "older", {"age": 1}, RowsView(limit=1)))[1] is None


@pytest.mark.usefixtures("people")
async def test_totals_are_of_all_rows_that_are_searched_and_not_of_the_page(app: OnefoldApp) -> None:
    view = RowsView(limit=1, totals={"age": "sum"})
    _, total, totals = await read_view(app.resources.sources, "everyone", {}, view)
    assert (total, totals) == (None, {"age": 7})
    searched = RowsView(limit=1, totals={"age": "average"}, search="n", searched=["name"])
    _, total, totals = await read_view(app.resources.sources, "everyone", {}, searched, count=True)
    assert (total, float(str(totals["age"]))) == (2, 2.0)


@pytest.mark.usefixtures("people")
async def test_comments_and_repeated_columns_stay_what_they_are(app: OnefoldApp) -> None:
    assert await names(app, "words", sort="-word") == ["b", "a"]
    for view in ({}, {"sort": "name"} if app.resources.database.is_sqlite else {}):
        found, _, _ = await read_view(app.resources.sources, "twice", {}, RowsView(limit=1, **view))
        assert list(found.rows[0]) == ["name", "name_2"]


@pytest.mark.usefixtures("people")
async def test_what_cannot_be_sorted_so_fails_and_what_writes_is_refused(
    app: OnefoldApp, owner: httpx.AsyncClient
) -> None:
    for view in (RowsView(1, sort="nope"), RowsView(1, sort='x" DESC; --'), RowsView(1, filters={"nope": "1"})):
        with pytest.raises(QueryFailed):
            await read_view(app.resources.sources, "everyone", {}, view)
    body = {"name": "clear", "source": "local", "sql": "DELETE FROM people", "mode": "write"}
    assert (await owner.post("/api/queries", json=body)).status_code == 201
    with pytest.raises(QueryWrites):
        await read_view(app.resources.sources, "clear", {}, RowsView(1))

"""Statements on the local source: parameters, limits, many at once."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from app.data.effects import EffectKey
from app.data.errors import (
    QueryFailed,
    QueryParamMissing,
    QueryParamUnknown,
    QueryTimeout,
    ResultTooLarge,
    RowConflict,
    SourceNotFound,
    StatementRefused,
)
from app.data.service import insert_row, run_sql
from app.data.sources.open_sources import DataSources
from app.main import OnefoldApp
from tests.data.conftest import RunSql

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) SELECT i FROM n"


async def test_parameters_are_bound_and_strings_are_left_alone(sources: DataSources, orders: str) -> None:
    title = "x'); DROP TABLE orders; --"
    await run_sql(sources, "local", "INSERT INTO orders (title, code) VALUES (:t, ':t -- a:b')", {"t": title})
    sql = "SELECT title, code /* :no */ FROM orders -- :no\n WHERE :t = title"
    found = await run_sql(sources, "local", sql, {"t": title})
    assert found.rows == [{"title": title, "code": ":t -- a:b"}]
    assert (found.columns, found.row_count, found.truncated) == (["title", "code"], 1, False)


async def test_casts_and_json_operators_are_no_parameters(sources: DataSources) -> None:
    if sources.database.is_sqlite:
        sql = """SELECT CAST(:n AS INTEGER) AS n, '{"a": 5}' ->> 'a' AS a, [a:b] AS c FROM (SELECT 1 AS "a:b")"""
    else:
        sql = """SELECT :n::text::int AS n, '{"a": 5}'::jsonb ->> 'a' AS a, $q$1:b$q$ AS c, E'\\':b' AS d,
            '{"x": 1}'::jsonb ? 'x' AS e /* /* :b */ :b */"""
    found = await run_sql(sources, "local", sql, {"n": "4"})
    assert (found.rows[0]["n"], str(found.rows[0]["a"])) == (4, "5")


async def test_missing_and_unknown_parameters(sources: DataSources) -> None:
    with pytest.raises(QueryParamMissing, match=":a"):
        await run_sql(sources, "local", "SELECT :a, :b", {"b": 1})
    with pytest.raises(QueryParamUnknown, match="'c'"):
        await run_sql(sources, "local", "SELECT 1", {"c": 1})


async def test_what_changes_says_how_many_rows(sources: DataSources, orders: str) -> None:
    stored = await run_sql(sources, "local", "INSERT INTO orders (title) VALUES ('a'), ('b')", {})
    assert (stored.rows, stored.row_count) == ([], 2)
    changed = await run_sql(sources, "local", "UPDATE orders SET amount = :n RETURNING title, amount", {"n": 3})
    assert sorted(str(row["title"]) for row in changed.rows) == ["a", "b"]
    assert {row["amount"] for row in changed.rows} == {3}
    none = await run_sql(sources, "local", "DELETE FROM orders WHERE title = 'z' RETURNING id", {})
    assert (none.rows, none.row_count) == ([], 0)


async def test_columns_of_the_same_name_are_all_kept(sources: DataSources) -> None:
    found = await run_sql(sources, "local", "SELECT 1 AS a, 2 AS a, 3 AS b", {})
    assert found.rows == [{"a": 1, "a_2": 2, "b": 3}]


async def test_no_more_rows_than_asked_for_are_read(sources: DataSources) -> None:
    found = await run_sql(sources, "local", NUMBERS, {}, max_rows=450)
    assert (len(found.rows), found.row_count, found.truncated) == (450, 450, True)
    exact = await run_sql(sources, "local", NUMBERS, {}, max_rows=5000)
    assert (exact.row_count, exact.truncated, exact.rows[-1]) == (5000, False, {"i": 5000})
    none = await run_sql(sources, "local", f"SELECT i, i AS j FROM ({NUMBERS}) AS m WHERE i < 0", {})
    assert (none.columns, none.rows, none.truncated) == (["i", "j"], [], False)


async def test_a_change_is_complete_even_when_its_rows_are_cut(sources: DataSources, orders: str) -> None:
    sql = f"INSERT INTO orders (title) SELECT 'x' FROM ({NUMBERS}) AS m RETURNING id"
    cut = await run_sql(sources, "local", sql, {}, max_rows=10)
    assert (len(cut.rows), cut.truncated) == (10, True)
    assert (await run_sql(sources, "local", "SELECT count(*) AS n FROM orders", {})).rows == [{"n": 5000}]


async def test_a_result_of_too_many_bytes_is_refused_and_changes_nothing(
    sources: DataSources, orders: str, ask: RunSql
) -> None:
    await run_sql(sources, "local", "INSERT INTO orders (title) VALUES (:t)", {"t": "x" * 5_000_000})
    answer = await ask(f"SELECT o.title FROM orders o, ({NUMBERS}) AS m", mode="read")
    assert (answer.status_code, answer.json()["code"]) == (422, "result_too_large")
    with pytest.raises(ResultTooLarge):
        await run_sql(sources, "local", "UPDATE orders SET done = true RETURNING title, title, title, title", {})
    assert (await run_sql(sources, "local", "SELECT done FROM orders", {})).rows == [{"done": False}]


async def test_an_endless_statement_is_stopped_and_the_source_goes_on(sources: DataSources) -> None:
    sources.limits = replace(sources.limits, statement_seconds=0.3)
    with pytest.raises(QueryTimeout):
        await run_sql(sources, "local", ENDLESS, {})
    assert (await run_sql(sources, "local", "SELECT 1 AS one", {})).rows == [{"one": 1}]


async def test_a_cancelled_statement_stops_and_frees_its_connection(sources: DataSources) -> None:
    await run_sql(sources, "local", "SELECT 1", {})
    for _ in range(sources.limits.connections + 1):
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1):
                await run_sql(sources, "local", ENDLESS, {})
    assert (await run_sql(sources, "local", "SELECT 1 AS one", {})).rows == [{"one": 1}]


async def test_a_refused_statement_says_where(ask: RunSql, sources: DataSources) -> None:
    answer = await ask("SELECT :a AS a, nonsense", {"a": 1})
    assert (answer.status_code, answer.json()["code"]) == (422, "query_failed")
    assert "nonsense" in answer.json()["detail"]
    assert sources.database.is_sqlite or answer.json()["position"] == len("SELECT :a AS a, ") + 1


async def test_errors_of_values_and_sources(sources: DataSources, orders: str) -> None:
    with pytest.raises(SourceNotFound):
        await run_sql(sources, "nowhere", "SELECT 1", {})
    for text in ("a\0b", "\ud800"):
        with pytest.raises(QueryFailed):
            await run_sql(sources, "local", "SELECT :a", {"a": text})
    with pytest.raises(StatementRefused):
        await run_sql(sources, "local", "SELECT $1", {})
    await run_sql(sources, "local", "INSERT INTO orders (title, code) VALUES ('a', '1')", {})
    with pytest.raises(RowConflict):
        await run_sql(sources, "local", "INSERT INTO orders (title, code) VALUES ('a', '1')", {})
    assert (await run_sql(sources, "local", "SELECT count(*) AS n FROM orders", {})).rows == [{"n": 1}]


async def test_twenty_rows_at_once_are_all_stored(sources: DataSources, orders: str) -> None:
    stored = await asyncio.gather(
        *(insert_row(sources, "local", "orders", {"title": f"n{n}", "code": str(n)}) for n in range(20))
    )
    assert len({str(result.rows[0]["id"]) for result in stored}) == 20
    assert (await run_sql(sources, "local", "SELECT count(*) AS n FROM orders", {})).rows == [{"n": 20}]


async def test_one_key_stores_one_row_however_often_and_fast_it_comes(sources: DataSources, orders: str) -> None:
    results = await asyncio.gather(
        *(insert_row(sources, "local", "orders", {"title": f"n{n}"}, key=EffectKey("run:node:0")) for n in range(10))
    )
    assert len({str(result.rows) for result in results}) == 1
    other = await insert_row(sources, "local", "orders", {"title": "other"}, key=EffectKey("run:node:1"))
    assert other.rows != results[0].rows
    assert (await run_sql(sources, "local", "SELECT count(*) AS n FROM orders", {})).rows == [{"n": 2}]


async def test_a_key_whose_insert_failed_may_be_used_again(sources: DataSources, orders: str) -> None:
    with pytest.raises(QueryFailed):
        await insert_row(sources, "local", "orders", {"amount": 1}, key=EffectKey("k"))
    stored = await insert_row(sources, "local", "orders", {"title": "x"}, key=EffectKey("k"))
    assert stored.rows[0]["title"] == "x"


async def test_listeners_hear_of_rows_after_they_are_stored(
    sources: DataSources, app: OnefoldApp, orders: str
) -> None:
    heard: list[Any] = []

    async def listen(message: Any) -> None:
        found = await run_sql(sources, "local", "SELECT count(*) AS n FROM orders", {})
        heard.append((message, found.rows[0]["n"]))

    app.resources.bus.subscribe("data.rows_changed", listen)
    await insert_row(sources, "local", "orders", {"title": "x"}, key=EffectKey("k"))
    await insert_row(sources, "local", "orders", {"title": "x"}, key=EffectKey("k"))
    await run_sql(sources, "local", "DELETE FROM orders", {})
    assert heard == [({"source": "local", "table": "orders"}, 1), ({"source": "local", "table": None}, 0)]

"""Tables and rows of the local source, over HTTP."""

import re

import httpx
import pytest

from tests.data.conftest import LOCAL

UUID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


async def test_a_row_comes_back_with_id_time_and_defaults(editor: httpx.AsyncClient, orders: str) -> None:
    answer = await editor.post(f"{orders}/rows", json={"values": {"title": "Tea"}})
    assert answer.status_code == 201, answer.text
    row = answer.json()
    assert UUID7.fullmatch(row["id"])
    assert TIME.fullmatch(row["created_at"])
    assert (row["title"], row["amount"], row["done"], row["price"], row["extra"]) == ("Tea", 7, False, None, None)
    assert (await editor.get(f"{orders}/rows/{row['id']}")).json() == row


async def test_every_type_keeps_its_value(editor: httpx.AsyncClient, orders: str) -> None:
    values = {
        "title": 'it\'s; -- "quoted" :name ünïcödé 🙂',
        "amount": 2**60,
        "price": 12.5,
        "done": True,
        "extra": {"a": [1, None, "x:y"], "b": {"c": True}},
        "due": "2026-01-31T13:00:00+01:00",
        "day": "2026-02-28",
        "ref": "0B6E9C5A-3F5B-4C37-9A59-0C6F1E1C7B11",
    }
    row = (await editor.post(f"{orders}/rows", json={"values": values})).json()
    stored = {name: value for name, value in row.items() if name not in ("id", "created_at")}
    assert stored == values | {
        "code": None,
        "due": "2026-01-31T12:00:00.000Z",
        "ref": "0b6e9c5a-3f5b-4c37-9a59-0c6f1e1c7b11",
    }
    assert (await editor.get(f"{orders}/rows")).json()["items"] == [row]


async def test_a_json_column_takes_any_json(editor: httpx.AsyncClient, orders: str) -> None:
    for value in ("text", 5, True, [1], "5", "", {}, 1.5):
        row = (await editor.post(f"{orders}/rows", json={"values": {"title": "x", "extra": value}})).json()
        assert row["extra"] == value
        assert type(row["extra"]) is type(value)


WRONG_VALUES = [
    ("title", 5),
    ("amount", "five"),
    ("amount", 2**63),
    ("amount", 1.5),
    ("price", "NaN"),
    ("done", "maybe"),
    ("due", "yesterday"),
    ("day", "2026-02-30"),
    ("ref", "not-a-uuid"),
]


async def test_a_value_of_the_wrong_type_names_its_column(editor: httpx.AsyncClient, orders: str) -> None:
    for column, value in WRONG_VALUES:
        answer = await editor.post(f"{orders}/rows", json={"values": {"title": "x", column: value}})
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input"), answer.text
        assert answer.json()["errors"][0]["loc"] == ["body", "values", column]


@pytest.mark.parametrize("text", ['"a\\u0000b"', '"\\ud800"'])
async def test_text_no_database_stores_is_refused(editor: httpx.AsyncClient, orders: str, text: str) -> None:
    for values in ('{"title": %s}', '{"title": "x", "extra": {"a": %s}}', '{"title": "x", %s: 1}'):
        body = '{"values": ' + values % text + "}"
        answer = await editor.post(f"{orders}/rows", content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code == 422, answer.text


async def test_unknown_columns_missing_values_and_taken_values(editor: httpx.AsyncClient, orders: str) -> None:
    unknown = await editor.post(f"{orders}/rows", json={"values": {"title": "x", 'a"; drop table orders; --': 1}})
    assert (unknown.status_code, unknown.json()["code"]) == (422, "column_unknown")
    missing = await editor.post(f"{orders}/rows", json={"values": {"amount": 1}})
    assert (missing.status_code, missing.json()["code"]) == (422, "query_failed")
    assert "title" in missing.json()["detail"]
    body = {"values": {"title": "x", "code": "A1"}}
    assert (await editor.post(f"{orders}/rows", json=body)).status_code == 201
    taken = await editor.post(f"{orders}/rows", json=body)
    assert (taken.status_code, taken.json()["code"]) == (409, "row_conflict")
    assert len((await editor.get(f"{orders}/rows")).json()["items"]) == 1


async def test_rows_are_paged_newest_first(editor: httpx.AsyncClient, orders: str) -> None:
    # The ids are given, because rows made within one millisecond have no order of their own.
    ids = [f"01900000-0000-7000-8000-0000000000{n:02}" for n in range(7)]
    for row_id in ids:
        await editor.post(f"{orders}/rows", json={"values": {"id": row_id, "title": row_id}})
    seen: list[str] = []
    path, cursors = f"{orders}/rows?limit=3", []
    for _ in range(3):
        page = (await editor.get(path)).json()
        seen += [row["id"] for row in page["items"]]
        cursors.append(page["next_cursor"])
        path = f"{orders}/rows?limit=3&cursor={page['next_cursor']}"
    assert seen == ids[::-1]
    assert cursors[2] is None
    for cursor in ("nonsense", "W3t9XQ", "WzEsMl0"):
        wrong = await editor.get(f"{orders}/rows?cursor={cursor}")
        assert (wrong.status_code, wrong.json()["code"]) == (400, "invalid_cursor")


async def test_a_row_is_changed_and_deleted(editor: httpx.AsyncClient, orders: str) -> None:
    row = (await editor.post(f"{orders}/rows", json={"values": {"title": "old"}})).json()
    changed = await editor.patch(f"{orders}/rows/{row['id']}", json={"values": {"title": "new", "extra": [1]}})
    assert changed.json() == row | {"title": "new", "extra": [1]}
    assert (await editor.patch(f"{orders}/rows/{row['id']}", json={"values": {}})).json() == changed.json()
    assert (await editor.delete(f"{orders}/rows/{row['id']}")).status_code == 204
    for row_id in (row["id"], "nonsense", "' OR 1=1 --"):
        for answer in (
            await editor.get(f"{orders}/rows/{row_id}"),
            await editor.patch(f"{orders}/rows/{row_id}", json={"values": {"title": "x"}}),
            await editor.delete(f"{orders}/rows/{row_id}"),
        ):
            assert (answer.status_code, answer.json()["code"]) == (404, "row_not_found")


async def test_a_table_shows_its_columns(editor: httpx.AsyncClient, orders: str) -> None:
    table = (await editor.get(orders)).json()
    columns = {column["name"]: column for column in table["columns"]}
    assert [column["type"] for column in table["columns"]] == [
        "uuid", "datetime", "text", "integer", "number", "boolean", "json", "datetime", "date", "uuid", "text",
    ]  # fmt: skip
    assert columns["id"]["primary_key"]
    assert columns["title"]["required"]
    assert columns["code"]["unique"]
    assert not columns["title"]["unique"]
    assert "7" in columns["amount"]["default"]
    assert table["kind"] == "table"


async def test_columns_are_added_later(editor: httpx.AsyncClient, orders: str) -> None:
    await editor.post(f"{orders}/rows", json={"values": {"title": "before"}})
    note = {"name": "note", "type": "text", "required": True, "default": "it's :new"}
    added = await editor.post(f"{orders}/columns", json=note)
    assert added.status_code == 201, added.text
    sku = {"name": "sku", "type": "text", "unique": True}
    assert (await editor.post(f"{orders}/columns", json=sku)).status_code == 201
    assert (await editor.get(f"{orders}/rows")).json()["items"][0]["note"] == "it's :new"
    for body in (note, {"name": "must", "type": "text", "required": True}):
        assert (await editor.post(f"{orders}/columns", json=body)).status_code == 422
    values = {"values": {"title": "x", "sku": "1"}}
    codes = [(await editor.post(f"{orders}/rows", json=values)).status_code for _ in range(2)]
    assert codes == [201, 409]


async def test_tables_are_listed_by_name_and_dropped(editor: httpx.AsyncClient) -> None:
    for name in ("select", "b", "a", "c"):
        answer = await editor.post(LOCAL, json={"name": name, "columns": [{"name": "order", "type": "text"}]})
        assert answer.status_code == 201, answer.text
    page = (await editor.get(f"{LOCAL}?limit=3")).json()
    assert [item["name"] for item in page["items"]] == ["a", "b", "c"]
    rest = (await editor.get(f"{LOCAL}?limit=3&cursor={page['next_cursor']}")).json()
    assert rest == {"items": [{"name": "select", "kind": "table"}], "next_cursor": None}
    assert (await editor.post(f"{LOCAL}/select/rows", json={"values": {"order": "by"}})).json()["order"] == "by"
    again = await editor.post(LOCAL, json={"name": "a", "columns": [{"name": "x", "type": "text"}]})
    assert (again.status_code, again.json()["code"]) == (409, "table_exists")
    assert (await editor.delete(f"{LOCAL}/a")).status_code == 204
    gone = await editor.get(f"{LOCAL}/a/rows")
    assert (gone.status_code, gone.json()["code"]) == (404, "table_not_found")


async def test_a_name_that_is_not_plain_is_refused(editor: httpx.AsyncClient, orders: str) -> None:
    for name in ('x"; DROP TABLE orders; --', "Upper", "1st", "", "a" * 64, "_onefold_effects", "sqlite_x", "a b"):
        table = {"name": name, "columns": [{"name": "x", "type": "text"}]}
        assert (await editor.post(LOCAL, json=table)).status_code == 422, name
        assert (await editor.get(orders)).status_code == 200


async def test_twice_the_same_column_is_refused(editor: httpx.AsyncClient) -> None:
    for columns in ([{"name": "id", "type": "text"}], [{"name": "x", "type": "text"}, {"name": "x", "type": "date"}]):
        assert (await editor.post(LOCAL, json={"name": "t", "columns": columns})).status_code == 422
    assert (await editor.get(LOCAL)).json()["items"] == []


async def test_tables_that_are_not_the_users_do_not_exist(editor: httpx.AsyncClient, orders: str) -> None:
    for table in ("auth_user", "public.auth_user", "data_source", "_onefold_effects", "sqlite_master"):
        for answer in (
            await editor.get(f"{LOCAL}/{table}/rows"),
            await editor.post(f"{LOCAL}/{table}/rows", json={"values": {"email": "x"}}),
            await editor.delete(f"{LOCAL}/{table}"),
        ):
            assert (answer.status_code, answer.json()["code"]) == (404, "table_not_found"), answer.text
    assert [item["name"] for item in (await editor.get(LOCAL)).json()["items"]] == ["orders"]

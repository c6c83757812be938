"""Data sources: who may add one, what is shown of it, and one that does not answer."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import psycopg
import pytest

from app.core.settings import Settings
from app.data.errors import QueryFailed, SourceUnreachable, StatementRefused
from app.data.models import DataSource
from app.data.service import insert_row, run_sql
from app.data.sources.open_sources import DataSources
from app.main import OnefoldApp
from tests.conftest import create_postgres_database, database_of, drop_postgres_database
from tests.data.conftest import RunSql
from tests.postgres import end_sessions

SOURCES = "/api/data-sources"
SHOP = """
CREATE TABLE item (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text UNIQUE, price numeric(30, 20),
    tags text[], extra jsonb, made timestamptz, blob bytea, took interval);
CREATE TABLE pair (a int, b text, PRIMARY KEY (a, b));
CREATE TABLE heap (n int);
CREATE SCHEMA sales; CREATE TABLE sales."odd Name" (id int PRIMARY KEY);
CREATE VIEW cheap AS SELECT name FROM item;
INSERT INTO pair SELECT i / 3, (i % 3)::text FROM generate_series(0, 6) AS i;
INSERT INTO heap SELECT i FROM generate_series(1, 5) AS i;
INSERT INTO item (name, price, tags, extra, made, blob, took) VALUES
    ('tea', 2.5, '{a,b}', '{"x": [1]}', '2026-01-31 13:00:00+01', '\\x00ff', '1 month 2 days'),
    ('gold', 1.12345678901234567890, null, 'null', null, null, null);
"""


@pytest.fixture
def shop_url(postgres_server: str) -> Iterator[str]:
    """The URL of somebody else's Postgres database."""
    name = f"shop_{uuid4().hex}"
    create_postgres_database(postgres_server, name)
    url = database_of(postgres_server, name)
    with psycopg.connect(url) as connection:
        connection.execute(SHOP)
    yield url
    drop_postgres_database(postgres_server, name)


@pytest.fixture
async def shop(owner: httpx.AsyncClient, shop_url: str) -> str:
    """The path of that database as a source."""
    answer = await owner.post(SOURCES, json={"name": "shop", "kind": "postgres", "url": shop_url})
    assert answer.status_code == 201, answer.text
    return f"{SOURCES}/shop"


@pytest.fixture
def notes_file(tmp_path: Path) -> Path:
    """Somebody else's SQLite file."""
    path = tmp_path / "notes.sqlite"
    with sqlite3.connect(path) as connection:
        connection.executescript(
            "CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT, at DATE); CREATE TABLE loose (x)"
        )
        connection.execute("INSERT INTO note (body, at) VALUES ('one', 'no date at all'), ('two', NULL)")
    connection.close()
    return path


async def test_local_is_always_there(owner: httpx.AsyncClient) -> None:
    listed = (await owner.get(SOURCES)).json()
    assert [(item["name"], item["kind"]) for item in listed["items"]] == [("local", "local")]
    found = (await owner.get(f"{SOURCES}/{listed['items'][0]['id']}")).json()
    assert found == (await owner.get(f"{SOURCES}/local")).json() == listed["items"][0]
    assert (await owner.post(f"{SOURCES}/local/check")).json()["reachable"] is True
    for answer in (
        await owner.delete(f"{SOURCES}/local"),
        await owner.patch(f"{SOURCES}/local", json={"url": "postgresql://127.0.0.1/x"}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "source_built_in")
    taken = await owner.post(SOURCES, json={"name": "local", "kind": "sqlite", "url": "local.db"})
    assert (taken.status_code, taken.json()["code"]) == (409, "name_taken")


async def test_only_owners_add_sources_and_viewers_do_not_see_them(
    editor: httpx.AsyncClient, viewer: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    body = {"name": "x", "kind": "sqlite", "url": "x.db"}
    assert (await editor.post(SOURCES, json=body)).status_code == 403
    assert (await editor.patch(f"{SOURCES}/x", json={"url": "x.db"})).status_code == 403
    assert (await editor.delete(f"{SOURCES}/x")).status_code == 403
    assert (await editor.get(SOURCES)).status_code == 200
    assert (await viewer.get(SOURCES)).status_code == 403
    assert (await client.get(SOURCES)).status_code == 401


@pytest.mark.postgres
async def test_a_postgres_source_is_read_and_queried(owner: httpx.AsyncClient, shop: str, ask: RunSql) -> None:
    tables = [(item["name"], item["kind"]) for item in (await owner.get(f"{shop}/tables")).json()["items"]]
    assert tables == [
        ("cheap", "view"), ("heap", "table"), ("item", "table"), ("pair", "table"), ("sales.odd Name", "table"),
    ]  # fmt: skip
    columns = {c["name"]: c for c in (await owner.get(f"{shop}/tables/item")).json()["columns"]}
    assert (columns["price"]["type"], columns["price"]["native_type"]) == ("number", "numeric(30,20)")
    assert (columns["tags"]["type"], columns["id"]["default"]) == (None, "identity")
    assert columns["name"]["unique"]
    gold, tea = (await owner.get(f"{shop}/tables/item/rows")).json()["items"]
    assert tea == {
        "id": 1, "name": "tea", "price": 2.5, "tags": ["a", "b"], "extra": {"x": [1]},
        "made": "2026-01-31T12:00:00.000Z", "blob": "AP8=", "took": "1 mon 2 days",
    }  # fmt: skip
    assert gold["price"] == "1.12345678901234567890"
    answer = await ask("SELECT name FROM item WHERE price > :p AND id = :id", {"p": 2.0, "id": 1}, source="shop")
    assert answer.json() == {"columns": ["name"], "rows": [{"name": "tea"}], "row_count": 1, "truncated": False}
    assert (await owner.get(f"{shop}/tables/sales.odd Name/rows")).json() == {"items": [], "next_cursor": None}


@pytest.mark.postgres
@pytest.mark.parametrize(("table", "count"), [("pair", 7), ("heap", 5)])
async def test_rows_of_any_table_are_paged(owner: httpx.AsyncClient, shop: str, table: str, count: int) -> None:
    seen: list[dict[str, Any]] = []
    cursor = ""
    while True:
        page = (await owner.get(f"{shop}/tables/{table}/rows?limit=2{cursor}")).json()
        seen += page["items"]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert len({str(row) for row in seen}) == len(seen) == count


@pytest.mark.postgres
async def test_rows_are_inserted_elsewhere_and_tables_are_not_made(
    sources: DataSources, owner: httpx.AsyncClient, shop: str
) -> None:
    stored = await insert_row(
        sources, "shop", "item", {"name": "x", "extra": "text", "price": "0.00000000000000000001"}
    )
    assert (stored.rows[0]["id"], stored.rows[0]["extra"]) == (3, "text")
    assert stored.rows[0]["price"] == 1e-20
    for answer in (
        await owner.post(f"{shop}/tables", json={"name": "t", "columns": [{"name": "x", "type": "text"}]}),
        await owner.delete(f"{shop}/tables/item"),
        await owner.delete(f"{shop}/tables/item/rows/1"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "not_local")


@pytest.mark.postgres
async def test_a_restarted_server_is_reached_again(sources: DataSources, shop: str, shop_url: str) -> None:
    assert (await run_sql(sources, "shop", "SELECT 1 AS one", {})).rows == [{"one": 1}]
    assert end_sessions(shop_url)
    assert (await run_sql(sources, "shop", "SELECT 1 AS one", {})).rows == [{"one": 1}]


async def test_a_sqlite_source_is_read_as_it_stands(
    owner: httpx.AsyncClient, notes_file: Path, sources: DataSources
) -> None:
    answer = await owner.post(SOURCES, json={"name": "notes", "kind": "sqlite", "url": str(notes_file)})
    assert (answer.status_code, answer.json()["display_url"]) == (201, str(notes_file))
    rows = (await owner.get(f"{SOURCES}/notes/tables/note/rows")).json()["items"]
    assert rows == [{"id": 2, "body": "two", "at": None}, {"id": 1, "body": "one", "at": "no date at all"}]
    assert (await insert_row(sources, "notes", "note", {"body": "three"})).rows[0]["id"] == 3
    for n in range(3):
        await insert_row(sources, "notes", "loose", {"x": n})
    page = (await owner.get(f"{SOURCES}/notes/tables/loose/rows?limit=2")).json()
    rest = (await owner.get(f"{SOURCES}/notes/tables/loose/rows?limit=2&cursor={page['next_cursor']}")).json()
    assert ([row["x"] for row in page["items"] + rest["items"]], rest["next_cursor"]) == ([0, 1, 2], None)
    with pytest.raises(StatementRefused):
        await run_sql(sources, "notes", "ATTACH DATABASE 'x' AS y", {})
    with pytest.raises(QueryFailed):
        await run_sql(sources, "notes", "INSERT INTO note (body) VALUES ('x')", {}, read_only=True)


async def test_a_relative_path_makes_a_file_in_the_sources_folder(
    owner: httpx.AsyncClient, settings: Settings
) -> None:
    assert (await owner.post(SOURCES, json={"name": "own", "kind": "sqlite", "url": "own.db"})).status_code == 201
    assert (settings.data_dir / "sources" / "own.db").is_file()


async def test_paths_of_onefolds_own_files_are_refused(
    owner: httpx.AsyncClient, settings: Settings, tmp_path: Path
) -> None:
    await owner.get(f"{SOURCES}/local/tables")
    link = settings.data_dir / "sources" / "link.db"
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(settings.data_dir / "local.db")
    own = settings.data_dir / "local.db" if settings.is_sqlite else tmp_path / "own.db"
    own.touch()
    for name in (link.with_name("hard.db"), tmp_path / "hard.db"):
        name.hardlink_to(own)
    paths = ["../local.db", str(settings.data_dir / "local.db"), str(settings.data_dir / "secret_keys"), "link.db",
             str(tmp_path / "missing.db"), "../../x.db", str(link), str(tmp_path), "hard.db",
             str(tmp_path / "hard.db"), f"sqlite:///{tmp_path}/text.db", "sqlite:////abs.db", "file:x.db?mode=memory",
             f"file:{tmp_path}/text.db", ":memory:", "%2e%2e/x.db", "x" * 300]  # fmt: skip
    if settings.is_sqlite:
        paths.append(settings.database_url.removeprefix("sqlite:///"))
    for path in paths:
        answer = await owner.post(SOURCES, json={"name": "x", "kind": "sqlite", "url": path})
        assert (answer.status_code, answer.json()["code"]) == (422, "source_unreachable"), path
    not_a_database = tmp_path / "text.db"
    not_a_database.write_text("no database " * 200)
    answer = await owner.post(SOURCES, json={"name": "x", "kind": "sqlite", "url": str(not_a_database)})
    assert (answer.status_code, answer.json()["code"]) == (422, "source_unreachable")


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ann:hunter2@127.0.0.1:1/x",
        "postgresql://ann:hunter2%zz@127.0.0.1:1/x",
        "postgresql://ann:hunter2@127.0.0.1:port/x",
        "mysql://ann:hunter2@127.0.0.1/x",
        "host=127.0.0.1 password=hunter2",
    ],
)
async def test_an_address_that_does_not_answer_is_refused_without_its_password(
    owner: httpx.AsyncClient, url: str
) -> None:
    answer = await owner.post(SOURCES, json={"name": "x", "kind": "postgres", "url": url})
    assert (answer.status_code, answer.json()["code"]) == (422, "source_unreachable")
    assert "hunter2" not in answer.text
    long = await owner.post(SOURCES, json={"name": "x", "kind": "postgres", "url": url + "hunter2" * 400})
    assert long.status_code == 422
    assert "hunter2" not in long.text


@pytest.mark.postgres
async def test_the_address_is_encrypted_and_never_shown(
    owner: httpx.AsyncClient, app: OnefoldApp, shop_url: str, sources: DataSources
) -> None:
    url = shop_url + "&password=hunter2"
    created = await owner.post(SOURCES, json={"name": "shop", "kind": "postgres", "url": url})
    assert "hunter2" not in created.text + (await owner.get(SOURCES)).text
    assert created.json()["display_url"].endswith(shop_url.partition("?")[0].rsplit("/", 1)[1])
    async with app.resources.database.begin() as connection:
        (stored,) = (await connection.exec_driver_sql("SELECT url FROM data_source")).one()
        assert stored.startswith("k1.")
        await connection.exec_driver_sql("UPDATE data_source SET name = 'moved'")
    assert (await run_sql(sources, "moved", "SELECT 1 AS one", {})).row_count == 1


@pytest.mark.postgres
async def test_a_source_moves_and_is_deleted_unless_queries_use_it(
    owner: httpx.AsyncClient, shop: str, shop_url: str, ask: RunSql, sources: DataSources
) -> None:
    assert (await ask("SELECT 1 AS one", source="shop")).status_code == 200
    kept = await owner.patch(shop, json={"url": "postgresql://127.0.0.1:1/x"})
    assert kept.status_code == 422
    assert (await run_sql(sources, "shop", "SELECT 1 AS one", {})).row_count == 1
    moved = await owner.patch(shop, json={"url": f"{shop_url}&application_name=moved"})
    assert moved.status_code == 200
    found = await run_sql(sources, "shop", "SELECT current_setting('application_name') AS name", {})
    assert found.rows == [{"name": "moved"}]
    used = await owner.delete(shop)
    assert (used.status_code, used.json()["code"], [one["name"] for one in used.json()["used_by"]]) == (
        409,
        "source_in_use",
        ["q1"],
    )
    assert (await owner.delete("/api/queries/q1")).status_code == 204
    assert (await owner.delete(shop)).status_code == 204
    assert (await owner.get(f"{shop}/tables")).status_code == 404


@asynccontextmanager
async def silent_server() -> AsyncIterator[str]:
    """A server that takes connections and never says a word; yields its Postgres URL."""
    writers: list[asyncio.StreamWriter] = []
    server = await asyncio.start_server(lambda _reader, writer: writers.append(writer), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        yield f"postgresql://ann:hunter2@127.0.0.1:{port}/x"
    finally:
        server.close()
        for writer in writers:
            writer.close()
        await server.wait_closed()


async def test_a_silent_source_holds_nobody_else_up(
    sources: DataSources, app: OnefoldApp, owner: httpx.AsyncClient
) -> None:
    sources.limits = replace(sources.limits, connect_seconds=0.5)
    await owner.post(SOURCES, json={"name": "notes", "kind": "sqlite", "url": "notes.db"})
    async with silent_server() as url:
        refused = await owner.post(SOURCES, json={"name": "silent", "kind": "postgres", "url": url})
        assert (refused.status_code, refused.json()["code"]) == (422, "source_unreachable")
        # A source that was well when it was added, and is silent now.
        row = DataSource(name="silent", kind="postgres")
        row.url = sources.encrypt_url(row.id, url)
        async with app.resources.database.session() as session:
            session.add(row)
        waiting = [asyncio.create_task(run_sql(sources, "silent", "SELECT 1", {})) for _ in range(12)]
        assert (await run_sql(sources, "notes", "SELECT 1 AS one", {})).rows == [{"one": 1}]
        assert not any(task.done() for task in waiting)
        results = await asyncio.gather(*waiting, return_exceptions=True)
        assert all(isinstance(result, SourceUnreachable) for result in results)
        status = (await owner.post(f"{SOURCES}/silent/check")).json()
        assert (status["reachable"], "hunter2" in str(status)) == (False, False)

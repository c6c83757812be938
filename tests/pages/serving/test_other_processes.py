"""What another process changed shows at once, by notification; without the database, what is kept goes on.

Two apps on one Postgres. What is kept never gets too old by itself here: only the news of a change can drop it.
"""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager

import httpx
import psycopg
import pytest

from app.core.settings import Settings
from app.main import OnefoldApp, create_app
from app.pages.serving import cache
from tests.conftest import client_of, running
from tests.pages.conftest import Publish, node, tree

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.timeout(60),
    pytest.mark.parametrize("database_url", ["postgres"], indirect=True),
]


@pytest.fixture(autouse=True)
def kept_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "KEPT_SECONDS", 1e9)
    monkeypatch.setattr(cache, "CHECK_SECONDS", 1e9)


async def settle(sender: OnefoldApp, receiver: OnefoldApp) -> None:
    """Return once the receiver has heard all that the sender said; both are given the time to begin to listen."""
    heard = asyncio.Event()

    async def note(_message: object) -> None:
        heard.set()

    receiver.resources.bus.subscribe("test.settled", note)
    while not heard.is_set():
        sender.resources.bus.tell_others("test.settled", None)
        await asyncio.sleep(0.01)


@pytest.fixture
async def other(app: OnefoldApp, settings: Settings) -> AsyncIterator[OnefoldApp]:
    """Another process on the same database."""
    async with running(create_app(settings)) as other:
        await settle(app, other)
        yield other


@pytest.fixture
async def visitor(other: OnefoldApp) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(other) as visitor:
        yield visitor


async def comes_true(holds: Callable[[], Awaitable[bool]]) -> bool:
    """Return whether it holds within a few seconds: a busy machine is given that long."""
    for _ in range(500):
        if await holds():
            return True
        await asyncio.sleep(0.01)
    return False


async def test_a_publish_a_withdrawal_and_a_row_show_in_the_other_process(
    owner: httpx.AsyncClient, visitor: httpx.AsyncClient, publish: Publish
) -> None:
    columns = [{"name": "label", "type": "text"}]
    assert (
        await owner.post("/api/data-sources/local/tables", json={"name": "things", "columns": columns})
    ).is_success
    query = {"name": "counted", "source": "local", "sql": "SELECT count(*) AS n FROM things", "params": []}
    assert (await owner.post("/api/queries", json=query)).is_success
    page = await publish("shared", node("t", "Text", text="one"))
    await publish("rows", node("t", "Text", text="n={{ data.counted.rows[0].n }}"))
    await publish("beside", node("t", "Text", text="beside"))

    async def shows(slug: str, words: str) -> bool:
        return words in (await visitor.get(f"/p/{slug}")).text

    for slug, words in (("shared", "one"), ("rows", "n=0"), ("beside", "beside")):
        assert await shows(slug, words)
    beside = (await visitor.get("/p/beside")).headers["etag"]
    draft = tree(node("t", "Text", text="two"))
    url = f"/api/pages/{page['id']}"
    assert (await owner.put(f"{url}/draft", json=draft, headers={"If-Match": '"r2"'})).is_success
    assert await shows("shared", "one"), "what is kept is kept"
    assert (await owner.post(f"{url}/publish")).is_success
    assert await comes_true(lambda: shows("shared", "two"))

    assert await shows("rows", "n=0")
    row = await owner.post("/api/data-sources/local/tables/things/rows", json={"values": {"label": "x"}})
    assert row.is_success
    assert await comes_true(lambda: shows("rows", "n=1"))

    assert (await owner.post(f"{url}/unpublish")).is_success
    assert await comes_true(lambda: shows("shared", "page_not_found"))
    assert (await visitor.get("/p/beside")).headers["etag"] == beside


async def test_nothing_that_was_missed_stays(
    app: OnefoldApp, other: OnefoldApp, database_url: str, visitor: httpx.AsyncClient, publish: Publish
) -> None:
    await publish("shared", node("t", "Text", text="one"))
    await settle(app, other)
    assert (await visitor.get("/p/shared")).is_success
    ignored = asyncio.Event()

    async def note(_message: object) -> None:
        ignored.set()

    other.resources.bus.subscribe("test.last", note)
    # What anybody may send is passed over: no JSON, another form, a topic that nobody knows.
    async with await psycopg.AsyncConnection.connect(database_url, autocommit=True) as connection:
        for payload in ("", "{", "7", "[1,2]", json.dumps([1, [], None]), json.dumps(["x", "nobody", {}])):
            await connection.execute("SELECT pg_notify('onefold_bus', %s)", [payload])
        await connection.execute("SELECT pg_notify('onefold_bus', %s)", [json.dumps(["x", "test.last", None])])
        await ignored.wait()
        assert "onefold_bus_ignored_total 4.0" in (await visitor.get("/metrics")).text
        assert other.resources.page_cache.count_entries() == 1
        # Its ear is cut off: until it listens again it may miss anything.
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN onefold_bus%'"
        )
    while other.resources.page_cache.count_entries():
        await asyncio.sleep(0.01)
    # More than a notification carries reaches the others as this: forget everything.
    assert (await visitor.get("/p/shared")).is_success
    app.resources.page_changes.announce(f"tag{n}" for n in range(2_000))
    while other.resources.page_cache.count_entries():
        await asyncio.sleep(0.01)


@contextmanager
def no_database(admin_url: str, url: str) -> Iterator[None]:
    """Refuse every connection to a database for the length of a block."""
    name = url.partition("?")[0].rsplit("/", 1)[1]
    with psycopg.connect(admin_url, autocommit=True) as connection:
        connection.execute(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS false')
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        try:
            yield
        finally:
            connection.execute(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS true')


async def test_what_is_kept_goes_on_while_the_database_is_away(
    app: OnefoldApp,
    client: httpx.AsyncClient,
    owner: httpx.AsyncClient,
    publish: Publish,
    postgres_server: str,
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = await publish("kept", node("t", "Text", text="one"))
    await publish("cold", node("t", "Text", text="nobody has asked for this yet"))
    kept = await client.get("/p/kept")
    monkeypatch.setattr(cache, "KEPT_SECONDS", 0.0)  # every request has to ask
    monkeypatch.setattr(cache, "CHECK_SECONDS", 0.0)
    monkeypatch.setattr(cache, "RETRY_SECONDS", 0.0)
    with no_database(postgres_server, database_url):
        for query in ("", "?utm_source=x", "?page.zz=3"):
            again = await client.get(f"/p/kept{query}")
            assert (again.status_code, again.headers["etag"]) == (200, kept.headers["etag"])
        known = await client.get("/p/kept", headers={"If-None-Match": kept.headers["etag"]})
        assert known.status_code == 304
        assert (await client.get("/p/cold")).status_code == 503
        # Not for ever: what may have been withdrawn long ago is not shown.
        monkeypatch.setattr(cache, "STALE_SECONDS", 0.0)
        assert (await client.get("/p/kept")).status_code == 503
        monkeypatch.setattr(cache, "STALE_SECONDS", 3600.0)
    assert (await client.get("/p/cold")).status_code == 200
    assert (await owner.post(f"/api/pages/{page['id']}/unpublish")).is_success
    assert (await client.get("/p/kept")).status_code == 404, "as soon as it is back, its word counts"


async def test_a_database_that_does_not_answer_holds_up_nobody_for_long(
    app: OnefoldApp,
    client: httpx.AsyncClient,
    publish: Publish,
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await publish("kept", node("t", "Text", text="one"))
    assert (await client.get("/p/kept")).is_success
    monkeypatch.setattr(cache, "KEPT_SECONDS", 0.0)
    monkeypatch.setattr(cache, "CHECK_SECONDS", 0.0)
    monkeypatch.setattr("app.pages.serving.renderer.ANSWER_SECONDS", 0.05)
    async with await psycopg.AsyncConnection.connect(database_url) as blocker:
        await blocker.execute("LOCK TABLE page IN ACCESS EXCLUSIVE MODE")
        assert "one" in (await client.get("/p/kept")).text
        # Nobody else asks for a while, so that nobody else waits.
        monkeypatch.setattr("app.pages.serving.renderer.ANSWER_SECONDS", 1e6)
        for _ in range(3):
            assert "one" in (await client.get("/p/kept")).text
        await blocker.rollback()
    monkeypatch.setattr(cache, "RETRY_SECONDS", 0.0)
    app.resources.page_cache.database_answered()
    assert "one" in (await client.get("/p/kept")).text


async def test_the_look_of_the_site_changes_in_the_other_process(
    owner: httpx.AsyncClient, visitor: httpx.AsyncClient, publish: Publish
) -> None:
    await publish("looks", node("t", "Text", text="one"))
    before = (await visitor.get("/p/looks")).text
    tokens = {"colors": {"light": {"accent": "#0b6e7f"}}}
    assert (await owner.patch("/api/site", json={"tokens": tokens}, headers={"If-Match": "*"})).is_success

    async def has_new_sheet() -> bool:
        [sheet] = re.findall(r'<link rel="stylesheet" href="([^"]+)">', (await visitor.get("/p/looks")).text)
        return "--of-accent:#0b6e7f" in (await visitor.get(sheet)).text

    assert await comes_true(has_new_sheet)
    [old] = re.findall(r'<link rel="stylesheet" href="([^"]+)">', before)
    assert (await visitor.get(old)).status_code == 200

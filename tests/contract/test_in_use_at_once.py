"""On Postgres, where requests run side by side, nothing is deleted while something that uses it is published."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import httpx
import psycopg
import pytest

from app.main import OnefoldApp
from tests.contract.test_in_use import (
    TABLE,
    component,
    make_query,
    make_secret,
    make_source,
    make_variable,
    make_workflow,
    rows,
    tree,
)
from tests.workflows.graphs import MANUAL, chain, node

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.parametrize("database_url", ["postgres"], indirect=True),
]
Request = tuple[str, Any]


@dataclass(frozen=True)
class Case:
    """Something with the table its row is in, and what is published that uses it, with the table that goes to."""

    make: Callable[[httpx.AsyncClient], Awaitable[str]]
    table: str
    publish: Callable[[httpx.AsyncClient, str], Awaitable[Request]]
    published: str


async def draft(owner: httpx.AsyncClient, url: str, body: dict[str, Any]) -> Request:
    created = await owner.post(url, json=body)
    assert created.status_code == 201, created.text
    return f"{created.headers['location']}/publish", None


def workflow(user: dict[str, Any]) -> Callable[[httpx.AsyncClient, str], Awaitable[Request]]:
    return lambda owner, _: draft(owner, "/api/workflows", {"name": "user", "draft": chain(MANUAL, user)})


async def show(owner: httpx.AsyncClient, _: str) -> Request:
    shown = tree(component("s", "Section", component("t", "DataTable", **TABLE)))
    return await draft(owner, "/api/pages", {"slug": "user", "title": "User", "draft": shown})


async def run(owner: httpx.AsyncClient, url: str) -> Request:
    runs = [{"do": "run_workflow", "workflow_id": url.rpartition("/")[2]}]
    button = tree(component("b", "Button", label="x", on_click=runs))
    return await draft(owner, "/api/pages", {"slug": "user", "title": "User", "draft": button})


async def query(_: httpx.AsyncClient, __: str) -> Request:
    return "/api/queries", {"name": "user", "source": "used", "sql": "SELECT 1 AS one"}


def read(expression: str) -> dict[str, Any]:
    return node("a", "http.request", url="https://example.com", headers={"X": expression})


CASES = {
    "variable": Case(make_variable, "variable", workflow(read("{{ env.USED }}")), "workflow_version"),
    "secret": Case(make_secret, "secret", workflow(read("{{ secrets.USED }}")), "workflow_version"),
    "source": Case(make_source, "data_source", workflow(rows("used")), "workflow_version"),
    "source of a query": Case(make_source, "data_source", query, "data_query"),
    "query": Case(make_query, "data_query", show, "page_version"),
    "workflow": Case(make_workflow, "workflow", run, "page_version"),
}


@pytest.fixture
async def admin(app: OnefoldApp) -> AsyncIterator[psycopg.AsyncConnection[Any]]:
    """A connection beside the app's."""
    async with await psycopg.AsyncConnection.connect(app.resources.database.direct_url) as connection:
        yield connection


async def stand_still(app: OnefoldApp, task: asyncio.Task[httpx.Response], waiting: int) -> None:
    """Return once so many sessions wait for a lock, or the task has ended."""
    statement = "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid) "
    statement += "WHERE NOT granted AND datname = current_database()"
    async with await psycopg.AsyncConnection.connect(app.resources.database.direct_url, autocommit=True) as watcher:
        async with asyncio.timeout(60):
            while not task.done():
                found = await (await watcher.execute(statement.encode())).fetchone()
                if found and found[0] >= waiting:
                    return


@pytest.mark.parametrize("name", CASES)
async def test_a_delete_waits_for_what_is_being_published(
    app: OnefoldApp, owner: httpx.AsyncClient, admin: psycopg.AsyncConnection[Any], name: str
) -> None:
    case = CASES[name]
    url = await case.make(owner)
    path, body = await case.publish(owner, url)
    # It has found all it needs, and cannot store its version yet.
    await admin.execute(f"LOCK TABLE {case.published} IN SHARE MODE".encode())
    publishing = asyncio.create_task(owner.post(path, json=body))
    await stand_still(app, publishing, 1)
    deleting = asyncio.create_task(owner.delete(url))
    await stand_still(app, deleting, 2)
    await admin.rollback()
    published, refused = await asyncio.gather(publishing, deleting)
    assert published.is_success, published.text
    assert refused.status_code == 409, refused.text
    assert refused.json()["code"] == f"{name.split()[0]}_in_use"


@pytest.mark.parametrize("name", CASES)
async def test_a_publish_waits_for_what_is_being_deleted(
    app: OnefoldApp, owner: httpx.AsyncClient, admin: psycopg.AsyncConnection[Any], name: str
) -> None:
    case = CASES[name]
    url = await case.make(owner)
    path, body = await case.publish(owner, url)
    # It has found nothing that uses the row, and cannot delete it yet.
    await admin.execute(f"SELECT 1 FROM {case.table} FOR UPDATE".encode())
    deleting = asyncio.create_task(owner.delete(url))
    await stand_still(app, deleting, 1)
    publishing = asyncio.create_task(owner.post(path, json=body))
    await stand_still(app, publishing, 2)
    await admin.rollback()
    deleted, refused = await asyncio.gather(deleting, publishing)
    assert deleted.status_code == 204, deleted.text
    assert refused.status_code in (404, 422), refused.text

"""What the data tests share: people, a table, and a way to run SQL over HTTP."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import psycopg
import pytest

from app.auth.access import Role
from app.data.sources.open_sources import DataSources
from app.main import OnefoldApp
from tests.conftest import SignIn

LOCAL = "/api/data-sources/local/tables"
COLUMNS = [
    {"name": "title", "type": "text", "required": True},
    {"name": "amount", "type": "integer", "default": 7},
    {"name": "price", "type": "number"},
    {"name": "done", "type": "boolean", "default": False},
    {"name": "extra", "type": "json"},
    {"name": "due", "type": "datetime"},
    {"name": "day", "type": "date"},
    {"name": "ref", "type": "uuid"},
    {"name": "code", "type": "text", "unique": True},
]
TYPE_NAMES = {bool: "boolean", int: "integer", float: "number", str: "text"}


@pytest.fixture
async def editor(sign_in: SignIn) -> httpx.AsyncClient:
    """A client signed in as an editor."""
    return await sign_in(Role.EDITOR)


@pytest.fixture
async def viewer(sign_in: SignIn) -> httpx.AsyncClient:
    """A client signed in as a viewer."""
    return await sign_in(Role.VIEWER)


@pytest.fixture
def sources(app: OnefoldApp) -> DataSources:
    """The open sources of this test's app: what workflows and pages call."""
    opened: DataSources = app.resources.sources
    return opened


@pytest.fixture
async def orders(editor: httpx.AsyncClient) -> str:
    """The path of a local table with a column of every type."""
    answer = await editor.post(LOCAL, json={"name": "orders", "columns": COLUMNS})
    assert answer.status_code == 201, answer.text
    return f"{LOCAL}/orders"


async def make_function(sources: DataSources, definition: str) -> None:
    """Make a function in the schema of the local source on Postgres, as only an administrator can."""
    await sources.local()
    connection = await psycopg.AsyncConnection.connect(sources.database.direct_url, autocommit=True)
    async with connection:
        await connection.execute("SET check_function_bodies = off; SET search_path = onefold_local")
        await connection.execute(f"CREATE FUNCTION {definition}".encode())


RunSql = Callable[..., Awaitable[httpx.Response]]


@pytest.fixture
def ask(editor: httpx.AsyncClient) -> RunSql:
    """A function that stores a named query and runs it, as a person does; returns the answer of whichever failed."""
    count = 0

    async def store_and_run(
        sql: str, params: dict[str, Any] | None = None, *, mode: str = "write", source: str = "local"
    ) -> httpx.Response:
        nonlocal count
        count += 1
        declared = [
            {"name": name, "type": TYPE_NAMES.get(type(value), "json")} for name, value in (params or {}).items()
        ]
        body = {"name": f"q{count}", "source": source, "sql": sql, "params": declared, "mode": mode}
        stored = await editor.post("/api/queries", json=body)
        if stored.status_code != 201:
            return stored
        return await editor.post(f"/api/queries/q{count}/run", json={"params": params or {}})

    return store_and_run

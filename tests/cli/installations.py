"""Installations for tests of commands: filled, looked at, and named by the settings of the test."""

import asyncio
import os
import sqlite3
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.core.settings import Settings
from app.main import OnefoldApp, create_app
from tests.auth.conftest import BROWSER
from tests.cli.command import onefold
from tests.conftest import (
    running,
)
from tests.storage.conftest import S3_KEYS, s3_bucket, s3_server  # noqa: F401 (fixtures)

ADMIN = {"email": "anna@example.com", "password": "long enough words"}
BIG = os.urandom(700_000)
REPOSITORY = Path(__file__).parents[2]


@asynccontextmanager
async def owner_of(app: OnefoldApp):
    """A client signed in as the owner of an app that runs."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=BROWSER["Origin"], headers=BROWSER) as client:
        client.cookies = (await made(client, "/api/auth/login", ADMIN, 200)).cookies
        yield client


async def made(client: httpx.AsyncClient, path: str, body: object, status: int = 201) -> httpx.Response:
    """Return the answer to a post, which has to have this status."""
    answer = await client.post(path, json=body)
    assert answer.status_code == status, f"{path}: {answer.text}"
    return answer


async def fill(client: httpx.AsyncClient) -> None:
    """Make one of everything that a backup has to hold."""
    await made(client, "/api/secrets", {"name": "token", "value": "very secret value"})
    graph = {
        "nodes": [
            {"id": "t", "kind": "trigger.manual"},
            {"id": "r", "kind": "respond", "params": {"body": {"hello": "{{ trigger.input.name }}", "s": "ü\\\t\n"}}},
        ],
        "edges": [{"from": "t", "to": "r"}],
    }
    workflow = (await made(client, "/api/workflows", {"name": "greet", "draft": graph})).json()
    await made(client, f"/api/workflows/{workflow['id']}/publish", None, 200)
    run = {"input": {"name": "Ada \x01 \\N"}, "wait_seconds": 10}
    await made(client, f"/api/workflows/{workflow['id']}/execute", run, 200)
    columns = [{"name": "name", "type": "text", "unique": True}, {"name": "at", "type": "datetime"}]
    await made(client, "/api/data-sources/local/tables", {"name": "guests", "columns": columns})
    for name in ("Ada", "Tab\tand \\ line\nend", None):
        await made(client, "/api/data-sources/local/tables/guests/rows", {"values": {"name": name}})
    await made(client, "/api/storage/buckets", {"name": "files", "public": True})
    for key, content in (("big.bin", BIG), ("empty.txt", b""), ("ü/a b.txt", b"text")):
        put = await client.put(f"/api/storage/buckets/files/objects/{key}", content=content)
        assert put.status_code in (200, 201), put.text


READ = (
    "/api/workflows",
    "/api/executions",
    "/api/secrets",
    "/api/data-sources/local/tables/guests",
    "/api/data-sources/local/tables/guests/rows",
    "/api/storage/buckets",
    "/api/storage/buckets/files/objects",
    "/api/users",
)


async def look(client: httpx.AsyncClient) -> dict[str, Any]:
    """Return all that an owner sees."""
    seen: dict[str, Any] = {}
    for path in READ:
        answer = await client.get(path)
        assert answer.status_code == 200, f"{path}: {answer.text}"
        seen[path] = answer.json()
    for item in seen["/api/executions"]["items"]:
        path = f"/api/executions/{item['id']}"
        seen[path] = (await client.get(path)).json(), (await client.get(f"{path}/events")).json()
    for item in seen["/api/storage/buckets/files/objects"]["items"]:
        seen[item["key"]] = (await client.get(f"/files/files/{item['key']}")).content
    return seen


async def fill_and_back_up(target: Path, *options: str) -> dict[str, Any]:
    """Fill what the settings name, back it up while it runs, and return what an owner saw."""
    async with running(create_app(Settings())) as app, owner_of(app) as client:
        await fill(client)
        seen = await look(client)
        result = await asyncio.to_thread(onefold, "backup", str(target), *options)
        assert result.exit_code == 0, result.output
        return seen


async def look_again() -> dict[str, Any]:
    """Return what an owner sees, signed in with the password of before."""
    async with running(create_app(Settings())) as app, owner_of(app) as client:
        return await look(client)


def begin(monkeypatch: pytest.MonkeyPatch, folder: Path, url: str = "") -> None:
    """Let the settings name this data dir and database."""
    monkeypatch.setenv("ONEFOLD_DATA_DIR", str(folder))
    monkeypatch.setenv("ONEFOLD_DATABASE_URL", url)


def prepare(monkeypatch: pytest.MonkeyPatch, folder: Path, url: str = "") -> None:
    """Make an installation with an owner."""
    begin(monkeypatch, folder, url)
    assert onefold("migrate").exit_code == 0
    assert onefold("create-admin", ADMIN["email"], stdin=ADMIN["password"]).exit_code == 0


def grow(database: Path) -> None:
    """Make a database so large that copying it takes a while."""
    big = sqlite3.connect(database)
    big.execute("CREATE TABLE filling (content BLOB)")
    big.executemany("INSERT INTO filling VALUES (randomblob(1000000))", [()] * 60)
    big.commit()
    big.close()

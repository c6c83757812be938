"""Tickets of live streams: each opens one WebSocket, once, wherever and whenever it is shown again."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import select, text, update

from app.core.db.database import utc_now
from app.core.settings import Settings
from app.engine.models import execution_used_ticket
from app.main import OnefoldApp, create_app
from tests.conftest import BASE_URL, client_of, running
from tests.workflows.graphs import HELLO, publish

ADMIN = {"email": "ada@example.com", "password": "correct horse battery"}
REFUSED = 4401


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Settings that make an owner, since these tests start apps of their own."""
    return settings.model_copy(update={"admin_email": ADMIN["email"], "admin_password": SecretStr(ADMIN["password"])})


@asynccontextmanager
async def signed_in(app: OnefoldApp) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(app, **{"Origin": BASE_URL, "X-CSRF": "1"}) as client:
        assert (await client.post("/api/auth/login", json=ADMIN)).status_code == 200
        yield client


async def make_ticket(client: httpx.AsyncClient) -> tuple[str, str]:
    """Return an execution that has ended and a ticket for it."""
    workflow_id = await publish(client, HELLO)
    body = {"input": {"name": "Ada"}, "wait_seconds": 30}
    execution_id = (await client.post(f"/api/workflows/{workflow_id}/execute", json=body)).json()["id"]
    answer = await client.post(f"/api/executions/{execution_id}/ticket")
    assert answer.status_code == 201
    return execution_id, answer.json()["ticket"]


async def watch(app: OnefoldApp, execution_id: str, ticket: str) -> tuple[int, list[str]]:
    """Open the WebSocket with the ticket; return its close code and the types of the events it sent."""
    incoming: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    incoming.put_nowait({"type": "websocket.connect"})
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    path = f"/ws/executions/{execution_id}"
    scope = {
        "type": "websocket",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "scheme": "ws",
        "server": ("127.0.0.1", 8000),
        "client": ("127.0.0.1", 40000),
        "root_path": "",
        "path": path,
        "raw_path": path.encode(),
        "query_string": f"ticket={ticket}".encode(),
        "headers": [(b"host", b"127.0.0.1:8000")],
        "subprotocols": [],
    }
    async with asyncio.timeout(30):
        await app(scope, incoming.get, send)
    frames = [json.loads(message["text"])["type"] for message in sent if message["type"] == "websocket.send"]
    return sent[-1]["code"], frames


@pytest.mark.parametrize("database_url", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True)
async def test_a_used_ticket_is_refused_by_every_process(settings: Settings) -> None:
    async with running(create_app(settings)) as first, running(create_app(settings)) as second:
        async with signed_in(first) as client:
            execution_id, ticket = await make_ticket(client)
        code, events = await watch(second, execution_id, ticket)
        assert (code, events[-1:]) == (1000, ["execution.completed"])
        assert await watch(first, execution_id, ticket) == (REFUSED, [])
        assert await watch(second, execution_id, ticket) == (REFUSED, [])


async def test_a_used_ticket_is_refused_after_a_restart(settings: Settings) -> None:
    async with running(create_app(settings)) as app, signed_in(app) as client:
        execution_id, used = await make_ticket(client)
        unused = (await client.post(f"/api/executions/{execution_id}/ticket")).json()["ticket"]
        assert (await watch(app, execution_id, used))[0] == 1000
    async with running(create_app(settings)) as app:
        assert await watch(app, execution_id, used) == (REFUSED, [])
        assert (await watch(app, execution_id, unused))[0] == 1000, "a restart costs no good ticket"


async def test_of_many_that_show_a_ticket_at_once_one_gets_in(app: OnefoldApp) -> None:
    async with signed_in(app) as client:
        execution_id, ticket = await make_ticket(client)
    codes = [code for code, _ in await asyncio.gather(*(watch(app, execution_id, ticket) for _ in range(8)))]
    assert sorted(codes) == [1000] + [REFUSED] * 7


async def test_forged_tickets_never_reach_the_database(app: OnefoldApp) -> None:
    async with signed_in(app) as client:
        execution_id, ticket = await make_ticket(client)
    async with app.resources.database.begin() as connection:
        await connection.execute(text("ALTER TABLE execution_used_ticket RENAME TO elsewhere"))
    message, _, signature = ticket.rpartition(".")
    forged = [f"{message}.{signature[::-1]}", f"{message}0.{signature}", signature, "", "..", "a.b.c.d", "%00", "é"]
    for each in forged:
        assert await watch(app, execution_id, each) == (REFUSED, []), each
    assert await watch(app, str(uuid4()), ticket) == (REFUSED, [])
    async with app.resources.database.begin() as connection:
        await connection.execute(text("ALTER TABLE elsewhere RENAME TO execution_used_ticket"))
    assert (await watch(app, execution_id, ticket))[0] == 1000, "none of this used the ticket up"


async def test_used_tickets_that_expired_are_forgotten(app: OnefoldApp) -> None:
    async with signed_in(app) as client:
        for _ in range(2):
            await watch(app, *await make_ticket(client))
    async with app.resources.database.begin() as connection:
        first, second = (await connection.execute(select(execution_used_ticket.c.id))).scalars().all()
        long_ago = utc_now() - timedelta(hours=2)
        which = execution_used_ticket.c.id == first
        await connection.execute(update(execution_used_ticket).where(which).values(expires_at=long_ago))
    await app.resources.jobs.run("used-tickets")
    async with app.resources.database.begin() as connection:
        assert (await connection.execute(select(execution_used_ticket.c.id))).scalars().all() == [second]

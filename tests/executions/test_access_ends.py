"""Every live stream ends within 5 s of the access it was opened with, over a real port; one check serves them all."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, contextmanager
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import event
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from app.auth.access import Principal, Role
from app.auth.models import User
from app.auth.service import start_session
from app.auth.watch import AccessWatch
from app.main import OnefoldApp
from tests.servers import OnefoldServer

PASSWORD = "a password of some length"
WAITS = {
    "nodes": [
        {"id": "start", "kind": "trigger.manual"},
        {"id": "wait", "kind": "delay", "params": {"seconds": 55}},
    ],
    "edges": [{"from": "start", "to": "wait"}],
}
BY_SESSION = {"cookie socket", "cookie sse", "session ticket"}
BY_KEY = {"bearer socket", "bearer sse", "key ticket"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OnefoldServer]:
    folder = tmp_path_factory.mktemp("access")
    with OnefoldServer(folder, f"sqlite:///{folder / 'onefold.db'}") as server:
        yield server


@pytest.fixture(scope="module")
def execution_id(server: OnefoldServer) -> str:
    """A run that waits longer than these tests take."""
    with server.sign_in() as owner:
        workflow_id = owner.post("/api/workflows", json={"name": "waits", "draft": WAITS}).json()["id"]
        assert owner.post(f"/api/workflows/{workflow_id}/publish").status_code == 200
        return str(owner.post(f"/api/workflows/{workflow_id}/execute", json={}).json()["id"])


class Person:
    """A new viewer of a server, signed in, with an API key."""

    def __init__(self, server: OnefoldServer) -> None:
        email = f"{uuid4().hex[:8]}@example.com"
        with server.sign_in() as owner:
            body = {"email": email, "password": PASSWORD, "role": "viewer"}
            self.id = owner.post("/api/users", json=body).json()["id"]
        headers = {"Origin": server.url, "X-CSRF": "1"}
        self.client = httpx.Client(base_url=server.url, headers=headers)
        assert self.client.post("/api/auth/login", json={"email": email, "password": PASSWORD}).status_code == 200
        made = self.client.post("/api/api-keys", json={"name": "k", "scopes": ["actions:read"]}).json()
        self.key_id, self.bearer = made["id"], {"Authorization": f"Bearer {made['key']}"}

    @property
    def cookie(self) -> dict[str, str]:
        pairs = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.client.cookies.jar)
        return {"Cookie": pairs, "Origin": str(self.client.base_url).rstrip("/")}


@asynccontextmanager
async def a_person(server: OnefoldServer) -> AsyncIterator[Person]:
    person = await asyncio.to_thread(Person, server)
    try:
        yield person
    finally:
        person.client.close()


@asynccontextmanager
async def socket_stream(url: str, headers: dict[str, str]) -> AsyncIterator[Any]:
    async with connect(url.replace("http", "ws", 1), additional_headers=headers, proxy=None) as socket:
        await socket.recv()

        async def end() -> int | None:
            try:
                while True:
                    await socket.recv()
            except ConnectionClosed:
                return socket.close_code

        yield end


@asynccontextmanager
async def sse_stream(url: str, headers: dict[str, str]) -> AsyncIterator[Any]:
    async with (
        httpx.AsyncClient(headers=headers, timeout=30) as client,
        client.stream("GET", url) as answer,
    ):
        chunks = answer.aiter_text()
        assert "execution.started" in await anext(chunks)

        async def end() -> str:
            return "".join([chunk async for chunk in chunks])

        yield end


@asynccontextmanager
async def all_streams(server: OnefoldServer, person: Person, execution_id: str) -> AsyncIterator[dict[str, Any]]:
    """Open every kind of stream; yields what waits for the end of each."""
    socket_url, sse_url = (
        f"{server.url}/ws/executions/{execution_id}",
        f"{server.url}/api/executions/{execution_id}/stream",
    )

    def ticket_url(**by: Any) -> str:
        answer = httpx.post(f"{server.url}/api/executions/{execution_id}/ticket", **by)
        assert answer.status_code == 201, answer.text
        return f"{socket_url}?ticket={answer.json()['ticket']}"

    by_session = {"cookies": person.client.cookies, "headers": {"Origin": server.url, "X-CSRF": "1"}}
    kinds = {
        "cookie socket": socket_stream(socket_url, person.cookie),
        "bearer socket": socket_stream(socket_url, person.bearer),
        "session ticket": socket_stream(ticket_url(**by_session), {}),
        "key ticket": socket_stream(ticket_url(headers=person.bearer), {}),
        "cookie sse": sse_stream(sse_url, person.cookie),
        "bearer sse": sse_stream(sse_url, person.bearer),
    }
    async with AsyncExitStack() as stack:
        ends = {name: asyncio.create_task((await stack.enter_async_context(kind))()) for name, kind in kinds.items()}
        try:
            yield ends
        finally:
            for task in ends.values():
                task.cancel()
            await asyncio.gather(*ends.values(), return_exceptions=True)


def in_the_database(server: OnefoldServer, statement: str, *values: object) -> None:
    """Change a row as another process would: nobody here is told."""
    path = server.environment["ONEFOLD_DATABASE_URL"].removeprefix("sqlite:///")
    with sqlite3.connect(path, timeout=10) as connection:
        assert connection.execute(statement, values).rowcount == 1
    connection.close()


def act(how: str, server: OnefoldServer, person: Person) -> None:
    """Take access away."""
    long_ago = "2020-01-01 00:00:00.000000"
    if how == "suspended elsewhere":
        in_the_database(
            server, "UPDATE auth_user SET suspended_at = ? WHERE id = ?", long_ago, person.id.replace("-", "")
        )
    elif how == "key expired":
        in_the_database(
            server, "UPDATE auth_api_key SET expires_at = ? WHERE id = ?", long_ago, person.key_id.replace("-", "")
        )
    elif how == "key revoked":
        assert person.client.delete(f"/api/api-keys/{person.key_id}").status_code == 204
    elif how == "signed out":
        assert person.client.post("/api/auth/logout").status_code == 204
    else:
        body = {"current_password": PASSWORD, "new_password": PASSWORD + "!"}
        assert person.client.post("/api/auth/password", json=body).status_code == 200


@pytest.mark.slow
@pytest.mark.parametrize(
    ("how", "ending"),
    [
        ("suspended elsewhere", BY_SESSION | BY_KEY),
        ("key expired", BY_KEY),
        ("key revoked", BY_KEY),
        ("signed out", BY_SESSION),
        ("password changed", BY_SESSION),
    ],
)
async def test_streams_end_with_their_access(
    server: OnefoldServer, execution_id: str, how: str, ending: set[str]
) -> None:
    async with a_person(server) as person, all_streams(server, person, execution_id) as streams:
        began = time.monotonic()
        await asyncio.to_thread(act, how, server, person)
        done, _ = await asyncio.wait([streams[name] for name in ending], timeout=5)
        assert {name for name in ending if streams[name] in done} == ending, time.monotonic() - began
        for name in ending:
            expected = ": your access has ended\n\n" if "sse" in name else 4401
            assert str(streams[name].result()).endswith(str(expected)), name
        assert {name for name, task in streams.items() if task.done()} == ending, "whoever may still watch does"


@pytest.mark.slow
async def test_a_ticket_opens_nothing_once_its_maker_is_suspended(server: OnefoldServer, execution_id: str) -> None:
    async with a_person(server) as person:
        answer = person.client.post(f"/api/executions/{execution_id}/ticket")
        act("suspended elsewhere", server, person)
    url = f"{server.url.replace('http', 'ws', 1)}/ws/executions/{execution_id}?ticket={answer.json()['ticket']}"
    async with connect(url, proxy=None) as socket:
        with pytest.raises(ConnectionClosed):
            await socket.recv()
        assert socket.close_code == 4401


@contextmanager
def followed(watch: AccessWatch, user_id: UUID, sessions: list[UUID]) -> Iterator[None]:
    """A connection for each of these sessions."""
    with ExitStack() as stack:
        for session_id in sessions:
            stack.enter_context(watch.follow(Principal(user_id, "", Role.VIEWER, session_id)))
        yield


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_check_costs_the_same_for_one_watcher_and_for_fifty(app: OnefoldApp) -> None:
    database, watch = app.resources.database, app.resources.access_watch
    async with database.session() as session:
        user = User(email="a@example.com", password_hash="!", role=Role.VIEWER)
        session.add(user)
        await session.flush()
        opened = [(await start_session(session, user))[0].id for _ in range(2)]
    statements: list[str] = []
    event.listen(
        database.engine.sync_engine, "before_cursor_execute", lambda _c, _cu, text, *_: statements.append(text)
    )
    with followed(watch, user.id, opened[:1] * 50):
        await watch._check()
        of_fifty = len([text for text in statements if text.startswith("SELECT")])
    statements.clear()
    with followed(watch, user.id, opened):
        await watch._check()
        of_two = len([text for text in statements if text.startswith("SELECT")])
    assert (of_fifty, of_two) == (2, 2)
    statements.clear()
    await watch._check()
    assert statements == [], "with nobody watching nothing is asked"

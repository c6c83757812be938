"""Who may open a WebSocket, and when it has to close."""

from datetime import timedelta
from typing import Any

import pytest
from fastapi import WebSocket

from app.auth import service
from app.auth.access import ClientInfo, Principal, Role
from app.auth.deps import authenticate_websocket
from app.auth.errors import SessionEnded
from app.auth.models import User
from app.core.db.database import utc_now
from app.core.errors import BadRequest, CrossSite, OnefoldError, Unauthenticated
from app.main import OnefoldApp
from tests.auth.conftest import PASSWORD, age_sessions
from tests.conftest import ONE_DATABASE

pytestmark = ONE_DATABASE  # nothing here depends on what the database is


def handshake(app: OnefoldApp, scheme: str = "ws", host: str = "127.0.0.1:8000", **headers: str) -> WebSocket:
    """Return a WebSocket whose handshake carries these headers."""
    pairs = {"host": host} | {name.replace("_", "-"): value for name, value in headers.items()}

    async def silent(*_: Any) -> Any:
        raise AssertionError("nothing is read or sent while somebody is authenticated")

    scope = {
        "type": "websocket",
        "scheme": scheme,
        "path": "/ws/x",
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in pairs.items()],
        "client": ("127.0.0.1", 1),
        "app": app,
    }
    return WebSocket(scope, silent, silent)


@pytest.fixture
async def token(app: OnefoldApp, ada: str) -> str:
    """The session token of an owner."""
    async with app.resources.database.session() as session:
        user = User(email="eve@example.com", password_hash="!", role=Role.OPERATOR)
        session.add(user)
        await session.flush()
        _, token = await service.start_session(session, user)
    return token


async def test_the_cookie_counts_with_exactly_our_origin(app: OnefoldApp, token: str) -> None:
    own = handshake(app, cookie=f"sid={token}", origin="http://127.0.0.1:8000")
    principal = await authenticate_websocket(own, app.resources.database)
    assert principal.role is Role.OPERATOR
    secure = handshake(app, "wss", "onefold.example", cookie=f"__Host-sid={token}", origin="https://onefold.example")
    assert (await authenticate_websocket(secure, app.resources.database)).user_id == principal.user_id


@pytest.mark.parametrize(
    ("headers", "error"),
    [
        ({}, Unauthenticated),
        ({"cookie": "sid={token}"}, CrossSite),
        ({"cookie": "sid={token}", "origin": "https://evil.example"}, CrossSite),
        ({"cookie": "sid={token}", "origin": "http://127.0.0.1:9000"}, CrossSite),
        ({"cookie": "sid={token}", "origin": "null"}, CrossSite),
        ({"cookie": "sid=unknown", "origin": "http://127.0.0.1:8000"}, SessionEnded),
        ({"cookie": "sid={token}", "authorization": "Bearer x", "origin": "http://127.0.0.1:8000"}, BadRequest),
        ({"authorization": "Bearer of_sk_x"}, Unauthenticated),
    ],
)
async def test_other_handshakes_are_refused(
    app: OnefoldApp, token: str, headers: dict[str, str], error: type[OnefoldError]
) -> None:
    filled = {name: value.format(token=token) for name, value in headers.items()}
    with pytest.raises(error):
        await authenticate_websocket(handshake(app, **filled), app.resources.database)


async def open_as_ada(app: OnefoldApp) -> tuple[User, Principal]:
    """Return a signed-in editor and what a connection of theirs was opened with."""
    async with app.resources.database.session() as session:
        user = await service.create_user(
            session, app.resources.passwords, email="cy@example.com", password=PASSWORD, role=Role.EDITOR
        )
        _, token = await service.start_session(session, user)
    return user, await service.authenticate_session(app.resources.database, token)


@pytest.mark.parametrize("change", ["nothing", "raised", "lowered", "suspended", "deleted", "signed out", "idle"])
async def test_an_open_connection_stays_while_what_opened_it_stands(app: OnefoldApp, change: str) -> None:
    database = app.resources.database
    user, principal = await open_as_ada(app)
    assert await service.revalidate(database, [principal]) == {principal}
    if change == "idle":
        await age_sessions(app, last_seen_at=utc_now() - timedelta(hours=13))
    elif change == "signed out":
        async with database.session() as session:
            await service.sign_out(session, principal, ClientInfo())
    elif change != "nothing":
        async with database.session() as session:
            row = await session.get(User, user.id)
            if change == "deleted":
                await session.delete(row)
            elif change == "suspended":
                row.suspended_at = utc_now()
            else:
                row.role = Role.OWNER if change == "raised" else Role.VIEWER
    stands = {principal} if change in ("nothing", "raised") else set()
    assert await service.revalidate(database, [principal]) == stands

"""People who sign in with a real password, in browsers of their own."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import datetime

import httpx
import pytest
from sqlmodel import col, update

from app.auth import service
from app.auth.access import Role
from app.auth.models import Session
from app.main import OnefoldApp
from tests.conftest import BASE_URL

PASSWORD = "correct horse battery"
BROWSER = {"Origin": BASE_URL, "X-CSRF": "1"}

NewBrowser = Callable[..., Awaitable[httpx.AsyncClient]]


@pytest.fixture
async def browser(app: OnefoldApp) -> AsyncIterator[NewBrowser]:
    """A function that returns a new browser without cookies; `base_url`, `ip` and headers can be chosen."""
    async with AsyncExitStack() as stack:

        async def open_browser(base_url: str = BASE_URL, ip: str = "127.0.0.1", **headers: str) -> httpx.AsyncClient:
            transport = httpx.ASGITransport(app, raise_app_exceptions=False, client=(ip, 40000))
            client = httpx.AsyncClient(
                transport=transport, base_url=base_url, headers={"Origin": base_url, "X-CSRF": "1"} | headers
            )
            return await stack.enter_async_context(client)

        yield open_browser


@pytest.fixture
async def ada(app: OnefoldApp) -> str:
    """The address of an owner whose password is PASSWORD; returns their id as text elsewhere through /me."""
    async with app.resources.database.session() as session:
        user = await service.create_user(
            session, app.resources.passwords, email="ada@example.com", password=PASSWORD, role=Role.OWNER
        )
    return user.email


async def log_in(client: httpx.AsyncClient, email: str, password: str = PASSWORD) -> httpx.Response:
    """Return the answer to a login."""
    return await client.post("/api/auth/login", json={"email": email, "password": password})


async def age_sessions(app: OnefoldApp, **times: datetime) -> None:
    """Set times of all sessions, as if they had been opened or used then."""
    async with app.resources.database.session() as session:
        await session.exec(update(Session).where(col(Session.id).is_not(None)).values(**times))

from collections.abc import AsyncIterator, Callable

import httpx
import pytest_asyncio
from starlette.types import ASGIApp

ClientFor = Callable[[ASGIApp], httpx.AsyncClient]


@pytest_asyncio.fixture
async def client_for() -> AsyncIterator[ClientFor]:
    """Makes clients that call an ASGI app in process; they are closed when the test ends."""
    opened: list[httpx.AsyncClient] = []

    def make(app: ASGIApp) -> httpx.AsyncClient:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        opened.append(httpx.AsyncClient(transport=transport, base_url="http://test"))
        return opened[-1]

    yield make
    for client in opened:
        await client.aclose()

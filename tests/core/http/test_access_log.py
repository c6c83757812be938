import asyncio

import httpx
import pytest
from fastapi import APIRouter, FastAPI
from prometheus_client import CollectorRegistry
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, StreamingResponse
from structlog.testing import capture_logs

from app.core.http.access_log import AccessLogMiddleware, RequestMetrics
from tests.core.http.conftest import ClientFor


@pytest.fixture
def registry() -> CollectorRegistry:
    return CollectorRegistry()


def _app(registry: CollectorRegistry, entered: asyncio.Event | None = None) -> FastAPI:
    inner = APIRouter()

    @inner.get("/items/{item_id}")
    async def read_item(item_id: str) -> PlainTextResponse:
        return PlainTextResponse("12345")

    outer = APIRouter(prefix="/v1")
    outer.include_router(inner, prefix="/things")
    app = FastAPI(middleware=[Middleware(AccessLogMiddleware)])
    app.resources = {RequestMetrics: RequestMetrics(registry)}  # type: ignore[attr-defined]
    app.include_router(outer, prefix="/api")

    @app.get("/boom")
    async def fail() -> None:
        raise RuntimeError("boom")

    @app.get("/stream")
    async def stream() -> StreamingResponse:
        return StreamingResponse(iter([b"data: 1\n\n"]), media_type="text/event-stream")

    @app.get("/silent")
    async def never_answer() -> None:
        assert entered is not None
        entered.set()
        await asyncio.Event().wait()

    return app


def _requests(registry: CollectorRegistry, method: str, route: str, status: str) -> float | None:
    return registry.get_sample_value(
        "onefold_http_requests_total", {"method": method, "route": route, "status": status}
    )


async def test_a_request_is_logged_once_without_its_query(client_for: ClientFor, registry) -> None:
    client = client_for(_app(registry))
    with capture_logs() as records:
        await client.get("/api/v1/things/items/7?token=secret")

    (record,) = records
    duration = record.pop("duration_ms")
    assert duration >= 0
    assert record == {
        "event": "request",
        "log_level": "info",
        "method": "GET",
        "path": "/api/v1/things/items/7",
        "route": "/api/v1/things/items/{item_id}",
        "status": 200,
        "bytes": 5,
        "client_ip": "127.0.0.1",
    }
    assert _requests(registry, "GET", "/api/v1/things/items/{item_id}", "200") == 1


async def test_labels_stay_bounded(client_for: ClientFor, registry) -> None:
    client = client_for(_app(registry))
    for path in ("/nowhere", "/nowhere/else", "/wp-login.php"):
        await client.get(path)
    await client.request("BREW", "/nowhere")

    assert _requests(registry, "GET", "unmatched", "404") == 3
    assert _requests(registry, "other", "unmatched", "404") == 1


async def test_a_crash_is_counted_as_500(client_for: ClientFor, registry) -> None:
    await client_for(_app(registry)).get("/boom")

    assert _requests(registry, "GET", "/boom", "500") == 1


async def test_event_streams_are_counted_but_not_timed(client_for: ClientFor, registry) -> None:
    client = client_for(_app(registry))
    await client.get("/stream")
    await client.get("/boom")

    count = "onefold_http_request_seconds_count"
    assert _requests(registry, "GET", "/stream", "200") == 1
    assert registry.get_sample_value(count, {"method": "GET", "route": "/stream"}) is None
    assert registry.get_sample_value(count, {"method": "GET", "route": "/boom"}) == 1


async def test_a_request_cancelled_before_its_answer_is_499(registry) -> None:
    entered = asyncio.Event()
    transport = httpx.ASGITransport(_app(registry, entered))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        call = asyncio.create_task(client.get("/silent"))
        await entered.wait()
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call

    assert _requests(registry, "GET", "/silent", "499") == 1

"""The whole middleware stack: what every answer has, however it came about."""

import asyncio
from ipaddress import ip_network
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI, Request
from prometheus_client import CollectorRegistry
from starlette.responses import PlainTextResponse
from structlog.testing import capture_logs

from app.core.http.access_log import RequestMetrics
from app.core.http.problems import install_error_handlers
from app.core.settings import Settings
from app.main import JSON_LIMIT, list_middleware
from app.pages.serving.cache import PageCache
from app.pages.serving.middleware import CachedResponses
from tests.core.http.conftest import ClientFor


def _app(data_dir: Path) -> FastAPI:
    settings = Settings(
        _env_file=None,
        data_dir=data_dir,
        request_timeout=0.1,
        trusted_proxies=[ip_network("127.0.0.0/8")],
    )
    app = FastAPI(middleware=list_middleware(settings))
    metrics = CollectorRegistry()
    app.resources = {  # type: ignore[attr-defined]
        RequestMetrics: RequestMetrics(metrics),
        CachedResponses: CachedResponses(PageCache(), metrics, settings.trusted_proxies),
    }
    install_error_handlers(app)

    @app.get("/ok")
    async def read_ok() -> PlainTextResponse:
        return PlainTextResponse("word " * 500)

    @app.get("/boom")
    async def fail() -> None:
        raise RuntimeError("the secret cause")

    @app.get("/hang")
    async def hang() -> None:
        await asyncio.Event().wait()

    @app.post("/echo")
    async def echo(request: Request) -> int:
        return len(await request.body())

    return app


async def _too_long():
    for _ in range(3):
        yield b"x" * (JSON_LIMIT // 2)


@pytest.mark.parametrize(
    ("method", "path", "content", "status", "code"),
    [
        ("GET", "/ok", None, 200, None),
        ("GET", "/nowhere", None, 404, "not_found"),
        ("PUT", "/ok", None, 405, "method_not_allowed"),
        ("GET", "/boom", None, 500, "internal_error"),
        ("GET", "/hang", None, 503, "request_timeout"),
        ("POST", "/echo", b"x" * (JSON_LIMIT + 1), 413, "body_too_large"),
        ("POST", "/echo", _too_long, 413, "body_too_large"),
        ("POST", "/ok", b"x" * (JSON_LIMIT + 1), 413, "body_too_large"),
    ],
)
async def test_every_answer_has_the_same_surroundings(
    client_for: ClientFor, tmp_path: Path, method, path, content, status, code
) -> None:
    client = client_for(_app(tmp_path))
    with capture_logs() as records:
        response: httpx.Response = await client.request(
            method,
            path,
            content=content() if callable(content) else content,
            headers={"X-Request-ID": "req-1", "X-Forwarded-For": "9.9.9.9", "X-Forwarded-Proto": "https"},
        )

    assert response.status_code == status
    assert response.headers["x-request-id"] == "req-1"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "strict-transport-security" in response.headers
    (record,) = [record for record in records if record["event"] == "request"]
    assert (record["status"], record["path"], record["client_ip"]) == (status, path, "9.9.9.9")
    if code is None:
        assert response.headers["content-encoding"] in ("br", "gzip")
    else:
        assert response.headers["content-type"] == "application/problem+json"
        assert (response.json()["code"], response.json()["request_id"]) == (code, "req-1")
        assert "secret cause" not in response.text

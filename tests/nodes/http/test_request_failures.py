"""What an HTTP request node says when nothing can be sent, nobody is there, or nobody answers."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.core.settings import Settings
from tests.conftest import ONE_DATABASE, make_settings
from tests.servers import free_port
from tests.workflows.graphs import MANUAL, chain, make_workflow, node

pytestmark = ONE_DATABASE


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    """Loopback may be called."""
    return make_settings(tmp_path / "data", database_url, egress_allow=["127.0.0.0/8"])


@pytest.fixture
async def silent() -> AsyncIterator[str]:
    """The URL of a server that takes a connection and never answers."""
    ended = asyncio.Event()

    async def hold(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await ended.wait()
        writer.close()

    server = await asyncio.start_server(hold, "127.0.0.1", 0)
    yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    ended.set()
    server.close()
    await server.wait_closed()


async def failure(client: httpx.AsyncClient, **params: Any) -> dict[str, Any]:
    """Return the error of a run whose only node calls with these params."""
    workflow_id = await make_workflow(client, chain(MANUAL, node("call", "http.request", **params)))
    answer = await client.post(f"/api/workflows/{workflow_id}/execute", json={"target": "draft", "wait_seconds": 60})
    assert answer.json()["status"] == "failed", answer.text
    error: dict[str, Any] = answer.json()["error"]
    return error


async def test_a_call_that_cannot_succeed_fails_with_its_own_code(owner: httpx.AsyncClient, silent: str) -> None:
    value = {"file": {"filename": "a.bin", "base64": "no base64!"}}
    unsendable = {"method": "POST", "url": silent, "body": {"kind": "multipart", "value": value}}
    assert (await failure(owner, **unsendable))["code"] == "body_invalid"
    assert (await failure(owner, url=f"http://127.0.0.1:{free_port()}"))["code"] == "egress_failed"
    assert (await failure(owner, url=silent, timeout_s=0.05))["code"] == "egress_timeout"

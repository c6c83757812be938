"""What the request timeout spares: a caller that waits for a run. What it cuts: everything else that is slow."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import text

from app.core.settings import Settings
from app.main import OnefoldApp, create_app
from tests.conftest import BASE_URL, client_of, running
from tests.workflows.graphs import MANUAL, chain, node, publish, webhook

ADMIN = {"email": "ada@example.com", "password": "correct horse battery"}
BROWSER = {"Origin": BASE_URL, "X-CSRF": "1"}
# What is quick must end in time on a busy machine too.
LIMIT, LONGER = 2.0, 2.6
SLOW = [node("wait", "delay", seconds=LONGER), node("out", "set", values={"done": True})]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Settings that make an owner."""
    return settings.model_copy(update={"admin_email": ADMIN["email"], "admin_password": SecretStr(ADMIN["password"])})


@dataclass(frozen=True, slots=True)
class Built:
    """A published workflow that takes longer than the limit, and the cookies of its owner."""

    workflow_id: str
    cookies: httpx.Cookies


@pytest.fixture
async def built(settings: Settings) -> Built:
    """That workflow, and a webhook `slow` that takes as long; made by an app with the usual limit, so that only
    what is tested is under the short one."""
    async with running(create_app(settings)) as app, client_of(app, **BROWSER) as client:
        assert (await client.post("/api/auth/login", json=ADMIN)).status_code == 200
        await publish(client, chain(webhook("slow", {"mode": "none"}, respond="when_finished"), *SLOW))
        return Built(await publish(client, chain(MANUAL, *SLOW)), client.cookies)


@pytest.fixture
async def app(settings: Settings, built: Built) -> AsyncIterator[OnefoldApp]:
    """An app with the short limit."""
    async with running(create_app(settings.model_copy(update={"request_timeout": LIMIT}))) as app:
        yield app


@pytest.fixture
async def caller(app: OnefoldApp, built: Built) -> AsyncIterator[httpx.AsyncClient]:
    """The owner of the workflow, calling the app with the short limit."""
    async with client_of(app, **BROWSER) as client:
        client.cookies = built.cookies
        yield client


async def test_who_waits_for_a_run_is_not_cut_off(caller: httpx.AsyncClient, built: Built) -> None:
    answer = await caller.post(f"/api/workflows/{built.workflow_id}/execute", json={"wait_seconds": 30})
    assert (answer.status_code, answer.json()["result"]) == (200, {"done": True})


async def test_a_webhook_that_answers_when_its_run_has_finished_is_not_cut_off(client: httpx.AsyncClient) -> None:
    answer = await client.post("/webhook/slow", json={})
    assert (answer.status_code, answer.json()["result"]) == (200, {"done": True})


# On SQLite a write waits in the driver's thread, for less than the usual limit, and cannot be cut off there.
@pytest.mark.parametrize("database_url", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True)
async def test_a_route_that_nobody_asked_to_wait_is_cut_off(app: OnefoldApp, caller: httpx.AsyncClient) -> None:
    async with app.resources.database.begin() as connection:
        await connection.execute(text("LOCK TABLE workflow"))
        answer = await caller.post("/api/workflows", json={"name": "late"})
    assert (answer.status_code, answer.json()["code"]) == (503, "request_timeout")
    assert "2 seconds" in answer.json()["detail"]
    names = [item["name"] for item in (await caller.get("/api/workflows")).json()["items"]]
    assert "late" not in names, "what was cut off has changed nothing"

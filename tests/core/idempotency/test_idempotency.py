"""A request with an Idempotency-Key is done once; sent again it is answered as the first time."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session
from sqlmodel import col, select, update

from app.auth.access import Role
from app.core.db.database import utc_now
from app.core.idempotency.models import IdempotentRequest
from app.core.idempotency.service import prune
from app.engine.models import Execution
from app.main import OnefoldApp
from tests.conftest import SignIn
from tests.workflows.graphs import HELLO, chain, node, publish

KEY = {"Idempotency-Key": "one"}
SLOW = chain(node("start", "trigger.manual"), node("wait", "delay", seconds=30))


async def count_runs(app: OnefoldApp) -> int:
    """Return how many runs there are."""
    async with app.resources.database.reader() as session:
        return len((await session.exec(select(Execution.id))).all())


async def stored(app: OnefoldApp) -> list[IdempotentRequest]:
    """Return the requests that are remembered."""
    async with app.resources.database.reader() as session:
        return list((await session.exec(select(IdempotentRequest))).all())


async def change(app: OnefoldApp, **values: Any) -> None:
    """Change what is remembered, as another process would leave it."""
    async with app.resources.database.session() as session:
        await session.exec(update(IdempotentRequest).values(**values))


async def test_a_run_starts_once_and_is_answered_alike(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    url = f"/api/workflows/{await publish(owner, HELLO)}/execute"
    body = {"input": {"name": "Ada"}, "wait_seconds": 20}
    first, again = [await owner.post(url, json=body, headers=KEY) for _ in range(2)]
    assert (first.status_code, again.status_code) == (200, 200)
    assert again.content == first.content
    assert again.headers["location"] == first.headers["location"] == f"/api/executions/{first.json()['id']}"
    assert again.headers["content-type"] == "application/json"
    assert ("idempotent-replayed" in first.headers, again.headers["idempotent-replayed"]) == (False, "true")
    other = await owner.post(url, json=body, headers={"Idempotency-Key": "two"})
    without = await owner.post(url, json=body)
    assert len({first.json()["id"], other.json()["id"], without.json()["id"]}) == 3
    assert await count_runs(app) == 3


async def test_what_is_created_is_created_once(owner: httpx.AsyncClient) -> None:
    for path, body in (
        ("/api/workflows", {"name": "hello", "draft": HELLO}),
        ("/api/pages", {"slug": "hello", "title": "Hello"}),
        ("/api/storage/buckets", {"name": "hello"}),
        ("/api/data-sources/local/tables", {"name": "hello", "columns": [{"name": "a", "type": "text"}]}),
        ("/api/data-sources/local/tables/hello/rows", {"values": {"a": "x"}}),
    ):
        first, again = [await owner.post(path, json=body, headers=KEY) for _ in range(2)]
        assert (first.status_code, again.status_code) == (201, 201), (path, first.text, again.text)
        assert (again.content, again.headers.get("etag")) == (first.content, first.headers.get("etag"))
    assert len((await owner.get("/api/workflows")).json()["items"]) == 1
    assert len((await owner.get("/api/data-sources/local/tables/hello/rows")).json()["items"]) == 1


async def test_another_body_with_the_same_key_is_refused(owner: httpx.AsyncClient) -> None:
    assert (await owner.post("/api/workflows", json={"name": "one"}, headers=KEY)).status_code == 201
    refused = await owner.post("/api/workflows", json={"name": "two"}, headers=KEY)
    assert (refused.status_code, refused.json()["code"]) == (422, "idempotency_key_reused")
    assert "new Idempotency-Key" in refused.json()["detail"]


async def test_a_key_is_the_callers_own_and_the_addresses_own(owner: httpx.AsyncClient, sign_in: SignIn) -> None:
    other = await sign_in(Role.EDITOR)
    ids = {
        (await client.post(path, json=body, headers=KEY)).json()["id"]
        for client in (owner, other)
        for path, body in (("/api/workflows", {"name": "same"}),)
    }
    assert len(ids) == 2
    assert (await owner.post("/api/pages", json={"slug": "same", "title": "x"}, headers=KEY)).status_code == 201


async def test_a_refused_request_may_be_mended_and_sent_again(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    for body in ({"nome": "x"}, {"name": ""}):
        assert (await owner.post("/api/workflows", json=body, headers=KEY)).status_code == 422
    assert await stored(app) == []
    assert (await owner.post("/api/workflows", json={"name": "mended"}, headers=KEY)).status_code == 201


async def test_a_request_whose_commit_failed_may_be_sent_to_any_process(
    app: OnefoldApp, owner: httpx.AsyncClient
) -> None:
    commits = 0

    def fail_the_second(session: Session) -> None:
        nonlocal commits
        commits += 1
        if commits == 2:
            raise RuntimeError("the disk is gone")

    event.listen(Session, "before_commit", fail_the_second)
    try:
        failed = await owner.post("/api/workflows", json={"name": "x"}, headers=KEY)
    finally:
        event.remove(Session, "before_commit", fail_the_second)
    assert failed.status_code == 500
    assert [(row.owner, row.status) for row in await stored(app)] == [(None, None)]
    assert (await owner.post("/api/workflows", json={"name": "x"}, headers=KEY)).status_code == 201


async def test_a_request_that_is_under_way_is_not_done_twice(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    url = f"/api/workflows/{await publish(owner, SLOW)}/execute"
    first = asyncio.create_task(owner.post(url, json={"wait_seconds": 60}, headers=KEY))
    while await count_runs(app) == 0:
        await asyncio.sleep(0)
    busy = await owner.post(url, json={"wait_seconds": 60}, headers=KEY)
    assert (busy.status_code, busy.json()["code"]) == (409, "request_in_progress")
    assert busy.headers["retry-after"] == "1"
    [row] = await stored(app)
    await owner.post(f"/api/executions/{row.id}/cancel")
    answered = await first
    assert answered.json()["id"] == str(row.id)
    again = await owner.post(url, json={"wait_seconds": 60}, headers=KEY)
    assert again.content == answered.content
    assert await count_runs(app) == 1


async def test_what_a_dead_process_left_unanswered_is_the_same_run(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    """Its run was started; the process died before it could store the answer."""
    url = f"/api/workflows/{await publish(owner, HELLO)}/execute"
    first = await owner.post(url, json={"input": {"name": "Ada"}}, headers=KEY)
    await change(app, status=None, body=None, owner="1")
    again = await owner.post(url, json={"input": {"name": "Ada"}}, headers=KEY)
    assert again.json()["id"] == first.json()["id"]
    assert await count_runs(app) == 1
    assert [row.status for row in await stored(app)] == [202]


async def test_answers_are_kept_for_a_day(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    first = await owner.post("/api/workflows", json={"name": "x"}, headers=KEY)
    for age, left in ((timedelta(hours=23), 1), (timedelta(hours=25), 0)):
        await change(app, created_at=utc_now() - age)
        async with app.resources.database.session() as session:
            await prune(session, 100)
        assert len(await stored(app)) == left
    again = await owner.post("/api/workflows", json={"name": "x"}, headers=KEY)
    assert again.json()["id"] != first.json()["id"]
    assert "idempotent-requests" in app.resources.jobs.jobs


@pytest.mark.parametrize("key", ["", "x" * 256, "a b", "ü".encode()])
async def test_a_key_is_a_short_word(key: str | bytes, owner: httpx.AsyncClient) -> None:
    answer = await owner.post("/api/workflows", json={"name": "x"}, headers={"Idempotency-Key": key})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")


async def test_nothing_readable_of_the_request_is_stored(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    body = {"email": "new@example.com", "password": "correct horse battery", "role": "viewer"}
    assert (await owner.post("/api/users", json=body, headers=KEY)).status_code == 201
    async with app.resources.database.reader() as session:
        [row] = (await session.exec(select(IdempotentRequest).where(col(IdempotentRequest.status) == 201))).all()
    assert "correct horse" not in repr(row.model_dump())
    assert row.owner is None

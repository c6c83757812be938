"""A request with an Idempotency-Key is done once; sent again it is answered as the first time."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session
from sqlmodel import col, delete, select, update

from app.auth.access import Role
from app.core.db.database import utc_now
from app.core.idempotency.models import IdempotentRequest
from app.core.idempotency.service import prune
from app.engine.models import Execution
from app.main import OnefoldApp
from tests.conftest import SignIn
from tests.servers import answered
from tests.workflows.graphs import HELLO, chain, node, publish

KEY = {"Idempotency-Key": "one"}
TEXT = {"name": "a", "type": "text"}
BIG = {"a": "x" * 100_000, "b": "y" * 100_000}
LARGE = f"replace('{'a' * 2000}', 'a', '{'b' * 1100}')"
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


async def make_table(owner: httpx.AsyncClient) -> None:
    """Make the table `hello` with a column `a` in `local`."""
    body = {"name": "hello", "columns": [TEXT]}
    answered(await owner.post("/api/data-sources/local/tables", json=body), 201)


async def make_query(owner: httpx.AsyncClient, name: str, sql: str, *, source: str = "local", **more: Any) -> None:
    """Store a named query."""
    answered(await owner.post("/api/queries", json={"name": name, "source": source, "sql": sql, **more}), 201)


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
    await owner.post("/api/workflows", json={"name": "x"}, headers=KEY)
    await change(app, status=None, body=None, owner=app.resources.idempotent_requests.get_owner())
    [row] = await stored(app)
    app.resources.idempotent_requests.in_progress.add(row.id)
    busy = await owner.post("/api/workflows", json={"name": "x"}, headers=KEY)
    assert (busy.status_code, busy.json()["code"]) == (409, "request_in_progress")
    assert busy.headers["retry-after"] == "1"
    assert len((await owner.get("/api/workflows")).json()["items"]) == 1


async def test_a_run_under_way_is_waited_for_by_whoever_asks_again(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    url = f"/api/workflows/{await publish(owner, SLOW)}/execute"
    first = asyncio.create_task(owner.post(url, json={"wait_seconds": 60}, headers=KEY))
    while await count_runs(app) == 0:
        await asyncio.sleep(0)
    second = asyncio.create_task(owner.post(url, json={"wait_seconds": 60}, headers=KEY))
    [row] = await stored(app)
    await owner.post(f"/api/executions/{row.id}/cancel")
    answers = [await first, await second]
    assert [(a.status_code, a.json()["id"], a.json()["status"]) for a in answers] == [
        (200, str(row.id), "cancelled")
    ] * 2
    assert await count_runs(app) == 1


async def test_requests_at_the_same_moment_start_one_run(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    url = f"/api/workflows/{await publish(owner, HELLO)}/execute"
    headers = [KEY, KEY, KEY, {"Idempotency-Key": "two"}, {}]
    answers = await asyncio.gather(*(owner.post(url, json={}, headers=given) for given in headers))
    assert [answer.status_code for answer in answers] == [202] * 5
    assert len({answer.json()["id"] for answer in answers[:3]}) == 1
    assert len({answer.json()["id"] for answer in answers}) == await count_runs(app) == 3
    other = await owner.post(url, json={"input": {"name": "Bob"}}, headers=KEY)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


async def test_a_run_is_answered_with_what_it_is_by_then(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    """Nothing of it is stored twice, and it is found when its workflow is not published any more."""
    workflow_id = await publish(owner, chain(node("start", "trigger.manual"), node("big", "set", values=BIG)))
    url = f"/api/workflows/{workflow_id}/execute"
    first = await owner.post(url, json={"wait_seconds": 20}, headers=KEY)
    assert len(first.content) > 200_000
    assert (await owner.post(f"/api/workflows/{workflow_id}/unpublish")).status_code == 200
    again = await owner.post(url, json={"wait_seconds": 20}, headers=KEY)
    assert (again.status_code, again.content) == (200, first.content)
    assert again.headers["idempotent-replayed"] == "true"
    [row] = await stored(app)
    assert (str(row.id), row.body, row.headers) == (first.json()["id"], None, {})
    async with app.resources.database.session() as session:
        await session.exec(delete(Execution))
    gone = await owner.post(url, json={"wait_seconds": 20}, headers=KEY)
    assert (gone.status_code, gone.json()["code"]) == (404, "execution_not_found")
    assert await count_runs(app) == 0


async def test_a_run_is_retried_once(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    url = f"/api/workflows/{await publish(owner, HELLO)}/execute"
    former = (await owner.post(url, json={"wait_seconds": 20})).json()["id"]
    url = f"/api/executions/{former}/retry"
    answers = await asyncio.gather(*(owner.post(url, headers=KEY) for _ in range(3)))
    assert [answer.status_code for answer in answers] == [202] * 3
    [again] = {answer.json()["id"] for answer in answers}
    assert {answer.headers["location"] for answer in answers} == {f"/api/executions/{again}"}
    assert await count_runs(app) == 2


async def test_a_query_that_writes_runs_once_and_one_that_reads_each_time(
    app: OnefoldApp, owner: httpx.AsyncClient
) -> None:
    await make_table(owner)
    await make_query(owner, "add", "INSERT INTO hello (a) VALUES (:a) RETURNING a", mode="write", params=[TEXT])
    await make_query(owner, "all", "SELECT count(*) AS n FROM hello", mode="read")
    body = {"params": {"a": "x"}}
    first, again = [await owner.post("/api/queries/add/run", json=body, headers=KEY) for _ in range(2)]
    assert (first.json()["rows"], again.content) == ([{"a": "x"}], first.content)
    assert again.headers["idempotent-replayed"] == "true"
    reused = await owner.post("/api/queries/add/run", json={"params": {"a": "y"}}, headers=KEY)
    assert reused.json()["code"] == "idempotency_key_reused"
    for n in (1, 2):
        counted = await owner.post("/api/queries/all/run", json={}, headers=KEY)
        assert (counted.json()["rows"], "idempotent-replayed" in counted.headers) == ([{"n": n}], False)
        await owner.post("/api/queries/add/run", json=body)


async def test_an_kept_response_too_large_to_keep_is_refused_and_nothing_done(
    app: OnefoldApp, owner: httpx.AsyncClient
) -> None:
    await make_table(owner)
    await make_query(owner, "big", f"INSERT INTO hello (a) VALUES ({LARGE}) RETURNING a", mode="write")
    refused = await owner.post("/api/queries/big/run", json={}, headers=KEY)
    assert (refused.status_code, refused.json()["code"]) == (413, "kept_response_too_large")
    assert (await owner.get("/api/data-sources/local/tables/hello/rows")).json()["items"] == []
    without = await owner.post("/api/queries/big/run", json={})
    assert (without.status_code, len(without.content) > 2_000_000) == (200, True)
    assert await stored(app) == []


async def test_the_largest_draft_is_kept(owner: httpx.AsyncClient) -> None:
    nodes = [{"id": f"n{at}", "kind": "set", "params": {"values": {"a": "ü" * 900}}} for at in range(500)]
    body = {"name": "x", "draft": {"nodes": nodes, "edges": []}}
    first, again = [await owner.post("/api/workflows", json=body, headers=KEY) for _ in range(2)]
    assert (first.status_code, again.content) == (201, first.content)


async def test_what_a_dead_process_left_unanswered_in_local_is_done_once(
    app: OnefoldApp, owner: httpx.AsyncClient
) -> None:
    """The work was committed; the process died before it could store the answer."""
    await make_table(owner)
    await make_query(owner, "add", "INSERT INTO hello (a) VALUES ('q') RETURNING a", mode="write")
    for path, body in (
        ("/api/data-sources/local/tables", {"name": "other", "columns": [{"name": "a", "type": "text"}]}),
        ("/api/data-sources/local/tables/hello/columns", {"name": "b", "type": "integer"}),
        ("/api/data-sources/local/tables/hello/rows", {"values": {"a": "x"}}),
        ("/api/queries/add/run", {}),
    ):
        first = await owner.post(path, json=body, headers=KEY)
        await change(app, status=None, body=None, owner="1")
        again = await owner.post(path, json=body, headers=KEY)
        assert (again.status_code, again.json()) == (first.status_code, first.json()), path
    rows = (await owner.get("/api/data-sources/local/tables/hello/rows")).json()["items"]
    assert sorted(row["a"] for row in rows) == ["q", "x"]


async def test_what_a_dead_process_left_unanswered_elsewhere_is_not_done_again(
    app: OnefoldApp, owner: httpx.AsyncClient, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "notes.db")) as notes:
        notes.execute("CREATE TABLE note (body TEXT)")
    config = {"kind": "sqlite", "name": "notes", "url": str(tmp_path / "notes.db")}
    assert (await owner.post("/api/data-sources", json=config)).status_code == 201
    await make_query(owner, "add", "INSERT INTO note (body) VALUES ('x')", mode="write", source="notes")
    for path, body in (
        ("/api/data-sources/notes/tables/note/rows", {"values": {"body": "x"}}),
        ("/api/queries/add/run", {}),
    ):
        first, again = [await owner.post(path, json=body, headers=KEY) for _ in range(2)]
        assert again.content == first.content
        await change(app, status=None, body=None, owner="1")
        for _ in range(2):
            unknown = await owner.post(path, json=body, headers=KEY)
            assert (unknown.status_code, unknown.json()["code"]) == (409, "outcome_unknown")
    # Nor after an attempt that came less far, whichever process is asked then.
    await change(app, status=None, body=None, owner="1")
    path, body = "/api/data-sources/notes/tables/note/rows", {"values": {"body": "x"}}
    for statement, status in (("note RENAME TO gone", 404), ("gone RENAME TO note", 409)):
        with closing(sqlite3.connect(tmp_path / "notes.db")) as notes:
            notes.execute(f"ALTER TABLE {statement}")
        again = await owner.post(path, json=body, headers=KEY)
        assert again.status_code == status, again.text
        assert "" in [row.owner for row in await stored(app)], "no process has it"
    with closing(sqlite3.connect(tmp_path / "notes.db")) as notes:
        assert notes.execute("SELECT count(*) FROM note").fetchone() == (2,)


async def test_an_object_is_copied_and_moved_once(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    await owner.post("/api/storage/buckets", json={"name": "hello"})
    await owner.put("/api/storage/buckets/hello/objects/a.txt", content=b"a")
    for verb, source, target in (("copy", "a.txt", "b.txt"), ("move", "b.txt", "c.txt")):
        url, body = f"/api/storage/buckets/hello/{verb}", {"from": source, "to": target}
        first, again = [await owner.post(url, json=body, headers=KEY) for _ in range(2)]
        assert again.content == first.content
        assert (again.status_code, again.headers["etag"]) == (first.status_code, first.headers["etag"])
        assert again.headers["idempotent-replayed"] == "true"
    listed = (await owner.get("/api/storage/buckets/hello/objects")).json()["items"]
    assert [found["key"] for found in listed] == ["a.txt", "c.txt"]


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
    assert "new@example.com" not in repr(row.model_dump())
    assert row.owner is None
    again = await owner.post("/api/users", json=body, headers=KEY)
    assert (again.status_code, again.json()["email"]) == (201, "new@example.com")

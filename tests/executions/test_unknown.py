"""Runs that do not exist, and events that this build does not know."""

from datetime import timedelta

import httpx
from sqlmodel import update

from app.core.db.database import utc_now
from app.core.ids import uuid7
from app.engine.journal.events import EventFields, ExecutionStarted, new_event
from app.engine.journal.operations import CreateRun
from app.engine.journal.writer import EventWriter
from app.engine.models import Execution
from app.main import OnefoldApp
from tests.conftest import ONE_DATABASE
from tests.engine.rows import new_row

BODIES = {"resume": {"node_id": "a", "action": "complete"}}


@ONE_DATABASE
async def test_every_route_of_a_run_says_that_there_is_none(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    routes = [
        (method, path)
        for path, operations in app.openapi()["paths"].items()
        if path.startswith("/api/executions/{execution_id}")
        for method in operations
    ]
    assert len(routes) > 5
    for method, path in routes:
        url = path.format(execution_id=uuid7(), hash="0" * 64)
        answer = await owner.request(method, url, json=BODIES.get(path.rpartition("/")[2]))
        assert (answer.status_code, answer.json()["code"]) == (404, "execution_not_found"), f"{method} {path}"


@ONE_DATABASE
async def test_events_that_another_build_wrote_are_listed_too(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    row = new_row(queued_at=utc_now() + timedelta(hours=1), owner=app.resources.executions.claims.owner, epoch=1)
    journal = app.resources.executions.journal
    await journal.submit(CreateRun(row))
    writer = EventWriter(journal, row["id"], 1, 0, [])
    writer.add(new_event(str(row["id"]), ExecutionStarted.new()))
    writer.add(new_event(str(row["id"]), EventFields("execution.moved", None, 0, {"to": "elsewhere"}, {})))
    await writer.flush()
    listed = await owner.get(f"/api/executions/{row['id']}/events")
    assert listed.status_code == 200, listed.text
    assert [(event["seq"], event["type"]) for event in listed.json()["items"]] == [
        (1, "execution.started"),
        (2, "execution.moved"),
    ]
    assert listed.json()["items"][1]["to"] == "elsewhere"


@ONE_DATABASE
async def test_a_status_that_another_build_wrote_is_shown(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    row = new_row(queued_at=utc_now() + timedelta(hours=1), owner=app.resources.executions.claims.owner, epoch=1)
    await app.resources.executions.journal.submit(CreateRun(row))
    error = {"kind": "paused", "code": 7}
    async with app.resources.database.session() as session:
        await session.exec(update(Execution).values(status="paused", error=error))
    listed = await owner.get("/api/executions")
    read = await owner.get(f"/api/executions/{row['id']}")
    for shown in (listed.json()["items"][0], read.json()):
        assert (shown["status"], shown["error"]) == ("paused", error)

"""A schedule that cannot be fired keeps no other back, says why, and is tried again."""

from datetime import datetime, timedelta
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text
from sqlmodel import col, update

from app.core.db.database import Database, utc_now
from app.core.failpoints import FailPoints
from app.main import OnefoldApp
from app.schedules import firing
from app.schedules.firing import fire_due
from app.schedules.models import Schedule
from tests.conftest import ONE_DATABASE
from tests.schedules.times import SAID, ago, come, runs_of, schedule, schedules_of, text_of
from tests.workflows.graphs import chain, node, publish

pytestmark = pytest.mark.usefixtures("by_hand")

HOURLY = chain(schedule(every_s=3600), SAID)
REFUSED = "no run for you"


async def break_writes(database: Database, table: str, column: str, value: UUID, event: str = "INSERT") -> None:
    """Let the database refuse what is written of one workflow or schedule, until `mend`."""
    if database.is_sqlite:
        statements = [
            f"""CREATE TRIGGER broken BEFORE {event} ON {table} WHEN NEW.{column} = '{value.hex}'
            BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"""
        ]
    else:
        statements = [
            f"""CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '{REFUSED}' USING DETAIL = 'of nobody''s business'; END $$""",
            f"""CREATE TRIGGER broken BEFORE {event} ON {table} FOR EACH ROW WHEN (NEW.{column} = '{value}')
            EXECUTE FUNCTION refuse()""",
        ]
    async with database.session() as session:
        for statement in statements:
            await session.exec(text(statement))  # type: ignore[call-overload]


async def mend(database: Database, table: str) -> None:
    on = "" if database.is_sqlite else f" ON {table}"
    async with database.session() as session:
        await session.exec(text(f"DROP TRIGGER broken{on}"))  # type: ignore[call-overload]


async def let_retry(app: OnefoldApp) -> None:
    """As if the time until the next attempt were over."""
    async with app.resources.database.session() as session:
        await session.exec(update(Schedule).where(col(Schedule.retry_at).is_not(None)).values(retry_at=ago(1)))


async def test_one_that_fails_keeps_no_other_back_and_is_tried_again(
    app: OnefoldApp, owner: httpx.AsyncClient
) -> None:
    database = app.resources.database
    broken, *others = [await publish(owner, HOURLY) for _ in range(3)]
    tick = await come(app, broken, ago(20))
    for workflow_id in others:
        await come(app, workflow_id, ago(10))  # later than the one that fails, so it is looked at first
    await break_writes(database, "execution", "workflow_id", UUID(broken))
    assert await fire_due(database, FailPoints()) == 2
    assert [len(await runs_of(app, workflow_id)) for workflow_id in (broken, *others)] == [0, 1, 1]
    delays = []
    for failures in (1, 2, 3):
        (shown,) = await schedules_of(owner, broken)
        error = shown["last_error"]
        assert (error["message"], error["failures"], shown["last"]) == (REFUSED, failures, None)
        assert shown["next"][0] == text_of(tick), "it is not lost"
        times = [datetime.fromisoformat(error[name]) for name in ("failed_at", "retry_at")]
        delays.append(times[1] - times[0])
        assert times[0] <= utc_now() < times[1]
        assert await fire_due(database, FailPoints()) == 0
        assert (await schedules_of(owner, broken))[0]["last_error"] == error, "not before its time"
        await let_retry(app)
        await fire_due(database, FailPoints())
    assert delays == [timedelta(seconds=seconds) for seconds in (2, 4, 8)]
    for workflow_id in others:
        assert (await schedules_of(owner, workflow_id))[0]["last_error"] is None
    await mend(database, "execution")
    await let_retry(app)
    assert await fire_due(database, FailPoints()) == 1
    (shown,) = await schedules_of(owner, broken)
    assert (shown["last"]["scheduled_for"], shown["last_error"]) == (text_of(tick), None)
    assert len(await runs_of(app, broken)) == 1


def test_the_delay_has_an_end() -> None:
    assert firing._retry_delay_s(10_000) == 300


async def test_one_that_cannot_even_be_written_to_keeps_no_other_back(
    app: OnefoldApp, owner: httpx.AsyncClient
) -> None:
    database = app.resources.database
    broken, *others = [await publish(owner, HOURLY) for _ in range(3)]
    for workflow_id in (broken, *others):
        await come(app, workflow_id, ago(20))
    await break_writes(database, "schedule", "workflow_id", UUID(broken), "UPDATE")
    with pytest.raises(RuntimeError, match="1 schedules"):
        await fire_due(database, FailPoints())
    assert [len(await runs_of(app, workflow_id)) for workflow_id in (broken, *others)] == [0, 1, 1]
    await mend(database, "schedule")
    assert await fire_due(database, FailPoints()) == 1
    assert len(await runs_of(app, broken)) == 1


@ONE_DATABASE
async def test_publishing_again_is_tried_at_once(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    database, broken = app.resources.database, await publish(owner, HOURLY)
    await come(app, broken, ago(20))
    await break_writes(database, "execution", "workflow_id", UUID(broken))
    await fire_due(database, FailPoints())
    await mend(database, "execution")
    draft = chain(schedule(every_s=3600), node("said", "log", message="mended"))
    await owner.put(f"/api/workflows/{broken}/draft", json=draft, headers={"If-Match": "*"})
    assert (await owner.post(f"/api/workflows/{broken}/publish")).json()["number"] == 2
    (shown,) = await schedules_of(owner, broken)
    assert (shown["last_error"]["message"], shown["last_error"]["retry_at"]) == (REFUSED, None)
    assert await fire_due(database, FailPoints()) == 1
    assert [run.version for run in await runs_of(app, broken)] == [2]
    assert (await schedules_of(owner, broken))[0]["last_error"] is None

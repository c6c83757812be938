"""Schedules over HTTP: publishing lets them be due, each tick becomes one run, and the API says what comes next."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlmodel import col, select, update

from app.auth.access import Role
from app.core.db.database import utc_now
from app.core.failpoints import FailPoints
from app.main import OnefoldApp, create_app
from app.schedules.firing import fire_due
from app.schedules.models import Schedule
from tests.conftest import ONE_DATABASE, SignIn, make_settings, running
from tests.schedules.times import ANY, SAID, YEARLY, ago, come, runs_of, schedule, schedules_of, text_of
from tests.workflows.graphs import MANUAL, chain, finished, make_workflow, node, problems_of, publish


async def test_a_published_schedule_runs_and_shows_what_it_read(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    workflow_id = await publish(owner, chain(YEARLY, SAID))
    (before,) = await schedules_of(owner, workflow_id)
    assert (before["node_id"], before["version"], before["catch_up"], before["last"]) == ("clock", 1, "one", None)
    assert (before["cron"], before["every_s"], before["timezone"]) == ("0 6 1 1 *", None, "Europe/Berlin")
    assert before["next"] == sorted(set(before["next"]))
    assert len(before["next"]) == 5
    tick = await come(app, workflow_id, ago(30))
    async with asyncio.timeout(20):
        while not (last := (await schedules_of(owner, workflow_id))[0]["last"]):
            await asyncio.sleep(0.05)
    run = await finished(owner, last["execution_id"])
    assert (run["status"], run["version"], run["workflow_id"]) == ("completed", 1, workflow_id)
    fired_at = run["trigger"]["fired_at"]
    assert (
        run["result"]["trigger"]
        == run["trigger"]
        == {
            "kind": "schedule",
            "node_id": "clock",
            "scheduled_for": text_of(tick),
            "fired_at": fired_at,
        }
    )
    assert last["scheduled_for"] == run["trigger"]["scheduled_for"] < fired_at
    assert (await schedules_of(owner, workflow_id))[0]["next"] == before["next"]
    assert len(await runs_of(app, workflow_id)) == 1


@pytest.mark.usefixtures("by_hand")
async def test_one_tick_is_one_run_however_many_try(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    many = [await publish(owner, chain(schedule(every_s=3600), SAID)) for _ in range(3)]
    for workflow_id in many:
        await come(app, workflow_id, ago(10))
    database = app.resources.database
    taken = await asyncio.gather(*(fire_due(database, FailPoints()) for _ in range(8)))
    assert sum(taken) == 3
    # A process whose clock is behind writes the same tick down as the next one.
    async with database.session() as session:
        await session.exec(update(Schedule).values(next_at=col(Schedule.last_at)))
    assert await fire_due(database, FailPoints()) == 3
    for workflow_id in many:
        assert len(await runs_of(app, workflow_id)) == 1


@ONE_DATABASE
@pytest.mark.usefixtures("by_hand")
@pytest.mark.parametrize(("catch_up", "runs"), [("skip", 0), ("one", 1), ("all", 4)])
async def test_ticks_at_which_no_server_ran_follow_catch_up(
    app: OnefoldApp, owner: httpx.AsyncClient, catch_up: str, runs: int
) -> None:
    now = utc_now().replace(second=0, microsecond=0)
    half_past = schedule(cron=f"{(now.minute + 30) % 60} * * * *", catch_up=catch_up)  # as seen from now
    workflow_id = await publish(owner, chain(half_past, SAID))
    await come(app, workflow_id, now - timedelta(hours=3, minutes=30))
    await fire_due(app.resources.database, FailPoints())
    assert len(await runs_of(app, workflow_id)) == runs
    (shown,) = await schedules_of(owner, workflow_id)
    assert shown["next"][0] > utc_now().isoformat()
    assert await fire_due(app.resources.database, FailPoints()) == 0


@ONE_DATABASE
@pytest.mark.usefixtures("by_hand")
async def test_publishing_changes_schedules_and_unpublishing_ends_them(
    app: OnefoldApp, owner: httpx.AsyncClient
) -> None:
    workflow_id = await publish(owner, chain(YEARLY, SAID) | {"timeout_s": 60})
    tick = await come(app, workflow_id, ago(20))
    await owner.put(
        f"/api/workflows/{workflow_id}/draft", json=chain(YEARLY, node("other", "log", message="hi")), headers=ANY
    )
    assert (await owner.post(f"/api/workflows/{workflow_id}/publish")).json()["number"] == 2
    (shown,) = await schedules_of(owner, workflow_id)
    assert (shown["version"], shown["next"][0]) == (2, text_of(tick)), "a late tick stays"
    await fire_due(app.resources.database, FailPoints())
    assert [run.version for run in await runs_of(app, workflow_id)] == [2]
    hourly = {"nodes": [schedule(every_s=3600), SAID], "edges": [{"from": "clock", "to": "said"}]}
    await owner.put(f"/api/workflows/{workflow_id}/draft", json=hourly, headers=ANY)
    await owner.post(f"/api/workflows/{workflow_id}/publish")
    (shown,) = await schedules_of(owner, workflow_id)
    assert (shown["every_s"], shown["cron"]) == (3600, None)
    assert shown["next"][0][14:] == "00:00Z"
    assert shown["last"]["scheduled_for"] == text_of(tick)
    for ending in (
        owner.post(f"/api/workflows/{workflow_id}/unpublish"),
        owner.delete(f"/api/workflows/{workflow_id}"),
    ):
        await come(app, workflow_id, ago(5))
        assert (await ending).status_code in (200, 204)
        async with app.resources.database.reader() as session:
            assert (await session.exec(select(Schedule))).all() == []
        assert await fire_due(app.resources.database, FailPoints()) == 0
        await owner.post(f"/api/workflows/{workflow_id}/publish")


@ONE_DATABASE
@pytest.mark.usefixtures("by_hand")
async def test_a_run_of_a_schedule_has_the_time_its_version_gives(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    workflow_id = await publish(owner, chain(YEARLY, SAID) | {"timeout_s": 60})
    await come(app, workflow_id, ago(20))
    await fire_due(app.resources.database, FailPoints())
    (run,) = await runs_of(app, workflow_id)
    assert run.deadline == run.queued_at + timedelta(seconds=60)


@ONE_DATABASE
async def test_a_schedule_is_run_by_hand_for_now(owner: httpx.AsyncClient) -> None:
    workflow_id = await publish(owner, chain(YEARLY, SAID))
    run = (await owner.post(f"/api/workflows/{workflow_id}/execute", json={"wait_seconds": 30})).json()
    read = run["result"]["trigger"]
    assert set(read) == {"kind", "node_id", "scheduled_for", "fired_at"}
    assert (read["kind"], read["node_id"]) == ("schedule", "clock")
    assert read["scheduled_for"] == read["fired_at"]


@ONE_DATABASE
@pytest.mark.usefixtures("by_hand")
async def test_timing_of_another_build_is_shown_and_not_due(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    workflow_id = await publish(owner, chain(YEARLY, SAID))
    other = await publish(owner, chain(YEARLY, SAID))
    async with app.resources.database.session() as session:
        statement = update(Schedule).where(col(Schedule.workflow_id) == UUID(workflow_id))
        await session.exec(statement.values(cron="0 6 L * *", catch_up="some"))
    for late in (workflow_id, other):
        await come(app, late, ago(20))
    assert await fire_due(app.resources.database, FailPoints()) == 2
    (shown,) = await schedules_of(owner, workflow_id)
    assert (shown["cron"], shown["catch_up"], shown["next"], shown["last"]) == ("0 6 L * *", "some", [], None)
    assert (shown["last_error"]["failures"], shown["last_error"]["retry_at"]) == (1, None)
    assert "Publish the workflow again" in shown["last_error"]["message"]
    assert (await runs_of(app, workflow_id), len(await runs_of(app, other))) == ([], 1)
    await owner.post(f"/api/workflows/{workflow_id}/publish")
    (shown,) = await schedules_of(owner, workflow_id)
    assert (len(shown["next"]), shown["last_error"]) == (5, None)


@ONE_DATABASE
async def test_schedules_are_read_by_whoever_reads_workflows(owner: httpx.AsyncClient, sign_in: SignIn) -> None:
    viewer = await sign_in(Role.VIEWER)
    workflow_id = await publish(owner, chain(YEARLY, SAID))
    assert len(await schedules_of(viewer, workflow_id)) == 1
    assert await schedules_of(viewer, await publish(owner, chain(MANUAL, SAID))) == []
    assert await schedules_of(viewer, await make_workflow(owner, chain(YEARLY, SAID))) == [], "it is a draft"
    missing = await viewer.get(f"/api/workflows/{UUID(int=0)}/schedules")
    assert (missing.status_code, missing.json()["code"]) == (404, "workflow_not_found")


@ONE_DATABASE
async def test_a_preview_says_when_or_what_is_wrong(owner: httpx.AsyncClient) -> None:
    for timing, minute in (({"cron": "*/5 * * * *", "timezone": "Asia/Kathmandu"}, 5), ({"every_s": 300}, 5)):
        answer = await owner.post("/api/schedules/preview", json=timing)
        times = [datetime.fromisoformat(text) for text in answer.json()["next"]]
        assert times[0] > utc_now()
        assert [later - times[0] for later in times] == [timedelta(minutes=minute * n) for n in range(5)]
    wrong: list[tuple[dict[str, Any], list[str], str]] = [
        ({"cron": "0 25 * * *"}, ["body", "cron"], "hour: 25 is not within 0-23"),
        ({"cron": "0 6 * * *", "timezone": "Mars/Olympus"}, ["body", "timezone"], "'Mars/Olympus' is not an IANA"),
        ({"every_s": 1}, ["body", "every_s"], "at least 5"),
        ({"cron": "0 6 * * *", "every_s": 60}, ["body"], "give either cron or every_s"),
        ({}, ["body"], "give either cron or every_s"),
    ]
    for timing, place, message in wrong:
        answer = await owner.post("/api/schedules/preview", json=timing)
        assert answer.status_code == 422, timing
        (error,) = answer.json()["errors"]
        assert error["loc"] == place
        assert message in error["msg"]


@ONE_DATABASE
async def test_wrong_timing_keeps_a_draft_from_being_published(owner: httpx.AsyncClient) -> None:
    for params, param, message in (
        ({"cron": "0 6 31 2 *"}, "cron", "never comes"),
        ({"cron": "0 6 * * *", "timezone": "Berlin"}, "timezone", "is not an IANA time zone"),
        ({"every_s": 60, "catch_up": "most"}, "catch_up", "'skip', 'one' or 'all'"),
    ):
        (problem,) = await problems_of(owner, chain(schedule(**params), SAID))
        assert (problem["code"], problem["param"]) == ("param_invalid", param)
        assert message in problem["message"]
    (problem,) = await problems_of(owner, chain(schedule(cron="{{ env.WHEN }}"), SAID))
    assert problem["code"] == "expression_not_allowed"


@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_two_processes_fire_each_tick_once(app: OnefoldApp, owner: httpx.AsyncClient, tmp_path: Path) -> None:
    """Each with its own task that looks: nobody is told to."""
    settings = make_settings(tmp_path / "second", app.resources.settings.database_url)
    many = [await publish(owner, chain(YEARLY, SAID)) for _ in range(8)]
    async with running(create_app(settings)):
        for workflow_id in many:
            await come(app, workflow_id, ago(1))
        for workflow_id in many:
            async with asyncio.timeout(30):
                while not (last := (await schedules_of(owner, workflow_id))[0]["last"]):
                    await asyncio.sleep(0.05)
            assert (await finished(owner, last["execution_id"]))["status"] == "completed"
            assert [str(run.id) for run in await runs_of(app, workflow_id)] == [last["execution_id"]]

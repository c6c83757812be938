"""A tick that comes while the run before it goes on: run beside it, or left out and shown."""

from datetime import timedelta

import httpx
import pytest

from app.core.failpoints import FailPoints
from app.main import OnefoldApp
from app.schedules.firing import fire_due
from tests.conftest import ONE_DATABASE
from tests.schedules.times import SAID, ago, come, runs_of, schedule, schedules_of, text_of
from tests.workflows.graphs import chain, finished, problems_of, publish

pytestmark = [ONE_DATABASE, pytest.mark.usefixtures("by_hand")]


async def fire(app: OnefoldApp, workflow_id: str, seconds_ago: int) -> str:
    """Let a tick come that was due then; returns it as it is shown."""
    tick = await come(app, workflow_id, ago(seconds_ago))
    assert await fire_due(app.resources.database, FailPoints()) == 1
    return text_of(tick)


async def test_a_tick_is_skipped_while_the_run_before_goes_on(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    runner = app.resources.runner
    slots, runner.slots.total = runner.slots.total, 0  # what is queued goes on for as long as this test wants
    workflow_id = await publish(owner, chain(schedule(every_s=3600, overlap="skip"), SAID))
    first = await fire(app, workflow_id, 40)
    (shown,) = await schedules_of(owner, workflow_id)
    assert (shown["overlap"], shown["last_skipped"]) == ("skip", None)
    second = await fire(app, workflow_id, 30)
    (run,) = await runs_of(app, workflow_id)
    (shown,) = await schedules_of(owner, workflow_id)
    assert shown["last"] == {"scheduled_for": first, "execution_id": str(run.id)}
    assert shown["last_skipped"] == {"scheduled_for": second, "execution_id": str(run.id)}
    assert shown["next"][0] > second, "it is not made up for"
    runner.slots.total = slots
    runner.start_queued_soon()
    assert (await finished(owner, str(run.id)))["status"] == "completed"
    third = await fire(app, workflow_id, 20)
    (shown,) = await schedules_of(owner, workflow_id)
    assert (shown["last"]["scheduled_for"], shown["last_skipped"]["scheduled_for"]) == (third, second)
    assert len(await runs_of(app, workflow_id)) == 2


async def test_ticks_overlap_unless_the_author_says_otherwise(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    app.resources.runner.slots.total = 0
    workflow_id = await publish(owner, chain(schedule(every_s=3600), SAID))
    for seconds_ago in (40, 30):
        await fire(app, workflow_id, seconds_ago)
    assert len(await runs_of(app, workflow_id)) == 2
    (shown,) = await schedules_of(owner, workflow_id)
    assert (shown["overlap"], shown["last_skipped"]) == ("allow", None)


async def test_of_ticks_that_come_together_the_first_is_run(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    workflow_id = await publish(owner, chain(schedule(every_s=5, overlap="skip"), SAID))
    first = await come(app, workflow_id, ago(30))
    await fire_due(app.resources.database, FailPoints())
    (run,) = await runs_of(app, workflow_id)
    (shown,) = await schedules_of(owner, workflow_id)
    assert shown["last"] == {"scheduled_for": text_of(first), "execution_id": str(run.id)}
    assert shown["last_skipped"]["scheduled_for"] >= text_of(first + timedelta(seconds=20))


async def test_another_word_for_overlap_keeps_a_draft_from_being_published(owner: httpx.AsyncClient) -> None:
    (problem,) = await problems_of(owner, chain(schedule(every_s=60, overlap="queue"), SAID))
    assert (problem["code"], problem["param"]) == ("param_invalid", "overlap")

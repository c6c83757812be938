"""Pages that are published and withdrawn at a set time: as they were then, once, whichever process is there."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from app.core.settings import Settings
from app.main import OnefoldApp, create_app
from app.pages.editing.scheduling import change_due_pages
from app.pages.models import Page
from tests.conftest import ONE_DATABASE, running
from tests.pages.conftest import Publish, node, tree

HOUR = timedelta(hours=1)


def text(words: str) -> dict[str, Any]:
    return node("t", "Text", text=words)


async def schedule(
    owner: httpx.AsyncClient, page: dict[str, Any], publish_at: datetime | None, unpublish_at: datetime | None
) -> httpx.Response:
    body = {
        "publish_at": publish_at.isoformat() if publish_at else None,
        "unpublish_at": unpublish_at.isoformat() if unpublish_at else None,
    }
    return await owner.put(f"/api/pages/{page['id']}/schedule", json=body)


async def pass_time(app: OnefoldApp, page: dict[str, Any], by: timedelta) -> None:
    """Move the times of a page into the past, as if so much time had gone by."""
    async with app.resources.database.session() as session:
        row = await session.get_one(Page, UUID(page["id"]))
        row.publish_at = row.publish_at and row.publish_at - by
        row.unpublish_at = row.unpublish_at and row.unpublish_at - by


async def look(app: OnefoldApp) -> int:
    return await change_due_pages(app.resources.database, app.resources.page_changes)


async def test_a_draft_is_published_as_it_was_and_withdrawn_later(
    app: OnefoldApp, owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    page = await publish("news", text("old"))
    url = f"/api/pages/{page['id']}"
    draft = await owner.put(f"{url}/draft", json=tree(text("new")), headers={"If-Match": '"r2"'})
    assert draft.is_success
    now = datetime.now(UTC)
    planned = await schedule(owner, page, now + HOUR, now + 3 * HOUR)
    assert planned.status_code == 200, planned.text
    assert (planned.json()["publish_version"], planned.json()["published_version"]) == (2, 1)
    assert planned.json()["publish_at"].startswith((now + HOUR).strftime("%Y-%m-%dT%H:%M"))
    listed = (await owner.get(f"{url}/versions")).json()["items"][0]
    assert (listed["number"], listed["published_at"]) == (2, planned.json()["publish_at"])
    # What is edited meanwhile is not what was planned.
    edited = await owner.put(
        f"{url}/draft", json=tree(text("half done")), headers={"If-Match": planned.headers["etag"]}
    )
    assert edited.is_success
    assert await look(app) == 0
    assert "old" in (await client.get("/p/news")).text
    await pass_time(app, page, HOUR)
    assert await look(app) == 1
    assert "new" in (await client.get("/p/news")).text
    shown = (await owner.get(url)).json()
    assert (shown["published_version"], shown["publish_at"], shown["publish_version"]) == (2, None, None)
    assert shown["unpublish_at"] is not None
    assert shown["revision"] > edited.json()["revision"], "who read the page before reads it anew"
    assert await look(app) == 0, "once"
    await pass_time(app, page, 2 * HOUR)
    assert await look(app) == 1
    assert (await client.get("/p/news")).status_code == 404
    assert (await owner.get(url)).json()["unpublish_at"] is None


@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_of_many_processes_one_publishes(
    app: OnefoldApp, settings: Settings, owner: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    made = (await owner.post("/api/pages", json={"slug": "a", "title": "A", "draft": tree(text("here"))})).json()
    assert (await schedule(owner, made, datetime.now(UTC) + HOUR, None)).is_success
    await pass_time(app, made, HOUR)
    async with running(create_app(settings)) as other:
        await asyncio.gather(*(look(one) for one in (app, other) * 5))
    read = (await owner.get(f"/api/pages/{made['id']}")).json()
    assert (read["published_version"], read["publish_at"]) == (1, None)
    assert read["revision"] == 3, "made, planned, published: each moved it on once"
    assert "here" in (await client.get("/p/a")).text


@ONE_DATABASE
async def test_the_runner_looks_by_itself_also_after_a_restart(
    app: OnefoldApp, settings: Settings, owner: httpx.AsyncClient, publish: Publish
) -> None:
    page = await publish("a", text("here"))
    assert (await schedule(owner, page, None, datetime.now(UTC) + HOUR)).is_success
    await pass_time(app, page, 2 * HOUR)
    async with asyncio.timeout(20):
        while (await owner.get(f"/api/pages/{page['id']}")).json()["published_version"] is not None:
            await asyncio.sleep(0.05)


@ONE_DATABASE
async def test_both_times_that_came_while_no_process_ran_count_in_their_order(
    app: OnefoldApp, owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    over = await publish("over", text("x"))
    back = await publish("back", text("x"))
    now = datetime.now(UTC)
    assert (await schedule(owner, over, now + HOUR, now + 2 * HOUR)).is_success
    assert (await schedule(owner, back, None, now + HOUR)).is_success
    await pass_time(app, over, 3 * HOUR)
    await pass_time(app, back, 3 * HOUR)
    async with app.resources.database.session() as session:
        row = await session.get_one(Page, UUID(back["id"]))
        row.publish_at, row.publish_version = now - timedelta(minutes=1), 1
    assert await look(app) == 2
    assert (await client.get("/p/over")).status_code == 404
    assert (await client.get("/p/back")).status_code == 200


@ONE_DATABASE
async def test_times_that_cannot_be_met_and_wrong_drafts_are_refused(
    owner: httpx.AsyncClient, publish: Publish
) -> None:
    page = await publish("a", text("x"))
    now = datetime.now(UTC)
    for times in ((now - HOUR, None), (None, now - HOUR), (now + 2 * HOUR, now + HOUR), (now + HOUR, now + HOUR)):
        refused = await schedule(owner, page, *times)
        assert (refused.status_code, refused.json()["code"]) == (422, "schedule_impossible")
    draft = {"slug": "b", "title": "B", "draft": tree(node("x", "Nothing"))}
    wrong = (await owner.post("/api/pages", json=draft)).json()
    refused = await schedule(owner, wrong, now + HOUR, None)
    assert (refused.status_code, refused.json()["code"]) == (422, "page_invalid")
    # Taken back: nothing happens.
    assert (await schedule(owner, page, now + HOUR, now + 2 * HOUR)).is_success
    taken_back = (await schedule(owner, page, None, None)).json()
    assert (taken_back["publish_at"], taken_back["publish_version"], taken_back["unpublish_at"]) == (None,) * 3

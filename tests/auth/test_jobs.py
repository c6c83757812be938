"""What the app removes by itself, and what it leaves alone."""

import asyncio
from datetime import timedelta

import pytest
from sqlmodel import func, select

from app.auth import jobs
from app.auth.models import AuditEvent, Session
from app.core.db.database import utc_now
from app.core.jobs import BATCH_SIZE
from app.core.settings import Settings
from app.main import OnefoldApp, create_app
from tests.auth.conftest import age_sessions
from tests.conftest import SignIn, running

KEPT = timedelta(days=2)


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """An audit log that is kept for two days."""
    return settings.model_copy(update={"audit_days": KEPT.days})


async def add_events(app: OnefoldApp, action: str, age: timedelta, count: int = 1) -> None:
    """Write audit events as if they had happened so long ago."""
    async with app.resources.database.session() as session:
        session.add_all([AuditEvent(action=action, created_at=utc_now() - age) for _ in range(count)])


async def actions_left(app: OnefoldApp) -> list[str]:
    """Return the actions in the audit log, oldest first."""
    async with app.resources.database.reader() as session:
        return list((await session.exec(select(AuditEvent.action).order_by(AuditEvent.created_at))).all())


async def count_sessions(app: OnefoldApp) -> int:
    async with app.resources.database.reader() as session:
        return (await session.exec(select(func.count()).select_from(Session))).one()


async def test_a_turn_takes_sessions_that_ended_and_leaves_the_others(app: OnefoldApp, sign_in: SignIn) -> None:
    await sign_in("viewer")
    await age_sessions(app, expires_at=utc_now() - timedelta(seconds=1))
    await sign_in("viewer")
    await age_sessions(app, last_seen_at=utc_now() - timedelta(hours=13))
    live = await sign_in("viewer")
    await app.resources.jobs.run("sessions")
    assert await count_sessions(app) == 1
    assert (await live.get("/api/auth/me")).status_code == 200
    assert 'onefold_job_runs_total{name="sessions",outcome="succeeded"} 1.0' in (await live.get("/metrics")).text


async def test_two_turns_at_once_take_every_batch_of_old_audit_events(app: OnefoldApp) -> None:
    await add_events(app, "old", KEPT + timedelta(hours=1), 2 * BATCH_SIZE + 3)
    await add_events(app, "young", KEPT - timedelta(hours=1))
    await add_events(app, "new", timedelta(0))
    await asyncio.gather(*(app.resources.jobs.run("audit-events") for _ in range(2)))
    assert await actions_left(app) == ["young", "new"]


async def test_the_app_tidies_without_being_asked(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(create_app(settings)) as app:
        await add_events(app, "old", timedelta(days=3))
        await add_events(app, "new", timedelta(days=1))
    monkeypatch.setattr(jobs, "FIRST_AFTER", timedelta(0))
    async with running(create_app(settings)) as app:
        while await actions_left(app) != ["new"]:
            await asyncio.sleep(0.01)

"""What tests of schedules share: a schedule that was due at a time, and the runs it has."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
from sqlmodel import col, select, update

from app.core.db.database import utc_now
from app.engine.models import Execution
from app.main import OnefoldApp
from app.schedules.models import Schedule
from tests.workflows.graphs import node

SAID = node("said", "set", values={"trigger": "{{ trigger }}"})


def schedule(**params: Any) -> dict[str, Any]:
    return node("clock", "trigger.schedule", **params)


ANY = {"If-Match": "*"}
YEARLY = schedule(cron="0 6 1 1 *", timezone="Europe/Berlin")


def text_of(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


async def schedules_of(client: httpx.AsyncClient, workflow_id: str) -> list[dict[str, Any]]:
    answer = await client.get(f"/api/workflows/{workflow_id}/schedules")
    assert answer.status_code == 200, answer.text
    assert answer.json()["next_cursor"] is None
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def ago(seconds: int) -> datetime:
    return utc_now().replace(microsecond=0) - timedelta(seconds=seconds)


async def come(app: OnefoldApp, workflow_id: str, tick: datetime) -> datetime:
    """Let the workflow's schedules have been due then; the firing task finds them within seconds."""
    async with app.resources.database.session() as session:
        await session.exec(
            update(Schedule).where(col(Schedule.workflow_id) == UUID(workflow_id)).values(next_at=tick)
        )
    return tick


async def runs_of(app: OnefoldApp, workflow_id: str) -> list[Execution]:
    async with app.resources.database.reader() as session:
        statement = select(Execution).where(Execution.workflow_id == UUID(workflow_id)).order_by(col(Execution.id))
        return list((await session.exec(statement)).all())

"""Runs are found by when they were queued, alone and with the other filters, and over pages."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import insert

from app.core.ids import named_uuid7
from app.engine.models import Execution
from app.main import OnefoldApp
from tests.engine.rows import new_row
from tests.servers import answered

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
WORKFLOW = uuid4()
MINUTES = range(6)


@pytest.fixture(autouse=True)
async def runs(app: OnefoldApp) -> None:
    """A run a minute from noon on, of two workflows in turn."""
    rows = []
    for minute in MINUTES:
        at = NOON + timedelta(minutes=minute)
        of = WORKFLOW if minute % 2 else None
        ended = {"status": "completed", "queued_at": at, "ended_at": at}
        rows.append(new_row(of) | ended | {"id": named_uuid7(at, "run")})
    async with app.resources.database.begin() as connection:
        await connection.execute(insert(Execution.__table__), rows)  # type: ignore[attr-defined]


async def list_minutes(client: httpx.AsyncClient, **filters: Any) -> list[int]:
    """Return the minutes after noon of the runs that are listed, as they are listed."""
    found: list[int] = []
    cursor: dict[str, str] = {}
    while True:
        page = answered(await client.get("/api/executions", params=filters | cursor | {"limit": 2})).json()
        found += [(datetime.fromisoformat(run["queued_at"]) - NOON).seconds // 60 for run in page["items"]]
        if page["next_cursor"] is None:
            return found
        cursor = {"cursor": page["next_cursor"]}


async def test_runs_are_found_by_when_they_were_queued(owner: httpx.AsyncClient) -> None:
    for filters, minutes in (
        ({"queued_from": "2026-03-01T12:02:00Z"}, [5, 4, 3, 2]),
        ({"queued_before": "2026-03-01T12:02:00Z"}, [1, 0]),
        ({"queued_from": "2026-03-01T13:01:00+01:00", "queued_before": "2026-03-01T12:04:00.001Z"}, [4, 3, 2, 1]),
        ({"queued_from": "2026-03-01T12:01:00Z", "workflow_id": str(WORKFLOW), "status": "completed"}, [5, 3, 1]),
        ({"queued_from": "2026-03-01T12:01:00Z", "status": "failed"}, []),
        ({"queued_from": "0001-01-01T00:00:00Z", "queued_before": "9999-12-31T23:59:59Z"}, [5, 4, 3, 2, 1, 0]),
        ({"queued_before": "1969-12-31T23:59:59Z"}, []),
    ):
        assert await list_minutes(owner, **filters) == minutes, filters
    for wrong, hint in (("yesterday", "such as 2026-03-01T12:00:00Z"), ("2026-03-01T12:00:00", "offset from UTC")):
        refused = await owner.get("/api/executions", params={"queued_from": wrong})
        assert (refused.status_code, refused.json()["code"]) == (422, "invalid_input")
        assert hint in refused.json()["detail"]

"""`onefold prune` deletes what the settings keep no longer, counts it, and leaves the rest."""

import asyncio
import json
import os
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import insert
from sqlmodel import select

from app.auth.models import AuditEvent
from app.core.db.database import Database, utc_now
from app.core.ids import named_uuid7
from app.engine.models import Execution
from app.main import OnefoldApp
from tests.cli.command import onefold
from tests.engine.rows import new_row
from tests.servers import answered
from tests.workflows.graphs import MANUAL, chain, publish


async def store_events(url: str, *ages: int) -> None:
    """Store audit events of so many days ago."""
    database = Database(url)
    async with database.session() as session:
        for days in ages:
            session.add(AuditEvent(action="made.up", created_at=utc_now() - timedelta(days=days)))
    await database.close()


async def list_ages(url: str) -> list[int]:
    """Return how many days ago the audit events are that are left."""
    database = Database(url)
    async with database.reader() as session:
        events = (await session.exec(select(AuditEvent))).all()
    await database.close()
    return sorted((utc_now() - event.created_at).days for event in events)


def test_what_is_old_by_the_settings_goes(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONEFOLD_DATABASE_URL", database_url)
    monkeypatch.setenv("ONEFOLD_AUDIT_DAYS", "30")
    uploads = tmp_path / "data" / "storage" / "uploads"
    uploads.mkdir(parents=True)
    (uploads / "left.part").write_text("half an upload")
    (uploads / "new.part").write_text("an upload under way")
    long_ago = (utc_now() - timedelta(days=2)).timestamp()
    os.utime(uploads / "left.part", (long_ago, long_ago))
    asyncio.run(store_events(database_url, 1, 29, *[31] * 600))
    result = onefold("prune", "--json")
    assert result.exit_code == 0, result.output
    deleted = json.loads(result.stdout)
    assert (deleted["audit-events"], deleted["upload-leftovers"]) == (600, 1)
    assert asyncio.run(list_ages(database_url)) == [1, 29]
    assert [path.name for path in uploads.iterdir()] == ["new.part"]
    assert "0 deleted in all." in onefold("prune").stdout


async def test_it_works_beside_a_running_server(
    database_url: str, app: OnefoldApp, owner: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONEFOLD_DATABASE_URL", database_url)
    workflow_id = await publish(owner, chain(MANUAL))
    long_ago = utc_now() - timedelta(days=400)
    ended = {"status": "completed", "ended_at": long_ago}
    old = [new_row(workflow_id) | ended | {"id": named_uuid7(long_ago, f"{number}")} for number in range(450)]
    async with app.resources.database.begin() as connection:
        await connection.execute(insert(Execution.__table__), old)  # type: ignore[attr-defined]
    pruning = asyncio.create_task(asyncio.to_thread(onefold, "prune", "--json"))
    ran = await owner.post(f"/api/workflows/{workflow_id}/execute", json={"input": 1, "wait_seconds": 30})
    result = await pruning
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["executions"] == len(old)
    left = answered(await owner.get("/api/executions")).json()["items"]
    assert [(run["id"], run["status"]) for run in left] == [(ran.json()["id"], "completed")]

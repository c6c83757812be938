"""The events of runs as they are written, read from the database: of one run, or of all from now on."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlmodel import col, or_, select

from app.core.db.database import Database, utc_now
from app.core.ids import named_uuid7
from app.engine.journal.events import TERMINAL_TYPES
from app.engine.models import ACTIVE, Execution
from app.engine.queries import EVENTS_PAGE, read_events
from app.executions.service import require_execution

LOOK_EVERY_S = 0.25
RECENT = timedelta(seconds=30)
"""How long ago a run may have begun that was not seen before: clocks differ, and a short one has ended by now."""
MAX_RUNS = 200
"""Runs that are looked at each time, the newest of those under way and of those that began just now."""

Followed = tuple[UUID, dict[str, Any]]


class Follower:
    """Reads what is new each `LOOK_EVERY_S`."""

    def __init__(self, database: Database, only: UUID | None) -> None:
        self._database = database
        self._only = only
        self._began_at = utc_now()
        self._after: dict[UUID, int] = {}

    async def begin(self) -> None:
        """Note what has happened up to now. Raises ExecutionNotFound."""
        if self._only is not None:
            async with self._database.reader() as session:
                await require_execution(session, self._only)
            self._after[self._only] = 0
        else:
            # What is known already is not new; only what comes from here on is.
            self._after = await self._look()

    async def events(self) -> AsyncIterator[Followed]:
        """Yield run and event, those of a run in order; ends with the one run."""
        while True:
            for run_id, last_seq in (await self._look()).items():
                if last_seq > self._after.get(run_id, 0):
                    async for event in self._read(run_id):
                        yield run_id, event
                        if self._only is not None and event["type"] in TERMINAL_TYPES:
                            return
            await asyncio.sleep(LOOK_EVERY_S)

    async def _look(self) -> dict[UUID, int]:
        """Return the runs to be followed, oldest first, with the `seq` of their newest event."""
        statement = select(Execution.id, Execution.last_seq)
        if self._only is not None:
            statement = statement.where(Execution.id == self._only)
        else:
            recent = named_uuid7(max(self._began_at, utc_now() - RECENT), "")
            statement = statement.where(or_(col(Execution.status).in_(ACTIVE), col(Execution.id) > recent))
        async with self._database.reader() as session:
            rows = (await session.exec(statement.order_by(col(Execution.id).desc()).limit(MAX_RUNS))).all()
        found = dict(reversed(rows))
        self._after = {run_id: seq for run_id, seq in self._after.items() if run_id in found}
        return found

    async def _read(self, run_id: UUID) -> AsyncIterator[dict[str, Any]]:
        has_more = True
        while has_more:
            async with self._database.reader() as session:
                rows, has_more = await read_events(session, run_id, self._after.get(run_id, 0), EVENTS_PAGE)
            for seq, _, body in rows:
                self._after[run_id] = seq
                yield json.loads(body)

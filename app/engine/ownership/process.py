"""This process's part in the runs of all: its journal, its watchers, its claims, and the runs that it executes."""

import asyncio
import contextlib
from functools import partial
from uuid import UUID

from prometheus_client import CollectorRegistry, Counter
from sqlalchemy.exc import DBAPIError

from app.core.db.database import Database
from app.core.failpoints import FailPoints
from app.core.tasks import SupervisedTask, Supervisor
from app.engine import queries
from app.engine.journal.events import ExecutionCancelled, NewEvent, new_event
from app.engine.journal.live import EventBroadcaster, listen
from app.engine.journal.operations import FinalState
from app.engine.journal.writer import Journal
from app.engine.ownership.active_runs import ActiveRuns
from app.engine.ownership.claims import Claims


class ExecutionProcess:
    """Open from `start_up()` to `shut_down()`; the runner starts after it and stops before it."""

    def __init__(
        self, database: Database, failpoints: FailPoints, supervisor: Supervisor, metrics: CollectorRegistry
    ) -> None:
        self.database = database
        self.active = ActiveRuns()
        self.claims = Claims(database, self.active.stop_all)
        self.broadcaster = EventBroadcaster(database)
        self.journal = Journal(database, self.broadcaster, self.claims.name, failpoints, supervisor)
        self._supervisor = supervisor
        self._ignored = Counter(
            "onefold_notifications_ignored",
            "Notifications of the database about executions that could not be read.",
            registry=metrics,
        )
        self._tasks: list[SupervisedTask] = []
        self._checks: set[asyncio.Task[None]] = set()

    async def start_up(self) -> None:
        """Take the lock of this process, start the writer, and on SQLite adopt every run that was left behind."""
        await self.claims.acquire()
        if self.claims.is_shared:
            import psycopg  # noqa: PLC0415 - 9 MB that SQLite has no use for

            self.broadcaster.listen_to_remote_writes(self._check_soon)
            follow = partial(listen, self.database, self.broadcaster, self.claims.name, self._ignored)
            self._tasks = [
                self._supervisor.start("liveness", self.claims.watch),
                self._supervisor.start("listen", follow, expected=(psycopg.Error,)),
            ]
        await self.journal.start()
        if not self.claims.is_shared:
            await self.claims.requeue_owned()

    async def shut_down(self) -> None:
        """Stop the writer once it has written everything, then give the lock back."""
        await self.journal.close()
        for task in self._tasks:
            await task.stop()
        for check in self._checks:
            check.cancel()
        await asyncio.gather(*self._checks, return_exceptions=True)
        await self.claims.release()

    async def end_run(self, execution_id: UUID, event: NewEvent, final: FinalState) -> bool:
        """End a run from outside, wherever it runs; False when it had ended already."""
        ended = await self.journal.end(execution_id, event, final)
        if ended:
            self.active.stop(execution_id)
        return ended

    async def cancel(self, execution_id: UUID) -> bool:
        """End a run as cancelled, wherever it runs; False when it had ended already."""
        event = new_event(str(execution_id), ExecutionCancelled.new())
        return await self.end_run(execution_id, event, FinalState("cancelled"))

    def _check_soon(self, execution_id: UUID) -> None:
        """Another process wrote to this run: if it runs here, it may no longer be ours."""
        if execution_id not in self.active:
            return
        task = asyncio.create_task(self._check(execution_id))
        self._checks.add(task)
        task.add_done_callback(self._checks.discard)

    async def _check(self, execution_id: UUID) -> None:
        # Without an answer the run goes on until its next write, which its epoch refuses.
        with contextlib.suppress(DBAPIError):
            async with self.database.reader() as session:
                row = await queries.find_execution(session, execution_id)
            if row is not None and row.owner != self.claims.owner:
                self.active.stop(execution_id)

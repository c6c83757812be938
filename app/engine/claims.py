"""This process as an owner of runs: its journal, its live hub, its lock, and the claims it makes.

A run belongs to whoever holds `(owner, epoch)` on its row. A claim is a compare-and-set that raises the epoch, so
that whatever an earlier owner still writes is refused.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import psycopg
import structlog
from prometheus_client import CollectorRegistry, Counter
from sqlalchemy import case
from sqlalchemy.exc import DBAPIError
from sqlmodel import col, select, update

from app.core.db.database import Database, sqlite_path, utc_now
from app.core.failpoints import FailPoints
from app.core.tasks import SupervisedTask, Supervisor
from app.engine import queries
from app.engine.events import Draft, draft, read_path
from app.engine.journal import Journal, LostClaim
from app.engine.live import LiveHub, listen
from app.engine.liveness import PostgresLock, SQLiteLock
from app.engine.models import ACTIVE, Execution, ExecutionAnswer
from app.engine.store import Ending
from app.engine.stored_values import Kept, StoredValue, StoredValues

log = structlog.get_logger("app.executions")

STRAY_AGE = timedelta(seconds=5)
# Well under what it takes until a process counts as dead (app.executions.liveness).
CONFIRMED_WITHIN_S = 3.0
MAX_OVERDUE = 200
MAX_DUE = 1000
OVERDUE = {
    "code": "execution_timed_out",
    "message": "It took longer than its workflow's timeout_s allows.",
    "node": None,
    "attempt": None,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person decided about an attempt of a node that waits: `repeat`, `complete` (with `output`) or `fail`."""

    node_id: str
    iteration: tuple[int, ...]
    attempt: int
    action: str
    output: Any


@dataclass(frozen=True, slots=True)
class ClaimedRun:
    """A run that is ours now, with its journal as `(key, body)` pairs, what people answered, and what the journal
    keeps of its values beside what it shows."""

    row: Execution
    journal: list[tuple[str, str]]
    answers: list[Answer]
    kept: Mapping[int, Kept] = field(default_factory=dict)
    stored: Sequence[StoredValue] = ()


class ExecutionProcess:
    """Open from `start_up()` to `shut_down()`; the runner starts after it and stops before it."""

    def __init__(
        self, database: Database, failpoints: FailPoints, supervisor: Supervisor, metrics: CollectorRegistry
    ) -> None:
        self._database = database
        self.name = uuid4().hex
        self.hub = LiveHub(database)
        self.journal = Journal(database, self.hub, self.name, failpoints, supervisor)
        self._file_lock: SQLiteLock | None = None
        self._lock: PostgresLock | None = None
        self._supervisor = supervisor
        self._ignored = Counter(
            "onefold_notifications_ignored",
            "Notifications of the database about executions that could not be read.",
            registry=metrics,
        )
        self._tasks: list[SupervisedTask] = []
        self._stop_run: Callable[[UUID], Awaitable[None]] | None = None
        self._stop_all: Callable[[], Awaitable[None]] | None = None
        self._is_running: Callable[[UUID], bool] = lambda _: False
        self._checks: set[asyncio.Task[None]] = set()

    @property
    def owner(self) -> str:
        """The name this process claims runs under."""
        return self._lock.owner if self._lock else self.name

    def on_ended(
        self,
        stop_run: Callable[[UUID], Awaitable[None]],
        stop_all: Callable[[], Awaitable[None]],
        is_running: Callable[[UUID], bool],
    ) -> None:
        """Call `stop_run(id)` when a run was ended or taken over, `stop_all()` when our lock was lost.

        `is_running(id)` says whether a run is here at all; about others nobody is asked.
        """
        self._stop_run, self._stop_all, self._is_running = stop_run, stop_all, is_running

    async def start_up(self) -> None:
        """Take the lock of this process, start the writer, and on SQLite adopt every run that was left behind."""
        path = sqlite_path(self._database.url)
        if path is not None:
            self._file_lock = SQLiteLock(path)
            self._file_lock.acquire()
        else:
            self._lock = PostgresLock(self._database, self._lost)
            await self._lock.acquire()
            self.hub.on_foreign_write(self._check_soon)
            self._tasks = [
                self._supervisor.start("liveness", self._lock.watch),
                self._supervisor.start("listen", self._listen, expected=(psycopg.Error,)),
            ]
        await self.journal.start()
        if self._file_lock:
            await self._requeue(col(Execution.owner).is_not(None))

    async def shut_down(self) -> None:
        """Stop the writer once it has written everything, then give the lock back."""
        await self.journal.close()
        for task in self._tasks:
            await task.stop()
        for check in self._checks:
            check.cancel()
        await asyncio.gather(*self._checks, return_exceptions=True)
        if self._lock:
            await self._lock.release()
        if self._file_lock:
            self._file_lock.release()

    async def claim(self, limit: int) -> list[ClaimedRun]:
        """Return up to `limit` queued runs without an owner, oldest first, now ours."""
        async with self._database.session() as session:
            statement = (
                select(Execution)
                .where(Execution.status == "queued", col(Execution.owner).is_(None))
                .order_by(col(Execution.id))  # made in the order they were queued, and read so from an index
                .limit(limit)
                .with_for_update(skip_locked=True)
            )
            rows = list((await session.exec(statement)).all())
            for row in rows:
                row.owner = self.owner
                row.epoch += 1
                row.wake_at = None
                session.add(row)
        claimed = []
        async with self._database.reader() as session:
            kept = await queries.read_kept(session, [row.id for row in rows])
            for row in rows:
                journal = await queries.read_journal(session, row.id)
                answers = [_read_answer(answer) for answer in await queries.read_answers(session, row.id)]
                stored = await queries.read_values(session, row.id) if row.id in kept else []
                claimed.append(ClaimedRun(row, journal, answers, kept.get(row.id, {}), stored))
        return claimed

    async def confirm_claims(self) -> None:
        """Return when nobody else can have taken this process's runs over; raises LostClaim.

        To be asked right before something leaves the process: after a pause (a frozen host, a stopped process) its
        runs may be another's, whose effects would be sent twice.
        """
        if self._lock is not None and not await self._lock.is_held(CONFIRMED_WITHIN_S):
            raise LostClaim("the lock of this process is gone")

    async def read_shown(self, execution_id: UUID, seq: int) -> dict[str, Any]:
        """Return the values of an event of which the event itself shows previews, whole, as people may see them."""
        async with self._database.reader() as session:
            kept = (await queries.read_kept(session, [execution_id])).get(execution_id, {}).get(seq)
            if kept is None or kept.packed is None:
                return {}
            values = StoredValues(await queries.read_values(session, execution_id), lambda row: row.body)
        found: dict[str, Any] = values.unpack(kept.packed)
        return found

    async def requeue_orphans(self) -> None:
        """Give the runs of dead processes back to the queue (Postgres; on SQLite there is one process)."""
        if self._lock is None:
            return
        async with self._database.reader() as session:
            owners = (
                select(Execution.owner)
                .distinct()
                .where(col(Execution.status).in_(ACTIVE), Execution.owner != self.owner)
            )
            found = list((await session.exec(owners)).all())
        for owner in filter(None, found):
            await self._lock.try_lock_of(owner, partial(self._requeue_of, owner))

    async def requeue_strays(self, running: Container[UUID]) -> None:
        """Give back what is ours on paper and does not run here: its start or end went wrong on the way to the
        database. Only what is older than a moment, so that a run between its commit and its start is left alone."""
        mine = select(Execution.id).where(
            col(Execution.status).in_(ACTIVE),
            Execution.owner == self.owner,
            col(Execution.queued_at) < utc_now() - STRAY_AGE,
        )
        async with self._database.reader() as session:
            strays = [execution_id for execution_id in await session.exec(mine) if execution_id not in running]
        if strays:
            await self._requeue(Execution.owner == self.owner, col(Execution.id).in_(strays))

    async def _requeue_of(self, owner: str) -> None:
        await self._requeue(Execution.owner == owner)

    async def _requeue(self, *which: Any) -> None:
        """Queue active runs anew under another epoch, so that whoever had them writes nothing more."""
        waits = col(Execution.status) == "waiting"
        changes = {
            "owner": None,
            # One that only waited shows so until it is taken, and was not what ended its process.
            "status": case((waits, "waiting"), else_="queued"),
            "wake_at": case((waits, utc_now())),
            "epoch": Execution.epoch + 1,
            "crashes": Execution.crashes + case((waits, 0), else_=1),
        }
        async with self._database.session() as session:
            statement = update(Execution).where(col(Execution.status).in_(ACTIVE), *which).values(changes)
            result = await session.exec(statement)
        if result.rowcount:
            log.warning("runs_requeued", count=result.rowcount)

    async def wake_due(self) -> None:
        """Queue the parked runs whose time has come: any process may, the first one does."""
        due = (
            select(Execution.id)
            .where(col(Execution.wake_at) <= utc_now(), Execution.status == "waiting")
            .order_by(col(Execution.wake_at))
            .limit(MAX_DUE)
        )
        async with self._database.reader() as session:
            found = list(await session.exec(due))
        if not found:
            return
        async with self._database.session() as session:
            await session.exec(
                update(Execution)
                .where(
                    col(Execution.id).in_(found), col(Execution.status) == "waiting", col(Execution.owner).is_(None)
                )
                .values(status="queued", wake_at=None)
            )

    async def cancel(self, execution_id: UUID) -> bool:
        """End a run as cancelled, wherever it runs; False when it had ended already."""
        return await self._end(execution_id, draft(str(execution_id), "execution.cancelled"), Ending("cancelled"))

    async def end_overdue(self) -> None:
        """End the runs whose time is up, wherever they run or wait: any process may, the first one does."""
        overdue = (
            select(Execution.id)
            .where(col(Execution.status).in_(ACTIVE), col(Execution.deadline) < utc_now())
            .limit(MAX_OVERDUE)
        )
        async with self._database.reader() as session:
            found = list(await session.exec(overdue))
        for execution_id in found:
            event = draft(str(execution_id), "execution.timed_out", error=OVERDUE)
            await self._end(execution_id, event, Ending("timed_out", None, OVERDUE))

    async def _end(self, execution_id: UUID, event: Draft, ending: Ending) -> bool:
        ended = await self.journal.end(execution_id, event, ending)
        if ended and self._stop_run:
            await self._stop_run(execution_id)
        return ended

    async def _listen(self) -> None:
        await listen(self._database, self.hub, self.name, self._ignored)

    async def _lost(self) -> None:
        if self._stop_all:
            await self._stop_all()

    def _check_soon(self, execution_id: UUID) -> None:
        """Another process wrote to this run: if it runs here, it may no longer be ours."""
        if not self._is_running(execution_id):
            return
        task = asyncio.create_task(self._check(execution_id))
        self._checks.add(task)
        task.add_done_callback(self._checks.discard)

    async def _check(self, execution_id: UUID) -> None:
        # Without an answer the run goes on until its next write, which its epoch refuses.
        with contextlib.suppress(DBAPIError):
            async with self._database.reader() as session:
                row = await queries.find_execution(session, execution_id)
            if row is not None and row.owner != self.owner and self._stop_run:
                await self._stop_run(execution_id)


def _read_answer(row: ExecutionAnswer) -> Answer:
    return Answer(row.node_id, read_path(row.iteration), row.attempt, row.action, row.output)

"""Which runs are this process's: its lock, its name, and the claims it makes under it.

A run belongs to whoever holds `(owner, epoch)` on its row. A claim is a compare-and-set that raises the epoch, so
that whatever an earlier owner still writes is refused.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import structlog
from sqlalchemy import case
from sqlmodel import col, select, update

from app.core.db.database import Database, utc_now
from app.core.db.urls import sqlite_path
from app.engine import queries
from app.engine.journal.events import read_path
from app.engine.journal.history import Decision
from app.engine.journal.stored_values import Kept, StoredValue
from app.engine.journal.writer import LostClaim
from app.engine.models import ACTIVE, Execution, ExecutionDecision
from app.engine.ownership.sqlite_lock import SQLiteLock

if TYPE_CHECKING:
    from app.engine.ownership.liveness import PostgresLock

log = structlog.get_logger("onefold.engine.ownership.claims")

# Well under what it takes until a process counts as dead (app.engine.ownership.liveness).
CONFIRMED_WITHIN_S = 3.0


@dataclass(frozen=True, slots=True)
class ClaimedRun:
    """A run that is ours now, with its journal as `(key, body)` pairs, what people decided, and what the journal
    keeps of its values beside what it shows."""

    row: Execution
    journal: list[tuple[str, str]]
    decisions: list[Decision]
    kept: Mapping[int, Kept] = field(default_factory=dict)
    stored: Sequence[StoredValue] = ()


class Claims:
    """What this process owns, from `acquire()` to `release()`; `on_lost` is called when others may take it all."""

    def __init__(self, database: Database, on_lost: Callable[[], None]) -> None:
        self._database = database
        self._on_lost = on_lost
        self._file_lock: SQLiteLock | None = None
        self._lock: PostgresLock | None = None
        self.name = uuid4().hex
        """Of this process, for as long as it lives."""

    @property
    def owner(self) -> str:
        """The name this process claims runs under."""
        return self._lock.owner if self._lock else self.name

    @property
    def is_shared(self) -> bool:
        """Whether other processes may claim runs too."""
        return self._lock is not None

    async def acquire(self) -> None:
        """Take the lock of this process; raises DatabaseInUse on SQLite when another one has it."""
        path = sqlite_path(self._database.url)
        if path is not None:
            self._file_lock = SQLiteLock(path)
            self._file_lock.acquire()
        else:
            # With it comes the driver of Postgres, whose 9 MB SQLite has no use for.
            from app.engine.ownership.liveness import PostgresLock  # noqa: PLC0415

            self._lock = PostgresLock(self._database, self._on_lost)
            await self._lock.acquire()

    async def watch(self) -> None:
        """Say each second that this process is alive, until cancelled (where others may claim runs too)."""
        assert self._lock is not None
        await self._lock.watch()

    async def release(self) -> None:
        """Give the lock back."""
        if self._lock:
            await self._lock.release()
        if self._file_lock:
            self._file_lock.release()

    async def confirm(self) -> None:
        """Return when nobody else can have taken this process's runs over; raises LostClaim.

        To be asked right before something leaves the process: after a pause (a frozen host, a stopped process) its
        runs may be another's, whose effects would be sent twice.
        """
        if self._lock is not None and not await self._lock.is_held(CONFIRMED_WITHIN_S):
            raise LostClaim("the lock of this process is gone")

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
                decisions = [_read_decision(decision) for decision in await queries.read_decisions(session, row.id)]
                stored = await queries.read_values(session, row.id) if row.id in kept else []
                claimed.append(ClaimedRun(row, journal, decisions, kept.get(row.id, {}), stored))
        return claimed

    async def requeue_if_dead(self, owner: str) -> bool:
        """Queue the runs of another process anew if it is dead; False when it lives."""
        assert self._lock is not None
        return await self._lock.try_lock_of(owner, partial(self.requeue, Execution.owner == owner))

    async def is_dead(self, owner: str) -> bool:
        """Return whether the process of another name has ended; on SQLite there is no other."""
        return self._lock is None or await self.requeue_if_dead(owner)

    async def requeue_owned(self) -> None:
        """Queue every run anew that somebody owns: whoever that was is dead (where there is but one process)."""
        await self.requeue(col(Execution.owner).is_not(None))

    async def requeue(self, *which: Any) -> None:
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


def _read_decision(row: ExecutionDecision) -> Decision:
    return Decision(row.node_id, read_path(row.iteration), row.attempt, row.action, row.output)

"""The SQL of the journal: one batch of operations in one transaction, in the writer's thread.

Synchronous on purpose: a whole batch costs one hop to the thread instead of one per statement. On Postgres the
execution rows are locked by a statement of their own, in id order, before anything of theirs is read or written.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, bindparam, func, insert, select, text, update
from sqlalchemy import create_engine as create_sync_engine
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlmodel import col

from app.core.db.database import Database, attach_pooler_hooks, attach_sqlite_hooks, postgres_options, utc_now
from app.engine.events import Draft
from app.engine.models import (
    ACTIVE,
    Execution,
    ExecutionAnswer,
    execution_event,
    execution_event_kept,
    execution_value,
)
from app.engine.stored_values import Kept, StoredValue

NOTIFY_CHANNEL = "onefold_executions"
NOTIFY_IDS = 200  # 37 bytes each, under the 8,000 byte limit of a Postgres payload

_execution: Any = Execution.__table__  # type: ignore[attr-defined]


@dataclass(slots=True)
class Accept:
    """Store a new execution; `row` holds the column values, `kept` and `stored` what its trigger does not show."""

    row: dict[str, Any]
    kept: Kept | None = None
    stored: Sequence[StoredValue] = ()


@dataclass(slots=True)
class Ending:
    """A terminal status with what it leaves."""

    status: str
    result: Any = None
    error: dict[str, Any] | None = None


@dataclass(slots=True)
class Append:
    """Add events to a run. With `epoch` only its owner may; without, anybody may end a run that is active."""

    execution_id: UUID
    events: list[Draft]
    epoch: int | None = None
    expected_seq: int | None = None
    ending: Ending | None = None
    status: str | None = None
    release: bool = False
    answers: int | None = None
    wake_at: datetime | None = None
    stored: Sequence[StoredValue] = ()
    written: list[tuple[int, str, str]] = field(default_factory=list)
    refused: bool = False


Operation = Accept | Append


@dataclass(slots=True)
class _Row:
    """An execution as this batch leaves it."""

    epoch: int
    status: str
    last_seq: int
    started_at: datetime | None
    owner: str | None
    crashes: int
    wake_at: datetime | None = None
    ended_at: datetime | None = None
    result: Any = None
    error: Any = None


class JournalStore:
    """Writes batches. `process` marks our own notifications, so that we skip them when they come back."""

    def __init__(self, database: Database, process: str) -> None:
        self.process = process
        self.is_sqlite = database.is_sqlite
        self.engine: Engine = _sync_engine(database)
        insert_for = sqlite_insert if self.is_sqlite else postgres_insert
        self._accept = insert_for(_execution).on_conflict_do_nothing()
        self._lock = (
            select(
                col(Execution.id),
                col(Execution.epoch),
                col(Execution.status),
                col(Execution.last_seq),
                col(Execution.started_at),
                col(Execution.owner),
                col(Execution.crashes),
            )
            .where(col(Execution.id).in_(bindparam("ids", expanding=True)))
            .order_by(col(Execution.id))
        )
        if not self.is_sqlite:
            self._lock = self._lock.with_for_update()
        columns = ("epoch", "status", "last_seq", "started_at", "owner", "crashes", "wake_at")
        where = _execution.c.id == bindparam("row_id")
        self._advance = update(_execution).where(where).values({name: bindparam(f"new_{name}") for name in columns})
        ended = (*columns, "ended_at", "result", "error")
        self._finish = update(_execution).where(where).values({name: bindparam(f"new_{name}") for name in ended})
        self._events = insert(execution_event)
        self._kept = insert_for(execution_event_kept).on_conflict_do_nothing()
        self._values = insert_for(execution_value).on_conflict_do_nothing()

    def write(self, operations: Sequence[Operation]) -> None:
        """Commit all operations together. Marks those that were refused and fills in what was written."""
        with self.engine.begin() as connection:
            accepts = [op for op in operations if isinstance(op, Accept)]
            if accepts:
                connection.execute(self._accept, [op.row for op in accepts])
                triggers = [_kept_row(op.row["id"], 0, op.kept) for op in accepts if op.kept]
                self._insert_values(connection, triggers, _value_rows((op.row["id"], op.stored) for op in accepts))
            appends = [op for op in operations if isinstance(op, Append)]
            if appends:
                self._append(connection, appends)

    def _append(self, connection: Connection, appends: list[Append]) -> None:
        ids = list({op.execution_id for op in appends})
        rows = {
            r.id: _Row(r.epoch, r.status, r.last_seq, r.started_at, r.owner, r.crashes)
            for r in connection.execute(self._lock, {"ids": ids})
        }
        inserts: list[dict[str, Any]] = []
        kept: list[dict[str, Any]] = []
        applied: list[Append] = []
        touched: set[UUID] = set()
        for op in appends:
            op.written, op.refused = [], False
            row = rows.get(op.execution_id)
            if row is None or not self._may_write(connection, op, row):
                op.refused = row is None or not op.written
                continue
            for event in op.events:
                row.last_seq += 1
                body = event.body(row.last_seq)
                op.written.append((row.last_seq, event.type, body))
                inserts.append({"execution_id": op.execution_id, "seq": row.last_seq, "key": event.key, "body": body})
                if event.kept is not None:
                    kept.append(_kept_row(op.execution_id, row.last_seq, event.kept))
            applied.append(op)
            _change(row, op)
            if op.answers is not None and self._count_answers(connection, op.execution_id) <= op.answers:
                row.status, row.wake_at = "waiting", op.wake_at
            elif op.answers is not None:
                row.status, row.wake_at = "queued", None
            touched.add(op.execution_id)
        if inserts:
            connection.execute(self._events, inserts)
        self._insert_values(connection, kept, _value_rows((op.execution_id, op.stored) for op in applied))
        self._update(connection, rows, touched)
        if touched and not self.is_sqlite:
            self._notify(connection, list(touched))

    def _insert_values(
        self, connection: Connection, kept: list[dict[str, Any]], values: list[dict[str, Any]]
    ) -> None:
        """A value that is stored already stays as it is: its hash says that it is the same."""
        if kept:
            connection.execute(self._kept, kept)
        if values:
            connection.execute(self._values, values)

    def _count_answers(self, connection: Connection, execution_id: UUID) -> int:
        """Counted with the row locked: an answer either comes before and is seen, or finds the run parked."""
        statement = select(func.count()).where(col(ExecutionAnswer.execution_id) == execution_id)
        return connection.execute(statement).scalar_one()

    def _may_write(self, connection: Connection, op: Append, row: _Row) -> bool:
        """Return whether the operation still applies. One that a lost connection committed before is filled in."""
        if op.expected_seq is not None and row.last_seq > op.expected_seq and op.events:
            self._recognise(connection, op)
            return False
        if row.status not in ACTIVE or (op.expected_seq is not None and row.last_seq < op.expected_seq):
            return False
        return op.epoch is None or op.epoch == row.epoch

    def _recognise(self, connection: Connection, op: Append) -> None:
        seqs = range((op.expected_seq or 0) + 1, (op.expected_seq or 0) + 1 + len(op.events))
        stored = connection.execute(
            select(execution_event.c.seq, execution_event.c.key, execution_event.c.body)
            .where(execution_event.c.execution_id == op.execution_id, execution_event.c.seq.in_(list(seqs)))
            .order_by(execution_event.c.seq)
        ).all()
        mine = [(seq, event.key, event.body(seq)) for seq, event in zip(seqs, op.events, strict=True)]
        if [tuple(row) for row in stored] == mine:
            op.written = [(seq, event.type, event.body(seq)) for seq, event in zip(seqs, op.events, strict=True)]

    def _update(self, connection: Connection, rows: dict[UUID, _Row], touched: set[UUID]) -> None:
        advanced, finished = [], []
        for execution_id in touched:
            row = rows[execution_id]
            values = {
                "row_id": execution_id,
                "new_epoch": row.epoch,
                "new_status": row.status,
                "new_last_seq": row.last_seq,
                "new_started_at": row.started_at,
                "new_owner": row.owner,
                "new_crashes": row.crashes,
                "new_wake_at": row.wake_at,
            }
            if row.ended_at is None:
                advanced.append(values)
            else:
                finished.append(
                    values | {"new_ended_at": row.ended_at, "new_result": row.result, "new_error": row.error}
                )
        if advanced:
            connection.execute(self._advance, advanced)
        if finished:
            connection.execute(self._finish, finished)

    def _notify(self, connection: Connection, ids: list[UUID]) -> None:
        for start in range(0, len(ids), NOTIFY_IDS):
            payload = " ".join([self.process, *(i.hex for i in ids[start : start + NOTIFY_IDS])])
            connection.execute(
                text("SELECT pg_notify(:channel, :payload)"), {"channel": NOTIFY_CHANNEL, "payload": payload}
            )

    def close(self) -> None:
        """Close the writer's connection."""
        self.engine.dispose()


def _kept_row(execution_id: UUID, seq: int, kept: Kept) -> dict[str, Any]:
    return {"execution_id": execution_id, "seq": seq, "packed": kept.packed, "sealed": kept.sealed}


def _value_rows(stored: Iterable[tuple[UUID, Sequence[StoredValue]]]) -> list[dict[str, Any]]:
    return [
        {"execution_id": execution_id, "hash": value.hash, "body": value.body, "sealed": value.sealed}
        for execution_id, values in stored
        for value in values
    ]


def _change(row: _Row, op: Append) -> None:
    if row.started_at is None and op.epoch is not None:
        row.started_at = utc_now()
    if op.epoch is not None and op.events:
        row.crashes = 0  # it came further than the attempts that were cut off
    if op.ending is not None:
        row.status = op.ending.status
        row.ended_at = utc_now()
        row.result, row.error = op.ending.result, op.ending.error
        row.epoch += 1
        row.owner = None
    elif op.release:
        if row.status == "waiting":
            row.wake_at = utc_now()  # it shows that it waits, and is taken as if it were queued
        else:
            row.status = "queued"
        row.owner = None
        row.epoch += 1
    elif op.epoch is not None:
        row.status = op.status or "running"


def _sync_engine(database: Database) -> Engine:
    url = database.engine.url
    if database.is_sqlite:
        engine = create_sync_engine(
            url.set(drivername="sqlite"), pool_size=1, max_overflow=0, connect_args={"check_same_thread": False}
        )
        attach_sqlite_hooks(engine)
        return engine
    options = postgres_options(url, pooled=database.is_pooled)
    engine = create_sync_engine(**options, pool_size=1, max_overflow=0, pool_pre_ping=False)
    if database.is_pooled:
        attach_pooler_hooks(engine)
    return engine

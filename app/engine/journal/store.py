"""The SQL of the journal: one batch of operations in one transaction, in the writer's thread.

Synchronous on purpose: a whole batch costs one hop to the thread instead of one per statement. On Postgres the
execution rows are locked by a statement of their own, in id order, before anything of theirs is read or written.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, Update, bindparam, func, insert, select, text, update
from sqlalchemy import create_engine as create_sync_engine
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlmodel import col

from app.core.db.database import Database, attach_pooler_hooks, attach_sqlite_hooks, postgres_options, utc_now
from app.core.idempotency.models import IdempotentRequest
from app.engine.journal.events import NewEvent
from app.engine.journal.new_runs import insert_new
from app.engine.journal.operations import (
    AppendEvents,
    CreateRun,
    EndRun,
    FinishRun,
    Operation,
    OwnedWrite,
    ParkRun,
    ReleaseRun,
)
from app.engine.journal.stored_values import Kept, StoredValue
from app.engine.models import (
    ACTIVE,
    Execution,
    ExecutionDecision,
    execution_event,
    execution_event_kept,
    execution_value,
)

NOTIFY_CHANNEL = "onefold_executions"
NOTIFY_IDS = 200  # 37 bytes each, under the 8,000 byte limit of a Postgres payload

_execution: Any = Execution.__table__  # type: ignore[attr-defined]
_request: Any = IdempotentRequest.__table__  # type: ignore[attr-defined]

Change = AppendEvents | FinishRun | ReleaseRun | ParkRun | EndRun
Written = list[tuple[int, str, str]]
"""`(seq, type, body)` of the events that an operation has written."""

# What a write may change of an execution, and what its end sets besides.
_STATE = ("epoch", "status", "last_seq", "size", "started_at", "owner", "crashes", "wake_at")
_FINAL_STATE = (*_STATE, "ended_at", "result", "error")


@dataclass(slots=True)
class _Row:
    """An execution as this batch leaves it."""

    epoch: int
    status: str
    last_seq: int
    size: int
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
        self._create = insert_new(is_sqlite=self.is_sqlite).execution_options(preserve_rowcount=True)
        self._lock = (
            select(
                col(Execution.id),
                col(Execution.epoch),
                col(Execution.status),
                col(Execution.last_seq),
                col(Execution.size),
                col(Execution.started_at),
                col(Execution.owner),
                col(Execution.crashes),
            )
            .where(col(Execution.id).in_(bindparam("ids", expanding=True)))
            .order_by(col(Execution.id))
        )
        if not self.is_sqlite:
            self._lock = self._lock.with_for_update()
        self._advance, self._finish = _update_of(_STATE), _update_of(_FINAL_STATE)
        self._events = insert(execution_event)
        self._kept = insert_for(execution_event_kept).on_conflict_do_nothing()
        self._values = insert_for(execution_value).on_conflict_do_nothing()
        self._requests = (
            insert_for(_request).on_conflict_do_nothing(index_elements=["request_hash"])
        ).execution_options(preserve_rowcount=True)

    def write(self, operations: Sequence[Operation]) -> list[Written | None]:
        """Commit all operations together; returns what each has written, None for one that was refused."""
        with self.engine.begin() as connection:
            new = [op for op in operations if isinstance(op, CreateRun)]
            created = iter(self._create_runs(connection, new) if new else ())
            changes = [op for op in operations if not isinstance(op, CreateRun)]
            changed = iter(self._change_runs(connection, changes) if changes else ())
            return [next(created if isinstance(op, CreateRun) else changed) for op in operations]

    def _create_runs(self, connection: Connection, new: list[CreateRun]) -> list[Written | None]:
        """Store new runs. Counting the rows shows whether any id was taken, at no cost where none was; which ones is
        looked up then."""
        started = self._claim_requests(connection, [op.request for op in new if op.request])
        claimed = [op for op in new if op.row["id"] not in started] if started else new
        stored = [True] * len(claimed)
        if claimed and connection.execute(self._create, [op.row for op in claimed]).rowcount != len(claimed):
            stored = self._recognise_new(connection, claimed)
        mine = [op for op, is_stored in zip(claimed, stored, strict=True) if is_stored]
        kept = [kept_row(op.row["id"], 0, op.kept) for op in mine if op.kept]
        self._insert_values(connection, kept, value_rows((op.row["id"], op.stored) for op in mine))
        results = iter(stored)
        return [[] if op.row["id"] not in started and next(results) else None for op in new]

    def _claim_requests(self, connection: Connection, requests: list[dict[str, Any]]) -> set[UUID]:
        """Store the requests that start runs; returns the ids of those whose key has started another run before.

        In the order of their hashes, so that two processes never wait for one another.
        """
        if not requests:
            return set()
        ordered = sorted(requests, key=lambda request: str(request["request_hash"]))
        if connection.execute(self._requests, ordered).rowcount == len(ordered):
            return set()
        ids = [request["id"] for request in ordered]
        known = connection.execute(select(_request.c.id).where(_request.c.id.in_(ids))).scalars()
        return set(ids) - set(known)

    def _recognise_new(self, connection: Connection, new: list[CreateRun]) -> list[bool]:
        """Return of each operation whether the row under its id is its own, stored now or before its connection was
        lost: such a row was made in the same microsecond, for the same owner."""
        columns = (_execution.c.id, _execution.c.created_at, _execution.c.owner)
        statement = select(*columns).where(_execution.c.id.in_([op.row["id"] for op in new]))
        rows = {row.id: row for row in connection.execute(statement)}
        own = []
        for op in new:
            row = rows.pop(op.row["id"], None)  # of two operations with one id the first has stored it
            made = (op.row["created_at"], op.row["owner"])
            own.append(row is not None and made in ((row.created_at, None), (row.created_at, row.owner)))
        return own

    def _change_runs(self, connection: Connection, changes: list[Change]) -> list[Written | None]:
        ids = list({op.execution_id for op in changes})
        rows = {
            r.id: _Row(r.epoch, r.status, r.last_seq, r.size, r.started_at, r.owner, r.crashes)
            for r in connection.execute(self._lock, {"ids": ids})
        }
        results: list[Written | None] = []
        inserts: list[dict[str, Any]] = []
        kept: list[dict[str, Any]] = []
        stored: list[tuple[UUID, Sequence[StoredValue]]] = []
        touched: set[UUID] = set()
        for op in changes:
            row = rows.get(op.execution_id)
            if row is None or not _may_write(op, row):
                results.append(self._recognise(connection, op, row) if row is not None else None)
                continue
            written: Written = []
            for event in _events_of(op):
                row.last_seq += 1
                body = event.body(row.last_seq)
                row.size += len(body)
                written.append((row.last_seq, event.type, body))
                inserts.append({"execution_id": op.execution_id, "seq": row.last_seq, "key": event.key, "body": body})
                if event.kept is not None:
                    row.size += event.kept.size
                    kept.append(kept_row(op.execution_id, row.last_seq, event.kept))
            results.append(written)
            if isinstance(op, OwnedWrite):
                row.size += sum(value.size for value in op.stored)
                stored.append((op.execution_id, op.stored))
            self._change(connection, op, row)
            touched.add(op.execution_id)
        if inserts:
            connection.execute(self._events, inserts)
        self._insert_values(connection, kept, value_rows(stored))
        self._update(connection, rows, touched)
        if touched and not self.is_sqlite:
            self._notify(connection, list(touched))
        return results

    def _change(self, connection: Connection, op: Change, row: _Row) -> None:
        if isinstance(op, OwnedWrite):
            row.started_at = row.started_at or utc_now()
            if op.events:
                row.crashes = 0  # it came further than the attempts that were cut off
        match op:
            case AppendEvents():
                row.status = op.status
            case FinishRun() | EndRun():
                row.ended_at = utc_now()
                _leave(row, op.final.status)
                row.result, row.error = op.final.result, op.final.error
            case ReleaseRun() if row.status == "waiting":
                _leave(row, "waiting", utc_now())  # it shows that it waits, and is taken as if it were queued
            case ParkRun() if self._count_decisions(connection, op.execution_id) <= op.decisions:
                _leave(row, "waiting", op.wake_at)
            case ReleaseRun() | ParkRun():
                _leave(row, "queued")

    def _insert_values(
        self, connection: Connection, kept: list[dict[str, Any]], values: list[dict[str, Any]]
    ) -> None:
        """A value that is stored already stays as it is: its hash says that it is the same."""
        if kept:
            connection.execute(self._kept, kept)
        if values:
            connection.execute(self._values, values)

    def _count_decisions(self, connection: Connection, execution_id: UUID) -> int:
        """Counted with the row locked: a decision either comes before and is seen, or finds the run parked."""
        statement = select(func.count()).where(col(ExecutionDecision.execution_id) == execution_id)
        return connection.execute(statement).scalar_one()

    def _recognise(self, connection: Connection, op: Change, row: _Row) -> Written | None:
        """Return what this very operation has written already, before its connection was lost; else None."""
        if not isinstance(op, OwnedWrite) or not op.events or row.last_seq <= op.expected_seq:
            return None
        seqs = range(op.expected_seq + 1, op.expected_seq + 1 + len(op.events))
        stored = connection.execute(
            select(execution_event.c.seq, execution_event.c.key, execution_event.c.body)
            .where(execution_event.c.execution_id == op.execution_id, execution_event.c.seq.in_(list(seqs)))
            .order_by(execution_event.c.seq)
        ).all()
        mine = [(seq, event.key, event.body(seq)) for seq, event in zip(seqs, op.events, strict=True)]
        if [tuple(row) for row in stored] != mine:
            return None
        return [(seq, event.type, event.body(seq)) for seq, event in zip(seqs, op.events, strict=True)]

    def _update(self, connection: Connection, rows: dict[UUID, _Row], touched: set[UUID]) -> None:
        advanced: list[dict[str, Any]] = []
        finished: list[dict[str, Any]] = []
        for execution_id in touched:
            row = rows[execution_id]
            names, rows_of = (_STATE, advanced) if row.ended_at is None else (_FINAL_STATE, finished)
            rows_of.append({"row_id": execution_id} | {f"new_{name}": getattr(row, name) for name in names})
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


def kept_row(execution_id: UUID, seq: int, kept: Kept) -> dict[str, Any]:
    """Return the row of what is kept beside an event."""
    return {"execution_id": execution_id, "seq": seq, "packed": kept.packed, "sealed": kept.sealed}


def value_rows(stored: Iterable[tuple[UUID, Sequence[StoredValue]]]) -> list[dict[str, Any]]:
    """Return the rows of values that are stored apart, by run."""
    return [
        {"execution_id": execution_id, "hash": value.hash, "body": value.body, "sealed": value.sealed}
        for execution_id, values in stored
        for value in values
    ]


def _update_of(names: Iterable[str]) -> Update:
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
    return update(_execution).where(_execution.c.id == bindparam("row_id")).values(values)


def _events_of(op: Change) -> Sequence[NewEvent]:
    return op.events if isinstance(op, OwnedWrite) else (op.event,)


def _may_write(op: Change, row: _Row) -> bool:
    """Return whether the operation still applies."""
    if row.status not in ACTIVE:
        return False
    if isinstance(op, EndRun):
        return True
    if row.last_seq < op.expected_seq or (row.last_seq > op.expected_seq and op.events):
        return False
    return op.epoch == row.epoch


def _leave(row: _Row, status: str, wake_at: datetime | None = None) -> None:
    """Nobody owns the run any more, and whoever did writes nothing more."""
    row.status, row.wake_at, row.owner = status, wake_at, None
    row.epoch += 1


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

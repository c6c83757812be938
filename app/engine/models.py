"""The rows of a run: the execution, its journal of events, and the tickets of its streams that were used."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Index, Integer, String, UniqueConstraint, Uuid, text
from sqlalchemy import Table as SQLTable
from sqlmodel import Field

from app.core.db.database import Table, UTCDateTime, utc_now

# json and not jsonb on Postgres: values come from callers as they are, and jsonb refuses \\u0000 and lone surrogates.
RunJSON = JSON(none_as_null=True)

ACTIVE = ("queued", "running", "waiting")
TERMINAL = ("completed", "failed", "cancelled", "timed_out")


FORMAT = 1
"""The one format of executions that this build writes and reads."""


class Execution(Table, table=True):
    """One run of a workflow. `graph` is kept only for runs of a draft; others read their version's."""

    __tablename__ = "execution"
    __table_args__ = (
        Index("ix_execution_workflow_id_id", "workflow_id", "id"),
        Index("ix_execution_status_id", "status", "id"),
        Index("ix_execution_workflow_id_status_id", "workflow_id", "status", "id"),
        Index(
            "ix_execution_deadline",
            "deadline",
            postgresql_where=text("deadline IS NOT NULL"),
            sqlite_where=text("deadline IS NOT NULL"),
        ),
        Index(
            "ix_execution_wake_at",
            "wake_at",
            postgresql_where=text("wake_at IS NOT NULL"),
            sqlite_where=text("wake_at IS NOT NULL"),
        ),
    )

    workflow_id: UUID
    version: int | None = None
    format: int = FORMAT
    """How the run and its journal are written; only a build that knows it goes on with the run."""
    status: str = Field(default="queued", max_length=16)
    trigger: dict[str, Any] = Field(default_factory=dict, sa_type=RunJSON)
    graph: dict[str, Any] | None = Field(default=None, sa_type=RunJSON)
    result: Any = Field(default=None, sa_type=RunJSON, nullable=True)
    error: dict[str, Any] | None = Field(default=None, sa_type=RunJSON)
    owner: str | None = Field(default=None, max_length=64, index=True)
    epoch: int = 0
    crashes: int = 0
    last_seq: int = 0
    size: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs={"server_default": "0"})
    """Characters of its events and of what is kept beside them; a run of an older build has none counted."""
    queued_at: datetime = Field(default_factory=utc_now, sa_type=UTCDateTime)
    started_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    deadline: datetime | None = Field(default=None, sa_type=UTCDateTime)
    wake_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    """When a parked run goes on by itself; it has no owner meanwhile."""


class ExecutionDecision(Table, table=True):
    """What a person decided about a node that waits; `iteration` is the path as event keys have it."""

    __tablename__ = "execution_decision"
    __table_args__ = (UniqueConstraint("execution_id", "node_id", "iteration", "attempt"),)

    execution_id: UUID = Field(foreign_key="execution.id", ondelete="CASCADE")
    node_id: str = Field(max_length=64)
    iteration: str = Field(max_length=100)
    attempt: int
    action: str = Field(max_length=16)
    output: Any = Field(default=None, sa_type=RunJSON, nullable=True)


# A Core table: events are written and read in batches, and no ORM object is ever made of them. The body is JSON
# text on both databases, because it goes to clients as it is and no query looks into it.
execution_event = SQLTable(
    "execution_event",
    Table.metadata,
    Column("execution_id", Uuid, ForeignKey("execution.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("key", String(200), nullable=False),
    Column("body", String, nullable=False),
    Index("uq_execution_event_execution_id_key", "execution_id", "key", unique=True),
)

# A Core table: a process says here each second that it is alive, through the very connection that holds its lock.
execution_process = SQLTable(
    "execution_process",
    Table.metadata,
    Column("owner", String(64), primary_key=True),
    Column("beat_at", UTCDateTime, nullable=False),
)

# What the journal keeps of an event beside what it shows (`values.Kept`). A table of its own, since most events have
# nothing to keep and are written by the thousand. `seq` 0 is what started the run.
execution_event_kept = SQLTable(
    "execution_event_kept",
    Table.metadata,
    Column("execution_id", Uuid, ForeignKey("execution.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("packed", String),
    Column("sealed", String),
)

# The big values of a run, each once (`values.StoredValue`).
execution_value = SQLTable(
    "execution_value",
    Table.metadata,
    Column("execution_id", Uuid, ForeignKey("execution.id", ondelete="CASCADE"), primary_key=True),
    Column("hash", String(64), primary_key=True),
    Column("body", String, nullable=False),
    Column("sealed", String),
)

# A row is a ticket that has opened its stream; its key is what refuses the second use, in any process. A Core table
# too: rows are only inserted and deleted.
execution_used_ticket = SQLTable(
    "execution_used_ticket",
    Table.metadata,
    Column("id", String(80), primary_key=True),
    Column("expires_at", UTCDateTime, nullable=False, index=True),
)

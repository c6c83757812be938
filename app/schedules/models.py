"""The schedules of published versions."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from app.core.db.database import Table, UTCDateTime


class Schedule(Table, table=True):
    """When a schedule trigger of a published version is due; written with the publish that made it true.

    `next_at` is the first tick that has not been run. It is None only where this build cannot read the timing that
    another one stored: then nothing is due until the workflow is published again.
    """

    __tablename__ = "schedule"
    __table_args__ = (UniqueConstraint("workflow_id", "node_id"),)

    workflow_id: UUID = Field(foreign_key="workflow.id", ondelete="CASCADE")
    node_id: str = Field(max_length=64)
    version: int
    cron: str | None = Field(default=None, max_length=200)
    every_s: int | None = None
    timezone: str = Field(max_length=64)
    catch_up: str = Field(max_length=8)
    timeout_s: float | None = None
    """How long a run of the version may take."""
    next_at: datetime | None = Field(default=None, sa_type=UTCDateTime, index=True)
    last_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    last_execution_id: UUID | None = None

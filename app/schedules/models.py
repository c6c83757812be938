"""The schedules of published versions."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from app.core.db.database import Table, UTCDateTime

MAX_ERROR = 300  # characters


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
    overlap: str = Field(default="allow", max_length=8, sa_column_kwargs={"server_default": "allow"})
    timeout_s: float | None = None
    """How long a run of the version may take."""
    next_at: datetime | None = Field(default=None, sa_type=UTCDateTime, index=True)
    last_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    last_execution_id: UUID | None = None
    skipped_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    """The newest tick that was left out because `skipped_execution_id` still went on."""
    skipped_execution_id: UUID | None = None
    failures: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    """How often firing failed since it last went well; `error` and `failed_at` tell of the last time."""
    error: str | None = Field(default=None, max_length=MAX_ERROR)
    failed_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    retry_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    """Not looked at before then; `next_at` stays the tick that was not run."""

    def forget_failures(self) -> None:
        """Firing went well, or begins anew."""
        self.failures, self.error, self.failed_at, self.retry_at = 0, None, None, None

"""What goes over the wire for schedules."""

from uuid import UUID

from pydantic import BaseModel, Field

from app.core.text import AsStored
from app.core.times import UTCTime
from app.nodes.triggers.schedule import CatchUp, Overlap, Timing


class LastTick(BaseModel):
    """The newest tick that was run, and its run, which retention may have removed."""

    scheduled_for: UTCTime
    execution_id: UUID


class SkippedTick(BaseModel):
    """The newest tick that `overlap: "skip"` left out, and the run that still went on then."""

    scheduled_for: UTCTime
    execution_id: UUID


class FiringError(BaseModel):
    """Why due ticks could not be run the last time. They are not lost, and the next success clears it."""

    message: str
    failed_at: UTCTime
    failures: int = Field(description="How often in a row.")
    retry_at: UTCTime | None = Field(description="The next attempt; null where only publishing again helps.")


class ScheduleRead(BaseModel):
    """A schedule trigger of a workflow's published version."""

    node_id: str
    version: int
    cron: str | None
    every_s: int | None
    timezone: str
    catch_up: AsStored[CatchUp]
    overlap: AsStored[Overlap]
    next: list[UTCTime] = Field(description="The next five times, in UTC; the first may be due right now.")
    last: LastTick | None
    last_skipped: SkippedTick | None
    last_error: FiringError | None


class SchedulePreviewRequest(Timing):
    """The timing to try: `cron` with `timezone`, or `every_s`."""


class SchedulePreview(BaseModel):
    """When such a schedule would be due."""

    next: list[UTCTime] = Field(description="The next five times, in UTC.")

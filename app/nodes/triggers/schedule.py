"""Starts a run at set times: by a cron expression in a time zone, or every so many seconds.

Give either `cron` (`30 8 * * mon-fri`: minute, hour, day of month, month, day of week) or `every_s`. `timezone` is
the IANA name of the zone that `cron` is read in. Where its clocks are changed, a fixed time in a skipped hour comes
at the first moment after it and in a doubled hour once; `*/15 * * * *` and the like follow the clock. Intervals are
counted from 1970 in UTC, so that `3600` is every full hour whenever it was published.

`catch_up` says what becomes of times at which no server ran: `skip` leaves them out, `one` runs the newest of them,
`all` runs each, at most the newest 100. `overlap` says what becomes of a time that comes while the run of the one
before still goes on: `allow` runs it beside that one, `skip` leaves it out. The run sees `trigger.scheduled_for` and
`trigger.fired_at`, both in UTC.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, Self, TypeAlias

from pydantic import JsonValue, field_validator, model_validator

from app.core.cron import get_zone, parse_cron
from app.core.db.database import utc_now
from app.engine.params import Params, literal
from app.engine.shapes import PLAIN
from app.engine.triggers import Trigger, TriggerSource

MIN_EVERY_S, MAX_EVERY_S = 5, 366 * 86_400

CatchUp: TypeAlias = Literal["skip", "one", "all"]
Overlap: TypeAlias = Literal["allow", "skip"]


class Timing(Params):
    """When a schedule is due: by `cron` in `timezone`, or every `every_s` seconds."""

    cron: str | None = literal(
        "Cron expression: minute, hour, day of month, month, day of week.", default=None, max_length=200
    )
    every_s: int | None = literal("Interval in seconds.", default=None, ge=MIN_EVERY_S, le=MAX_EVERY_S)
    timezone: str = literal("IANA time zone that `cron` is read in.", default="UTC", max_length=64)

    @field_validator("cron")
    @classmethod
    def _check_cron(cls, cron: str | None) -> str | None:
        if cron is not None:
            parse_cron(cron)
        return cron

    @field_validator("timezone")
    @classmethod
    def _check_timezone(cls, timezone: str) -> str:
        get_zone(timezone)
        return timezone

    @model_validator(mode="after")
    def _check_choice(self) -> Self:
        if (self.cron is None) == (self.every_s is None):
            raise ValueError("give either cron or every_s")
        return self


class ScheduleParams(Timing):
    """Params of `trigger.schedule`. All of them are read at publish: none may hold an expression."""

    catch_up: CatchUp = literal("What becomes of times at which no server ran.", default="one")
    overlap: Overlap = literal("What becomes of a time that comes while the run before goes on.", default="allow")


def make_trigger(source: TriggerSource, given: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """Return the time that has come; a run by hand is for now."""
    if source == "schedule":
        return {"kind": "schedule", **given}
    return {"kind": "schedule", **describe_tick(now := utc_now(), now)}


def describe_tick(scheduled_for: datetime, fired_at: datetime) -> dict[str, JsonValue]:
    """Return what the schedule source brings to a trigger."""
    times = {"scheduled_for": scheduled_for, "fired_at": fired_at}
    return {name: time.isoformat().replace("+00:00", "Z") for name, time in times.items()}


KIND = Trigger(
    name="trigger.schedule",
    title="Schedule trigger",
    params=ScheduleParams,
    sources={"schedule": 0, "manual": 2},
    make_trigger=make_trigger,
    output=dict.fromkeys(("kind", "node_id", "scheduled_for", "fired_at"), PLAIN),
    registers=ScheduleParams.model_validate,
    docs=__doc__ or "",
)

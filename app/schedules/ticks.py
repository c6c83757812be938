"""When a schedule is due: its next ticks, and what has become of those that have come. Pure functions of the time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.core.cron import get_zone, next_time, parse_cron
from app.nodes.triggers.schedule import CatchUp, Timing

GRACE = timedelta(seconds=60)
"""A tick that comes so late is on time: a server was restarted, or had much to do."""
MAX_CAUGHT_UP = 100


@dataclass(frozen=True, slots=True)
class Due:
    """The ticks that are to be run now, oldest first, and the next one."""

    ticks: list[datetime]
    next_at: datetime


def next_tick(timing: Timing, after: datetime) -> datetime:
    """Return the first tick after a time, in UTC. Raises ValueError for timing that this build cannot read."""
    if timing.every_s is not None:
        turns = int(after.timestamp()) // timing.every_s + 1
        return datetime.fromtimestamp(turns * timing.every_s, UTC)
    return next_time(parse_cron(timing.cron or ""), get_zone(timing.timezone), after)


def list_ticks(timing: Timing, first: datetime, count: int) -> list[datetime]:
    """Return a tick with those after it, `count` in all."""
    found = [first]
    while len(found) < count:
        found.append(next_tick(timing, found[-1]))
    return found


def compute_due(timing: Timing, catch_up: CatchUp, next_at: datetime, now: datetime) -> Due:
    """Return what is to be run of a schedule whose tick `next_at` has come and not been run."""
    if now - next_at <= GRACE:
        ticks = [next_at, *_ticks_between(timing, next_at, now)]
    else:
        ticks = _newest(timing, next_at, now, MAX_CAUGHT_UP if catch_up == "all" else 1)
        if catch_up == "skip":
            ticks = [tick for tick in ticks if now - tick <= GRACE]
    return Due(ticks, next_tick(timing, now))


def _ticks_between(timing: Timing, after: datetime, until: datetime) -> Iterator[datetime]:
    while (after := next_tick(timing, after)) <= until:
        yield after


def _newest(timing: Timing, first: datetime, now: datetime, count: int) -> list[datetime]:
    """Return the last `count` ticks from `first` until now. Looked for backwards: there may have been millions."""
    span = GRACE
    while now - span > first:
        ticks = list(_ticks_between(timing, now - span, now))
        if len(ticks) >= count:
            return ticks[-count:]
        span *= 2
    return [first, *_ticks_between(timing, first, now)][-count:]

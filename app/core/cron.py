"""Cron expressions: five fields, and the times they name in a time zone, as Vixie cron and its heirs read them.

Fields are minute, hour, day of month, month and day of week (0 and 7 are Sunday); each a `*`, a number, a range, a
list of these, with `/n` for every n-th of a `*` or a range. Months and weekdays have their English names too. When
both day fields are restricted, a day counts that either of them names; one that begins with `*` is not restricted.

Where a clock is put forward, some local times do not exist; where it is put back, some come twice. A job at fixed
times (neither minute nor hour begins with `*`) then runs once: at the first moment after the gap, and the first time
round. Any other job, such as `*/15 * * * *`, follows the clock: it has no time in the gap, and both of the doubled.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAY, _MINUTE, _SECOND = timedelta(days=1), timedelta(minutes=1), timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    first: int
    last: int
    names: tuple[str, ...] = ()


_FIELDS = (
    _Field("minute", 0, 59),
    _Field("hour", 0, 23),
    _Field("day of month", 1, 31),
    _Field("month", 1, 12, ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")),
    _Field("day of week", 0, 7, ("sun", "mon", "tue", "wed", "thu", "fri", "sat")),
)
_WEEKDAY = _FIELDS[4]


@dataclass(frozen=True, slots=True)
class Cron:
    """A parsed expression. `times` are minutes of the day, ascending; of the weekdays Sunday is 0."""

    times: tuple[int, ...]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]
    either_day: bool
    is_fixed: bool

    def names_day(self, day: date) -> bool:
        """Return whether the three fields of days and months name this day."""
        if day.month not in self.months:
            return False
        of_month, of_week = day.day in self.days, day.isoweekday() % 7 in self.weekdays
        return of_month or of_week if self.either_day else of_month and of_week


# What crontab has for them.
_NICKNAMES = {
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
    "@monthly": "0 0 1 * *",
    "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@hourly": "0 * * * *",
}


@lru_cache(maxsize=1000)
def parse_cron(text: str) -> Cron:
    """Return the expression; raises ValueError, which says what is wrong with which field."""
    parts = text.lower().split()
    if text.strip().lower() in _NICKNAMES:
        raise ValueError(f"write {text.strip()} as {_NICKNAMES[text.strip().lower()]}")
    if len(parts) != len(_FIELDS):
        names = ", ".join(field.name for field in _FIELDS)
        raise ValueError(f"a cron expression has five fields ({names}); this has {len(parts)}")
    minutes, hours, days, months, weekdays = (
        frozenset(_read_field(part, field)) for part, field in zip(parts, _FIELDS, strict=True)
    )
    either_day = not (parts[2].startswith("*") or parts[4].startswith("*"))
    if not either_day and min(days) > max(_LONGEST[month - 1] for month in months):
        raise ValueError(f"day of month: no month named here has a day {min(days)}, so that this never comes")
    return Cron(
        times=tuple(sorted(60 * hour + minute for hour in hours for minute in minutes)),
        days=days,
        months=months,
        weekdays=frozenset(day % 7 for day in weekdays),
        either_day=either_day,
        is_fixed=not (parts[0].startswith("*") or parts[1].startswith("*")),
    )


def _read_field(text: str, field: _Field) -> Iterator[int]:
    for item in text.split(","):
        span, slash, step = item.partition("/")
        first, dash, last = span.partition("-")
        if span == "*":
            begin, end = field.first, field.last
        elif dash:
            begin, end = _read_number(first, field), _read_number(last, field)
            if field is _WEEKDAY and end == 0:
                end = 7  # sat-sun
        elif slash:
            raise ValueError(f"{field.name}: a step follows * or a range, as in {span or 0}-{field.last}/{step}")
        else:
            begin = end = _read_number(span, field)
        if begin > end:
            raise ValueError(f"{field.name}: the range {span} runs backwards")
        if slash and not (_is_number(step) and int(step) > 0):
            raise ValueError(f"{field.name}: {step!r} is no step: it must be a whole number from 1")
        yield from range(begin, end + 1, int(step) if slash else 1)


def _read_number(text: str, field: _Field) -> int:
    if text in field.names:
        return field.first + field.names.index(text)
    if not _is_number(text):
        known = " or a name like " + field.names[1] if field.names else ""
        raise ValueError(f"{field.name}: {text!r} is neither *, a number{known}, a range nor a list of these")
    if not field.first <= int(text) <= field.last:
        raise ValueError(f"{field.name}: {text} is not within {field.first}-{field.last}")
    return int(text)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 4


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    """Return the names of the IANA time zones, the same on every machine whatever else its system knows."""
    return frozenset(files("tzdata").joinpath("zones").read_text("utf-8").split())


def get_zone(name: str) -> ZoneInfo:
    """Return a time zone by its IANA name; raises ValueError."""
    if name not in zone_names():
        raise ValueError(f"{name!r} is not an IANA time zone like Europe/Berlin or UTC")
    return ZoneInfo(name)


def next_time(cron: Cron, zone: ZoneInfo, after: datetime) -> datetime:
    """Return the first time after this one, in UTC. There always is one, if only 29 February on a given weekday."""
    day = after.astimezone(zone).date() - _DAY  # yesterday's may have been moved here by a gap
    while (found := _first_on(cron, zone, day, after)) is None:
        day = day + _DAY if day.month in cron.months else _next_month(day)
    # Where a clock is put back over midnight, tomorrow begins before today has ended.
    tomorrow = _first_on(cron, zone, day + _DAY, after)
    return min(found, tomorrow) if tomorrow else found


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _first_on(cron: Cron, zone: ZoneInfo, day: date, after: datetime) -> datetime | None:
    """Return the day's first time after `after`."""
    if not cron.names_day(day):
        return None
    midnight = datetime.combine(day, time(), zone)
    offset = midnight.utcoffset()
    if offset != (midnight + _DAY).replace(fold=1).utcoffset():
        return next((moment for moment in _times_of_change(cron, zone, day) if moment > after), None)
    begin = midnight.astimezone(UTC)
    position = bisect_right(cron.times, (after - begin) // _MINUTE)
    return begin + cron.times[position] * _MINUTE if position < len(cron.times) else None


@lru_cache(maxsize=200)
def _times_of_change(cron: Cron, zone: ZoneInfo, day: date) -> tuple[datetime, ...]:
    """Return the times of a day on which the clock is changed, in order."""
    found: set[datetime] = set()
    for minutes in cron.times:
        local = datetime.combine(day, time()) + minutes * _MINUTE
        first, second = (local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
        if first.astimezone(zone).replace(tzinfo=None) == local:
            found |= {first} if cron.is_fixed else {first, second}
        elif cron.is_fixed:
            found.add(_end_of_gap(zone, second, first))
    return tuple(sorted(found))


def _end_of_gap(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """Return the moment between these two from which on the zone has the offset that it has at the later one."""
    offset = after.astimezone(zone).utcoffset()
    while after - before > _SECOND:
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after

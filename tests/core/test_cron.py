"""Cron expressions: what parses, and when it comes, above all where clocks are changed."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import islice
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.cron import get_zone, next_time, parse_cron, zone_names

MINUTE = timedelta(minutes=1)


def times(text: str, zone: str, after: str, count: int) -> list[str]:
    """The next times after a local one, as local times with their offset."""
    place, cron = get_zone(zone), parse_cron(text)
    moment, found = datetime.fromisoformat(after).replace(tzinfo=place), []
    for _ in range(count):
        moment = next_time(cron, place, moment)
        found.append(moment.astimezone(place).isoformat(timespec="minutes"))
    return found


@pytest.mark.parametrize(
    ("text", "zone", "after", "expected"),
    [
        ("* * * * *", "UTC", "2026-01-01T00:00:30", ["2026-01-01T00:01+00:00", "2026-01-01T00:02+00:00"]),
        ("*/20 * * * *", "UTC", "2026-01-01T00:20", ["2026-01-01T00:40+00:00", "2026-01-01T01:00+00:00"]),
        ("10-30/10,5 8 * * *", "UTC", "2026-01-01T08:09", ["2026-01-01T08:10+00:00", "2026-01-01T08:20+00:00"]),
        ("0 9 * * MON-fri", "UTC", "2026-01-02T09:00", ["2026-01-05T09:00+00:00", "2026-01-06T09:00+00:00"]),
        ("0 9 * * sat-sun", "UTC", "2026-01-02T09:00", ["2026-01-03T09:00+00:00", "2026-01-04T09:00+00:00"]),
        ("0 9 * * 7", "UTC", "2026-01-02T09:00", ["2026-01-04T09:00+00:00", "2026-01-11T09:00+00:00"]),
        ("0 0 31 * *", "UTC", "2026-01-31T00:00", ["2026-03-31T00:00+00:00", "2026-05-31T00:00+00:00"]),
        ("59 23 28-31 feb *", "UTC", "2026-02-28T00:00", ["2026-02-28T23:59+00:00", "2027-02-28T23:59+00:00"]),
        ("0 0 29 2 *", "UTC", "2026-01-01T00:00", ["2028-02-29T00:00+00:00", "2032-02-29T00:00+00:00"]),
        ("0 0 29 2 *", "UTC", "2096-03-01T00:00", ["2104-02-29T00:00+00:00"]),  # 2100 is no leap year
        ("0 0 29 2 */7", "UTC", "2088-03-01T00:00", ["2128-02-29T00:00+00:00"]),  # on a Sunday
        ("0 0 1 1 mon", "UTC", "2026-01-01T00:00", ["2026-01-05T00:00+00:00", "2026-01-12T00:00+00:00"]),
        ("0 0 1 12 *", "UTC", "2026-12-31T23:59", ["2027-12-01T00:00+00:00"]),
        # Put forward from 02:00 to 03:00.
        ("30 2 * * *", "Europe/Berlin", "2026-03-28T02:30", ["2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00"]),
        ("0,30 2,3 * * *", "Europe/Berlin", "2026-03-29T01:59", ["2026-03-29T03:00+02:00", "2026-03-29T03:30+02:00"]),
        ("*/30 * * * *", "Europe/Berlin", "2026-03-29T01:30", ["2026-03-29T03:00+02:00", "2026-03-29T03:30+02:00"]),
        ("*/30 2 * * *", "Europe/Berlin", "2026-03-29T00:00", ["2026-03-30T02:00+02:00"]),
        ("0 9 * * *", "America/New_York", "2026-03-07T09:00", ["2026-03-08T09:00-04:00", "2026-03-09T09:00-04:00"]),
        ("15 2 8 3 *", "America/New_York", "2026-01-01T00:00", ["2026-03-08T03:00-04:00", "2027-03-08T02:15-05:00"]),
        # Put back from 03:00 to 02:00.
        ("30 2 * * *", "Europe/Berlin", "2026-10-25T00:00", ["2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00"]),
        (
            "0 * * * *",
            "Europe/Berlin",
            "2026-10-25T01:00",
            ["2026-10-25T02:00+02:00", "2026-10-25T02:00+01:00", "2026-10-25T03:00+01:00"],
        ),
        ("30 1 * * *", "America/New_York", "2026-11-01T00:00", ["2026-11-01T01:30-04:00", "2026-11-02T01:30-05:00"]),
        # By half an hour: put forward from 02:00 to 02:30, put back from 02:00 to 01:30.
        (
            "10 2 * * *",
            "Australia/Lord_Howe",
            "2026-10-04T00:00",
            ["2026-10-04T02:30+11:00", "2026-10-05T02:10+11:00"],
        ),
        ("*/10 3 * * *", "Australia/Lord_Howe", "2026-10-04T01:00", ["2026-10-04T03:00+11:00"]),
        ("*/20 2 * * *", "Australia/Lord_Howe", "2026-10-04T01:00", ["2026-10-04T02:40+11:00"]),
        (
            "45 1 * * *",
            "Australia/Lord_Howe",
            "2026-04-05T00:00",
            ["2026-04-05T01:45+11:00", "2026-04-06T01:45+10:30"],
        ),
        (
            "*/15 1 * * *",
            "Australia/Lord_Howe",
            "2026-04-05T01:15",
            ["2026-04-05T01:30+11:00", "2026-04-05T01:45+11:00", "2026-04-05T01:30+10:30", "2026-04-05T01:45+10:30"],
        ),
        # Put forward at midnight; a day that never was.
        ("0 0 * * *", "America/Santiago", "2026-09-05T01:00", ["2026-09-06T01:00-03:00", "2026-09-07T00:00-03:00"]),
        ("0 12 * * *", "Pacific/Apia", "2011-12-29T12:00", ["2011-12-31T00:00+14:00", "2011-12-31T12:00+14:00"]),
    ],
)
def test_the_next_times(text: str, zone: str, after: str, expected: list[str]) -> None:
    assert times(text, zone, after, len(expected)) == expected


def test_a_fixed_time_that_has_been_is_not_due_again_in_the_second_round_of_a_doubled_hour() -> None:
    berlin = get_zone("Europe/Berlin")
    second_ten_past_two = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)
    found = next_time(parse_cron("30 2 * * *"), berlin, second_ten_past_two)
    assert found == datetime(2026, 10, 26, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("@daily", "write @daily as 0 0 * * *"),
        ("", "a cron expression has five fields (minute, hour, day of month, month, day of week); this has 0"),
        ("* * * *", "this has 4"),
        ("* * * * * *", "this has 6"),
        ("60 * * * *", "minute: 60 is not within 0-59"),
        ("* 24 * * *", "hour: 24 is not within 0-23"),
        ("* * 0 * *", "day of month: 0 is not within 1-31"),
        ("* * * jab *", "month: 'jab' is neither *, a number or a name like feb, a range nor a list of these"),
        ("* * * * 8", "day of week: 8 is not within 0-7"),
        ("mon * * * *", "minute: 'mon' is neither *, a number, a range nor a list of these"),
        ("30-10 * * * *", "minute: the range 30-10 runs backwards"),
        ("*/0 * * * *", "minute: '0' is no step: it must be a whole number from 1"),
        ("*/x * * * *", "minute: 'x' is no step"),
        ("5/15 * * * *", "minute: a step follows * or a range, as in 5-59/15"),
        ("1,,2 * * * *", "minute: '' is neither"),
        ("-5 * * * *", "minute: '' is neither"),
        ("١ * * * *", "minute: '١' is neither"),
        ("9" * 5000 + " * * * *", "minute: '999"),
        ("0 0 31 2,4 *", "day of month: no month named here has a day 31, so that this never comes"),
    ],
)
def test_what_is_wrong_with_an_expression_is_said_by_field(text: str, message: str) -> None:
    with pytest.raises(ValueError) as raised:
        parse_cron(text)
    assert message in str(raised.value)


@pytest.mark.parametrize(
    "name", ["Europe/Bärlin", "europe/berlin", "../etc/passwd", "America", "localtime", "", "EST\0"]
)
def test_only_iana_names_are_time_zones(name: str) -> None:
    with pytest.raises(ValueError, match="is not an IANA time zone like Europe/Berlin or UTC"):
        get_zone(name)


def test_every_name_is_a_zone_that_can_be_read() -> None:
    assert len(zone_names()) > 500
    for name in zone_names():
        assert get_zone(name).utcoffset(datetime(2026, 1, 1, tzinfo=UTC)) is not None


# The same by brute force, written apart: every minute of some days around a change of the clock is asked.

CHANGES = [
    ("Europe/Berlin", "2026-03-29T01:00Z"),
    ("Europe/Berlin", "2026-10-25T01:00Z"),
    ("America/New_York", "2026-03-08T07:00Z"),
    ("America/New_York", "2026-11-01T06:00Z"),
    ("Australia/Lord_Howe", "2026-10-03T15:30Z"),
    ("Australia/Lord_Howe", "2026-04-04T15:00Z"),
    ("America/Santiago", "2026-09-06T04:00Z"),  # at midnight, forward
    ("America/Santiago", "2026-04-05T03:00Z"),  # at midnight, back
    ("America/Goose_Bay", "2008-03-09T03:31Z"),  # a minute past midnight, forward
    ("America/Goose_Bay", "2008-11-02T03:01Z"),  # a minute past midnight, back to the day before
    ("Antarctica/Troll", "2026-03-29T01:00Z"),  # by two hours
    ("Pacific/Apia", "2011-12-30T10:00Z"),  # by a day
    ("UTC", "2026-02-28T12:00Z"),
]


def matches(values: tuple[str, ...], local: datetime) -> bool:
    """Whether an expression names a local time, from the text of its fields."""
    minute, hour, day, month, weekday = values
    of_month = _in(day, local.day)
    of_week = _in(weekday, local.isoweekday() % 7)
    either = not (day.startswith("*") or weekday.startswith("*"))
    right_day = of_month or of_week if either else of_month and of_week
    return _in(minute, local.minute) and _in(hour, local.hour) and _in(month, local.month) and right_day


def _in(field: str, value: int) -> bool:
    if field.startswith("*"):
        return value % int(field[2:] or 1) == 0
    return str(value) in field.split(",")


class Minute(NamedTuple):
    moment: datetime
    local: datetime
    first_round: bool
    skipped: tuple[datetime, ...]
    """The local minutes that were left out right before."""


@cache
def minutes_around(name: str, at: str) -> list[Minute]:
    """Every minute from two days before until two days after."""
    zone, moment = get_zone(name), datetime.fromisoformat(at) - timedelta(days=2)
    before = latest = (moment - MINUTE).astimezone(zone).replace(tzinfo=None)
    found = []
    for _ in range(4 * 1440):
        local = moment.astimezone(zone).replace(tzinfo=None)
        skipped = tuple(before + n * MINUTE for n in range(1, (local - before) // MINUTE))
        found.append(Minute(moment, local, local > latest, skipped))
        before, latest = local, max(latest, local)
        moment += MINUTE
    return found


def brute_force(values: tuple[str, ...], minutes: list[Minute]) -> Iterator[datetime]:
    fixed = not (values[0].startswith("*") or values[1].startswith("*"))
    for minute in minutes:
        named = matches(values, minute.local) and (not fixed or minute.first_round)
        if named or (fixed and any(matches(values, local) for local in minute.skipped)):
            yield minute.moment


def numbers(first: int, last: int) -> st.SearchStrategy[str]:
    number = st.integers(first, last)
    return st.lists(number, min_size=1, max_size=4).map(lambda found: ",".join(map(str, found)))


FIELDS = st.tuples(
    st.one_of(numbers(0, 59), st.sampled_from(["*", "*/7", "*/15", "*/30"])),
    st.one_of(numbers(0, 3), numbers(0, 23), st.sampled_from(["*", "*/2"])),
    st.one_of(st.just("*"), st.just("*"), st.integers(1, 28).map(str)),
    st.just("*"),
    st.one_of(st.just("*"), st.just("*"), numbers(0, 6)),
)


@settings(max_examples=60, deadline=None)
@given(fields=FIELDS, change=st.sampled_from(CHANGES), start=st.integers(500, 3200))
def test_the_times_are_those_found_by_asking_every_minute(
    fields: tuple[str, ...], change: tuple[str, str], start: int
) -> None:
    minutes = minutes_around(*change)[start:]
    expected = list(islice(brute_force(fields, minutes), 25))
    zone, cron, moment = get_zone(change[0]), parse_cron(" ".join(fields)), minutes[0].moment - MINUTE
    found: list[datetime] = []
    while len(found) < 25 and (moment := next_time(cron, zone, moment)) <= minutes[-1].moment:
        found.append(moment)
    assert found == expected

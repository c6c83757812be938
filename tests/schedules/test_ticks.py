"""Which ticks are due, and what `catch_up` makes of those at which no server ran."""

from datetime import UTC, datetime, timedelta

import pytest

from app.nodes.triggers.schedule import CatchUp, Timing
from app.schedules.ticks import MAX_CAUGHT_UP, compute_due, list_ticks, next_tick

MINUTELY = Timing(cron="* * * * *")
DAILY = Timing(cron="0 6 * * *", timezone="Europe/Berlin")
EVERY_10_S = Timing(every_s=10)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-06-{text}").replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("timing", "after", "expected"),
    [
        (MINUTELY, "01T10:00:00", "01T10:01:00"),
        (DAILY, "01T04:00:00", "02T04:00:00"),
        (EVERY_10_S, "01T10:00:00", "01T10:00:10"),
        (EVERY_10_S, "01T10:00:09.999", "01T10:00:10"),
        (Timing(every_s=86_400), "01T10:00:00", "02T00:00:00"),  # counted from 1970, whenever it was published
        (Timing(every_s=7), "01T00:00:00", "01T00:00:04"),
    ],
)
def test_the_next_tick(timing: Timing, after: str, expected: str) -> None:
    assert next_tick(timing, at(after)) == at(expected)


def test_ticks_are_listed_from_one_on() -> None:
    assert list_ticks(DAILY, at("01T04:00"), 3) == [at("01T04:00"), at("02T04:00"), at("03T04:00")]


@pytest.mark.parametrize("catch_up", ["skip", "one", "all"])
def test_what_is_up_to_a_minute_late_runs_whatever_the_policy(catch_up: CatchUp) -> None:
    due = compute_due(EVERY_10_S, catch_up, at("01T10:00:00"), at("01T10:00:25"))
    assert due.ticks == [at("01T10:00:00"), at("01T10:00:10"), at("01T10:00:20")]
    assert due.next_at == at("01T10:00:30")


@pytest.mark.parametrize(
    ("timing", "catch_up", "now", "ticks"),
    [
        (DAILY, "skip", "03T09:00:00", []),
        (DAILY, "one", "03T09:00:00", ["03T04:00:00"]),
        (DAILY, "all", "03T09:00:00", ["01T04:00:00", "02T04:00:00", "03T04:00:00"]),
        # The newest one is not missed at all.
        (DAILY, "skip", "03T04:00:59", ["03T04:00:00"]),
        (MINUTELY, "skip", "01T09:30:30", ["01T09:30:00"]),
        (MINUTELY, "one", "01T09:30:30", ["01T09:30:00"]),
    ],
)
def test_what_was_missed_follows_catch_up(timing: Timing, catch_up: CatchUp, now: str, ticks: list[str]) -> None:
    due = compute_due(timing, catch_up, at("01T04:00:00"), at(now))
    assert due.ticks == [at(tick) for tick in ticks]
    assert due.next_at == next_tick(timing, at(now))


def test_no_more_than_the_newest_hundred_are_caught_up_on() -> None:
    first, now = at("01T04:00:00"), at("29T09:00:00")
    due = compute_due(MINUTELY, "all", first, now)
    assert len(due.ticks) == MAX_CAUGHT_UP == 100
    assert due.ticks == [now - timedelta(minutes=ago) for ago in reversed(range(100))]
    assert compute_due(EVERY_10_S, "all", first, now).ticks == [
        now - timedelta(seconds=10 * ago) for ago in reversed(range(100))
    ]

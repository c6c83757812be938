from typing import Literal, cast

ScheduleReadOverlap = Literal["allow", "skip"]


def check_schedule_read_overlap(value: str) -> ScheduleReadOverlap:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(ScheduleReadOverlap, value)

from typing import Literal, cast

ScheduleReadCatchUp = Literal["all", "one", "skip"]


def check_schedule_read_catch_up(value: str) -> ScheduleReadCatchUp:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(ScheduleReadCatchUp, value)

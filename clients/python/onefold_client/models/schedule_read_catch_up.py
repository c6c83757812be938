from typing import Literal

ScheduleReadCatchUp = Literal["all", "one", "skip"]

SCHEDULE_READ_CATCH_UP_VALUES: set[ScheduleReadCatchUp] = {
    "all",
    "one",
    "skip",
}


def check_schedule_read_catch_up(value: str) -> ScheduleReadCatchUp:
    if value in SCHEDULE_READ_CATCH_UP_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SCHEDULE_READ_CATCH_UP_VALUES!r}")

from typing import Literal

ExecutionReadStatus = Literal["cancelled", "completed", "failed", "queued", "running", "timed_out", "waiting"]

EXECUTION_READ_STATUS_VALUES: set[ExecutionReadStatus] = {
    "cancelled",
    "completed",
    "failed",
    "queued",
    "running",
    "timed_out",
    "waiting",
}


def check_execution_read_status(value: str) -> ExecutionReadStatus:
    if value in EXECUTION_READ_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {EXECUTION_READ_STATUS_VALUES!r}")

from typing import Literal

ExecutionSummaryStatus = Literal["cancelled", "completed", "failed", "queued", "running", "timed_out", "waiting"]

EXECUTION_SUMMARY_STATUS_VALUES: set[ExecutionSummaryStatus] = {
    "cancelled",
    "completed",
    "failed",
    "queued",
    "running",
    "timed_out",
    "waiting",
}


def check_execution_summary_status(value: str) -> ExecutionSummaryStatus:
    if value in EXECUTION_SUMMARY_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {EXECUTION_SUMMARY_STATUS_VALUES!r}")

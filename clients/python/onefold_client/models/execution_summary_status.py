from typing import Literal, cast

ExecutionSummaryStatus = Literal["cancelled", "completed", "failed", "queued", "running", "timed_out", "waiting"]


def check_execution_summary_status(value: str) -> ExecutionSummaryStatus:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(ExecutionSummaryStatus, value)

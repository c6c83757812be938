from typing import Literal, cast

ExecutionReadStatus = Literal["cancelled", "completed", "failed", "queued", "running", "timed_out", "waiting"]


def check_execution_read_status(value: str) -> ExecutionReadStatus:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(ExecutionReadStatus, value)

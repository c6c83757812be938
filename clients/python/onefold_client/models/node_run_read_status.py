from typing import Literal

NodeRunReadStatus = Literal[
    "cancelled", "completed", "failed", "pending", "retrying", "running", "skipped", "waiting"
]

NODE_RUN_READ_STATUS_VALUES: set[NodeRunReadStatus] = {
    "cancelled",
    "completed",
    "failed",
    "pending",
    "retrying",
    "running",
    "skipped",
    "waiting",
}


def check_node_run_read_status(value: str) -> NodeRunReadStatus:
    if value in NODE_RUN_READ_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NODE_RUN_READ_STATUS_VALUES!r}")

from typing import Literal, cast

NodeRunReadStatus = Literal[
    "cancelled", "completed", "failed", "pending", "retrying", "running", "skipped", "waiting"
]


def check_node_run_read_status(value: str) -> NodeRunReadStatus:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeRunReadStatus, value)

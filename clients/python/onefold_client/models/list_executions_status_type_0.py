from typing import Literal, cast

ListExecutionsStatusType0 = Literal["cancelled", "completed", "failed", "queued", "running", "timed_out", "waiting"]


def check_list_executions_status_type_0(value: str) -> ListExecutionsStatusType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(ListExecutionsStatusType0, value)

from typing import Literal, cast

ReadinessStatus = Literal["ok", "unavailable"]


def check_readiness_status(value: str) -> ReadinessStatus:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(ReadinessStatus, value)

from typing import Literal, cast

ExecuteRequestTargetType0 = Literal["draft", "published"]


def check_execute_request_target_type_0(value: str) -> ExecuteRequestTargetType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(ExecuteRequestTargetType0, value)

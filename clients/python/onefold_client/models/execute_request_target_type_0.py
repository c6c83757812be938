from typing import Literal

ExecuteRequestTargetType0 = Literal["draft", "published"]

EXECUTE_REQUEST_TARGET_TYPE_0_VALUES: set[ExecuteRequestTargetType0] = {
    "draft",
    "published",
}


def check_execute_request_target_type_0(value: str) -> ExecuteRequestTargetType0:
    if value in EXECUTE_REQUEST_TARGET_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {EXECUTE_REQUEST_TARGET_TYPE_0_VALUES!r}")

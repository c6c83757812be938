from typing import Literal

QueryMode = Literal["read", "write"]

QUERY_MODE_VALUES: set[QueryMode] = {
    "read",
    "write",
}


def check_query_mode(value: str) -> QueryMode:
    if value in QUERY_MODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {QUERY_MODE_VALUES!r}")

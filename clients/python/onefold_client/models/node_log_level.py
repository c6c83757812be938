from typing import Literal

NodeLogLevel = Literal["debug", "error", "info", "warning"]

NODE_LOG_LEVEL_VALUES: set[NodeLogLevel] = {
    "debug",
    "error",
    "info",
    "warning",
}


def check_node_log_level(value: str) -> NodeLogLevel:
    if value in NODE_LOG_LEVEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NODE_LOG_LEVEL_VALUES!r}")

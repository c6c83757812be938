from typing import Literal, cast

NodeLogLevel = Literal["debug", "error", "info", "warning"]


def check_node_log_level(value: str) -> NodeLogLevel:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeLogLevel, value)

from typing import Literal, cast

NodeReadOnError = Literal["continue", "fail", "port"]


def check_node_read_on_error(value: str) -> NodeReadOnError:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeReadOnError, value)

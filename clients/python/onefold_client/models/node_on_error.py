from typing import Literal, cast

NodeOnError = Literal["continue", "fail", "port"]


def check_node_on_error(value: str) -> NodeOnError:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeOnError, value)

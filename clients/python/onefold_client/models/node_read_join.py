from typing import Literal, cast

NodeReadJoin = Literal["all", "any"]


def check_node_read_join(value: str) -> NodeReadJoin:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeReadJoin, value)

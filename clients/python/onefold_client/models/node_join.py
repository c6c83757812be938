from typing import Literal, cast

NodeJoin = Literal["all", "any"]


def check_node_join(value: str) -> NodeJoin:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeJoin, value)

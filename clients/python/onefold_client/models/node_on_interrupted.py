from typing import Literal, cast

NodeOnInterrupted = Literal["park", "repeat"]


def check_node_on_interrupted(value: str) -> NodeOnInterrupted:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeOnInterrupted, value)

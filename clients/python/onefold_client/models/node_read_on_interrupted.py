from typing import Literal, cast

NodeReadOnInterrupted = Literal["park", "repeat"]


def check_node_read_on_interrupted(value: str) -> NodeReadOnInterrupted:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeReadOnInterrupted, value)

from typing import Literal

NodeReadJoin = Literal["all", "any"]

NODE_READ_JOIN_VALUES: set[NodeReadJoin] = {
    "all",
    "any",
}


def check_node_read_join(value: str) -> NodeReadJoin:
    if value in NODE_READ_JOIN_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NODE_READ_JOIN_VALUES!r}")

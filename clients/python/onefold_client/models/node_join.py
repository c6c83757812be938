from typing import Literal

NodeJoin = Literal["all", "any"]

NODE_JOIN_VALUES: set[NodeJoin] = {
    "all",
    "any",
}


def check_node_join(value: str) -> NodeJoin:
    if value in NODE_JOIN_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NODE_JOIN_VALUES!r}")

from typing import Literal

NodeOnInterrupted = Literal["park", "repeat"]

NODE_ON_INTERRUPTED_VALUES: set[NodeOnInterrupted] = {
    "park",
    "repeat",
}


def check_node_on_interrupted(value: str) -> NodeOnInterrupted:
    if value in NODE_ON_INTERRUPTED_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NODE_ON_INTERRUPTED_VALUES!r}")

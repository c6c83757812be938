from typing import Literal

NodeReadOnInterrupted = Literal["park", "repeat"]

NODE_READ_ON_INTERRUPTED_VALUES: set[NodeReadOnInterrupted] = {
    "park",
    "repeat",
}


def check_node_read_on_interrupted(value: str) -> NodeReadOnInterrupted:
    if value in NODE_READ_ON_INTERRUPTED_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NODE_READ_ON_INTERRUPTED_VALUES!r}")

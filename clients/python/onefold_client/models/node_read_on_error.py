from typing import Literal

NodeReadOnError = Literal["continue", "fail", "port"]

NODE_READ_ON_ERROR_VALUES: set[NodeReadOnError] = {
    "continue",
    "fail",
    "port",
}


def check_node_read_on_error(value: str) -> NodeReadOnError:
    if value in NODE_READ_ON_ERROR_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NODE_READ_ON_ERROR_VALUES!r}")

from typing import Literal

NodeOnError = Literal["continue", "fail", "port"]

NODE_ON_ERROR_VALUES: set[NodeOnError] = {
    "continue",
    "fail",
    "port",
}


def check_node_on_error(value: str) -> NodeOnError:
    if value in NODE_ON_ERROR_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NODE_ON_ERROR_VALUES!r}")

from typing import Literal, cast

NodeStyleMinHeightType0 = Literal["l", "m", "none", "s", "screen"]


def check_node_style_min_height_type_0(value: str) -> NodeStyleMinHeightType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleMinHeightType0, value)

from typing import Literal, cast

NodeStyleHeightType0 = Literal["auto", "full", "l", "m", "s", "screen"]


def check_node_style_height_type_0(value: str) -> NodeStyleHeightType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleHeightType0, value)

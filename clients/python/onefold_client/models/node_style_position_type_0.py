from typing import Literal, cast

NodeStylePositionType0 = Literal["relative", "static", "sticky"]


def check_node_style_position_type_0(value: str) -> NodeStylePositionType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStylePositionType0, value)

from typing import Literal, cast

NodeStyleRadiusType0 = Literal["full", "l", "m", "none", "s", "xl"]


def check_node_style_radius_type_0(value: str) -> NodeStyleRadiusType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleRadiusType0, value)

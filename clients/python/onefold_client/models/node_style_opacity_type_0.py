from typing import Literal, cast

NodeStyleOpacityType0 = Literal[0, 10, 25, 50, 75, 90, 100]


def check_node_style_opacity_type_0(value: int) -> NodeStyleOpacityType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleOpacityType0, value)

from typing import Literal, cast

NodeStyleMaxWidthType0 = Literal["2xs", "full", "narrow", "none", "normal", "s", "wide", "xs"]


def check_node_style_max_width_type_0(value: str) -> NodeStyleMaxWidthType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleMaxWidthType0, value)

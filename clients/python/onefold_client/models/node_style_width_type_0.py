from typing import Literal, cast

NodeStyleWidthType0 = Literal["1/2", "1/3", "1/4", "2/3", "3/4", "auto", "fit", "full", "narrow", "normal", "wide"]


def check_node_style_width_type_0(value: str) -> NodeStyleWidthType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleWidthType0, value)

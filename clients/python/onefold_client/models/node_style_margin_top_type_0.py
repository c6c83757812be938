from typing import Literal, cast

NodeStyleMarginTopType0 = Literal["2xl", "2xs", "3xl", "auto", "l", "m", "none", "s", "xl", "xs"]


def check_node_style_margin_top_type_0(value: str) -> NodeStyleMarginTopType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleMarginTopType0, value)

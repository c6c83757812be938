from typing import Literal, cast

NodeStyleMarginEndType0 = Literal["2xl", "2xs", "3xl", "auto", "l", "m", "none", "s", "xl", "xs"]


def check_node_style_margin_end_type_0(value: str) -> NodeStyleMarginEndType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleMarginEndType0, value)

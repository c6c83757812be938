from typing import Literal, cast

NodeStyleMarginStartType0 = Literal["2xl", "2xs", "3xl", "auto", "l", "m", "none", "s", "xl", "xs"]


def check_node_style_margin_start_type_0(value: str) -> NodeStyleMarginStartType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleMarginStartType0, value)

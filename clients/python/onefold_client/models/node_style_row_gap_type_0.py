from typing import Literal, cast

NodeStyleRowGapType0 = Literal["2xl", "2xs", "3xl", "l", "m", "none", "s", "xl", "xs"]


def check_node_style_row_gap_type_0(value: str) -> NodeStyleRowGapType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleRowGapType0, value)

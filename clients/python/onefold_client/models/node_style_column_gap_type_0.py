from typing import Literal, cast

NodeStyleColumnGapType0 = Literal["2xl", "2xs", "3xl", "l", "m", "none", "s", "xl", "xs"]


def check_node_style_column_gap_type_0(value: str) -> NodeStyleColumnGapType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleColumnGapType0, value)

from typing import Literal, cast

NodeStyleGapType0 = Literal["2xl", "2xs", "3xl", "l", "m", "none", "s", "xl", "xs"]


def check_node_style_gap_type_0(value: str) -> NodeStyleGapType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleGapType0, value)

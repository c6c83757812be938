from typing import Literal, cast

NodeStylePaddingStartType0 = Literal["2xl", "2xs", "3xl", "l", "m", "none", "s", "xl", "xs"]


def check_node_style_padding_start_type_0(value: str) -> NodeStylePaddingStartType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStylePaddingStartType0, value)

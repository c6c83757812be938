from typing import Literal, cast

NodeStylePaddingEndType0 = Literal["2xl", "2xs", "3xl", "l", "m", "none", "s", "xl", "xs"]


def check_node_style_padding_end_type_0(value: str) -> NodeStylePaddingEndType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStylePaddingEndType0, value)

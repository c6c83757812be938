from typing import Literal, cast

NodeStyleSizeType0 = Literal["2xl", "3xl", "4xl", "5xl", "l", "m", "s", "xl", "xs"]


def check_node_style_size_type_0(value: str) -> NodeStyleSizeType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleSizeType0, value)

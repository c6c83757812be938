from typing import Literal, cast

NodeStyleOverflowType0 = Literal["auto", "hidden", "visible"]


def check_node_style_overflow_type_0(value: str) -> NodeStyleOverflowType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleOverflowType0, value)

from typing import Literal, cast

NodeStyleOrderType0 = Literal[-1, 0, 1, 2, 3, 4, 5, 6]


def check_node_style_order_type_0(value: int) -> NodeStyleOrderType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleOrderType0, value)

from typing import Literal, cast

NodeStyleGradientDirectionType0 = Literal["diagonal", "down", "radial", "right"]


def check_node_style_gradient_direction_type_0(value: str) -> NodeStyleGradientDirectionType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleGradientDirectionType0, value)

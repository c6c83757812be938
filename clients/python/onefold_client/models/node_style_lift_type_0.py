from typing import Literal, cast

NodeStyleLiftType0 = Literal["m", "none", "s"]


def check_node_style_lift_type_0(value: str) -> NodeStyleLiftType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleLiftType0, value)

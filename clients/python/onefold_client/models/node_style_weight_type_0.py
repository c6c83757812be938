from typing import Literal, cast

NodeStyleWeightType0 = Literal["black", "bold", "light", "medium", "normal", "semibold"]


def check_node_style_weight_type_0(value: str) -> NodeStyleWeightType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleWeightType0, value)

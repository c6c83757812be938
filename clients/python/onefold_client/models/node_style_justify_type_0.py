from typing import Literal, cast

NodeStyleJustifyType0 = Literal["around", "between", "center", "end", "evenly", "start"]


def check_node_style_justify_type_0(value: str) -> NodeStyleJustifyType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleJustifyType0, value)

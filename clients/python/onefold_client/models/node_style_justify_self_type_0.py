from typing import Literal, cast

NodeStyleJustifySelfType0 = Literal["auto", "center", "end", "start", "stretch"]


def check_node_style_justify_self_type_0(value: str) -> NodeStyleJustifySelfType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleJustifySelfType0, value)

from typing import Literal, cast

NodeStyleBorderSideType0 = Literal["all", "block", "bottom", "end", "inline", "start", "top"]


def check_node_style_border_side_type_0(value: str) -> NodeStyleBorderSideType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleBorderSideType0, value)

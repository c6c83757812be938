from typing import Literal, cast

NodeStyleBorderColorType0 = Literal["accent", "danger", "ink", "line", "strong"]


def check_node_style_border_color_type_0(value: str) -> NodeStyleBorderColorType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleBorderColorType0, value)

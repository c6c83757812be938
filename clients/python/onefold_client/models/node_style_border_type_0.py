from typing import Literal, cast

NodeStyleBorderType0 = Literal["medium", "none", "thick", "thin"]


def check_node_style_border_type_0(value: str) -> NodeStyleBorderType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleBorderType0, value)

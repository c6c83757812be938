from typing import Literal, cast

NodeStyleColorType0 = Literal["accent", "danger", "ink", "soft"]


def check_node_style_color_type_0(value: str) -> NodeStyleColorType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleColorType0, value)

from typing import Literal, cast

NodeStyleFontType0 = Literal["body", "heading", "mono"]


def check_node_style_font_type_0(value: str) -> NodeStyleFontType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleFontType0, value)

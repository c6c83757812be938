from typing import Literal, cast

NodeStyleDisplayType0 = Literal["block", "column", "grid", "row"]


def check_node_style_display_type_0(value: str) -> NodeStyleDisplayType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleDisplayType0, value)

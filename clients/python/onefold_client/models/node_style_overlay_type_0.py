from typing import Literal, cast

NodeStyleOverlayType0 = Literal["accent", "inverse", "none", "page"]


def check_node_style_overlay_type_0(value: str) -> NodeStyleOverlayType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleOverlayType0, value)

from typing import Literal, cast

NodeStyleBackgroundType0 = Literal["accent", "accent_soft", "inverse", "muted", "none", "page", "surface"]


def check_node_style_background_type_0(value: str) -> NodeStyleBackgroundType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleBackgroundType0, value)

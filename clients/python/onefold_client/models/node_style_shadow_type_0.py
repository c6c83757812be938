from typing import Literal, cast

NodeStyleShadowType0 = Literal["l", "m", "none", "s"]


def check_node_style_shadow_type_0(value: str) -> NodeStyleShadowType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleShadowType0, value)

from typing import Literal, cast

NodeStyleGradientToType0 = Literal["accent", "accent_soft", "inverse", "muted", "none", "page", "surface"]


def check_node_style_gradient_to_type_0(value: str) -> NodeStyleGradientToType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleGradientToType0, value)

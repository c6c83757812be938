from typing import Literal, cast

NodeStyleLeadingType0 = Literal["loose", "normal", "snug", "tight"]


def check_node_style_leading_type_0(value: str) -> NodeStyleLeadingType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleLeadingType0, value)

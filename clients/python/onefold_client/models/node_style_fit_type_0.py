from typing import Literal, cast

NodeStyleFitType0 = Literal["contain", "cover"]


def check_node_style_fit_type_0(value: str) -> NodeStyleFitType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleFitType0, value)

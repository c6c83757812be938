from typing import Literal, cast

NodeStyleTrackingType0 = Literal["normal", "tight", "wide", "wider"]


def check_node_style_tracking_type_0(value: str) -> NodeStyleTrackingType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleTrackingType0, value)

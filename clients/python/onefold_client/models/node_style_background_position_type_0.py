from typing import Literal, cast

NodeStyleBackgroundPositionType0 = Literal["bottom", "center", "end", "start", "top"]


def check_node_style_background_position_type_0(value: str) -> NodeStyleBackgroundPositionType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleBackgroundPositionType0, value)

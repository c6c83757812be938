from typing import Literal, cast

NodeStyleBackgroundSizeType0 = Literal["contain", "cover"]


def check_node_style_background_size_type_0(value: str) -> NodeStyleBackgroundSizeType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleBackgroundSizeType0, value)

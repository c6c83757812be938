from typing import Literal, cast

NodeStyleAspectType0 = Literal["auto", "photo", "portrait", "square", "video", "wide"]


def check_node_style_aspect_type_0(value: str) -> NodeStyleAspectType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleAspectType0, value)

from typing import Literal, cast

NodeStyleTextAlignType0 = Literal["center", "end", "start"]


def check_node_style_text_align_type_0(value: str) -> NodeStyleTextAlignType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleTextAlignType0, value)

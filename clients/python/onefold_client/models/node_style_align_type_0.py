from typing import Literal, cast

NodeStyleAlignType0 = Literal["baseline", "center", "end", "start", "stretch"]


def check_node_style_align_type_0(value: str) -> NodeStyleAlignType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleAlignType0, value)

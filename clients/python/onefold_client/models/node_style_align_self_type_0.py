from typing import Literal, cast

NodeStyleAlignSelfType0 = Literal["auto", "center", "end", "start", "stretch"]


def check_node_style_align_self_type_0(value: str) -> NodeStyleAlignSelfType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleAlignSelfType0, value)

from typing import Literal, cast

NodeStyleSpanType0 = Literal[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]


def check_node_style_span_type_0(value: int) -> NodeStyleSpanType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleSpanType0, value)

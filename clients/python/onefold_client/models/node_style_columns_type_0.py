from typing import Literal, cast

NodeStyleColumnsType0 = Literal[1, 2, 3, 4, 5, 6, 8, 12]


def check_node_style_columns_type_0(value: int) -> NodeStyleColumnsType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleColumnsType0, value)

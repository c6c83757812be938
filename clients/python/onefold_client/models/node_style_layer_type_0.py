from typing import Literal, cast

NodeStyleLayerType0 = Literal[0, 1, 2, 3]


def check_node_style_layer_type_0(value: int) -> NodeStyleLayerType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleLayerType0, value)

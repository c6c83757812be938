from typing import Literal, cast

NodeKindReadEffectType0 = Literal["idempotent", "once", "pure"]


def check_node_kind_read_effect_type_0(value: str) -> NodeKindReadEffectType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeKindReadEffectType0, value)

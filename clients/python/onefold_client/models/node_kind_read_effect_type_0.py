from typing import Literal

NodeKindReadEffectType0 = Literal["idempotent", "once", "pure"]

NODE_KIND_READ_EFFECT_TYPE_0_VALUES: set[NodeKindReadEffectType0] = {
    "idempotent",
    "once",
    "pure",
}


def check_node_kind_read_effect_type_0(value: str) -> NodeKindReadEffectType0:
    if value in NODE_KIND_READ_EFFECT_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NODE_KIND_READ_EFFECT_TYPE_0_VALUES!r}")

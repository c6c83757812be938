from typing import Literal, cast

StyleRulesLayerType0 = Literal[0, 1, 2, 3]


def check_style_rules_layer_type_0(value: int) -> StyleRulesLayerType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesLayerType0, value)

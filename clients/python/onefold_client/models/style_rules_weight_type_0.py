from typing import Literal, cast

StyleRulesWeightType0 = Literal["black", "bold", "light", "medium", "normal", "semibold"]


def check_style_rules_weight_type_0(value: str) -> StyleRulesWeightType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesWeightType0, value)

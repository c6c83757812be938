from typing import Literal, cast

StyleRulesGradientDirectionType0 = Literal["diagonal", "down", "radial", "right"]


def check_style_rules_gradient_direction_type_0(value: str) -> StyleRulesGradientDirectionType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesGradientDirectionType0, value)

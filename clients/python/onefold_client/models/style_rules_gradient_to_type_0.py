from typing import Literal, cast

StyleRulesGradientToType0 = Literal["accent", "accent_soft", "inverse", "muted", "none", "page", "surface"]


def check_style_rules_gradient_to_type_0(value: str) -> StyleRulesGradientToType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesGradientToType0, value)

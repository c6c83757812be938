from typing import Literal, cast

StyleRulesBorderColorType0 = Literal["accent", "danger", "ink", "line", "strong"]


def check_style_rules_border_color_type_0(value: str) -> StyleRulesBorderColorType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesBorderColorType0, value)

from typing import Literal, cast

StyleRulesRadiusType0 = Literal["full", "l", "m", "none", "s", "xl"]


def check_style_rules_radius_type_0(value: str) -> StyleRulesRadiusType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesRadiusType0, value)

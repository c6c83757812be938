from typing import Literal, cast

StyleRulesOpacityType0 = Literal[0, 10, 25, 50, 75, 90, 100]


def check_style_rules_opacity_type_0(value: int) -> StyleRulesOpacityType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesOpacityType0, value)

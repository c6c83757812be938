from typing import Literal, cast

StyleRulesPaddingBottomType0 = Literal["2xl", "2xs", "3xl", "l", "m", "none", "s", "xl", "xs"]


def check_style_rules_padding_bottom_type_0(value: str) -> StyleRulesPaddingBottomType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesPaddingBottomType0, value)

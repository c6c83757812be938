from typing import Literal, cast

StyleRulesMarginType0 = Literal["2xl", "2xs", "3xl", "auto", "l", "m", "none", "s", "xl", "xs"]


def check_style_rules_margin_type_0(value: str) -> StyleRulesMarginType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesMarginType0, value)

from typing import Literal, cast

StyleRulesMarginEndType0 = Literal["2xl", "2xs", "3xl", "auto", "l", "m", "none", "s", "xl", "xs"]


def check_style_rules_margin_end_type_0(value: str) -> StyleRulesMarginEndType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesMarginEndType0, value)

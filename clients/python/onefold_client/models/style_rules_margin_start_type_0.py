from typing import Literal, cast

StyleRulesMarginStartType0 = Literal["2xl", "2xs", "3xl", "auto", "l", "m", "none", "s", "xl", "xs"]


def check_style_rules_margin_start_type_0(value: str) -> StyleRulesMarginStartType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesMarginStartType0, value)

from typing import Literal, cast

StyleRulesTopType0 = Literal["2xl", "2xs", "3xl", "l", "m", "none", "s", "xl", "xs"]


def check_style_rules_top_type_0(value: str) -> StyleRulesTopType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesTopType0, value)

from typing import Literal, cast

StyleRulesGapType0 = Literal["2xl", "2xs", "3xl", "l", "m", "none", "s", "xl", "xs"]


def check_style_rules_gap_type_0(value: str) -> StyleRulesGapType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesGapType0, value)

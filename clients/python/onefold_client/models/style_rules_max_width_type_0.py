from typing import Literal, cast

StyleRulesMaxWidthType0 = Literal["2xs", "full", "narrow", "none", "normal", "s", "wide", "xs"]


def check_style_rules_max_width_type_0(value: str) -> StyleRulesMaxWidthType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesMaxWidthType0, value)

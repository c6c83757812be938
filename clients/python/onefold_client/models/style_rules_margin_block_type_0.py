from typing import Literal, cast

StyleRulesMarginBlockType0 = Literal["2xl", "2xs", "3xl", "auto", "l", "m", "none", "s", "xl", "xs"]


def check_style_rules_margin_block_type_0(value: str) -> StyleRulesMarginBlockType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesMarginBlockType0, value)

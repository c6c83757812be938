from typing import Literal, cast

StyleRulesFontType0 = Literal["body", "heading", "mono"]


def check_style_rules_font_type_0(value: str) -> StyleRulesFontType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesFontType0, value)

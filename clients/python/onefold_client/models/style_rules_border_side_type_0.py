from typing import Literal, cast

StyleRulesBorderSideType0 = Literal["all", "block", "bottom", "end", "inline", "start", "top"]


def check_style_rules_border_side_type_0(value: str) -> StyleRulesBorderSideType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesBorderSideType0, value)

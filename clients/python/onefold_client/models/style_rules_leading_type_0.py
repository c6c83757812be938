from typing import Literal, cast

StyleRulesLeadingType0 = Literal["loose", "normal", "snug", "tight"]


def check_style_rules_leading_type_0(value: str) -> StyleRulesLeadingType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesLeadingType0, value)

from typing import Literal, cast

StyleRulesOverflowType0 = Literal["auto", "hidden", "visible"]


def check_style_rules_overflow_type_0(value: str) -> StyleRulesOverflowType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesOverflowType0, value)

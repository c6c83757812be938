from typing import Literal, cast

StyleRulesFitType0 = Literal["contain", "cover"]


def check_style_rules_fit_type_0(value: str) -> StyleRulesFitType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesFitType0, value)

from typing import Literal, cast

StyleRulesLiftType0 = Literal["m", "none", "s"]


def check_style_rules_lift_type_0(value: str) -> StyleRulesLiftType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesLiftType0, value)

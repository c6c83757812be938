from typing import Literal, cast

StyleRulesJustifyType0 = Literal["around", "between", "center", "end", "evenly", "start"]


def check_style_rules_justify_type_0(value: str) -> StyleRulesJustifyType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesJustifyType0, value)

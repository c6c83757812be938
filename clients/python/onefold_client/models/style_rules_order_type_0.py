from typing import Literal, cast

StyleRulesOrderType0 = Literal[-1, 0, 1, 2, 3, 4, 5, 6]


def check_style_rules_order_type_0(value: int) -> StyleRulesOrderType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesOrderType0, value)

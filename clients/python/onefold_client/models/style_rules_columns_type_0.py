from typing import Literal, cast

StyleRulesColumnsType0 = Literal[1, 2, 3, 4, 5, 6, 8, 12]


def check_style_rules_columns_type_0(value: int) -> StyleRulesColumnsType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesColumnsType0, value)

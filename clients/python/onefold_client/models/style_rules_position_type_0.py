from typing import Literal, cast

StyleRulesPositionType0 = Literal["relative", "static", "sticky"]


def check_style_rules_position_type_0(value: str) -> StyleRulesPositionType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesPositionType0, value)

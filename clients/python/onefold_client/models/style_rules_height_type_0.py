from typing import Literal, cast

StyleRulesHeightType0 = Literal["auto", "full", "l", "m", "s", "screen"]


def check_style_rules_height_type_0(value: str) -> StyleRulesHeightType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesHeightType0, value)

from typing import Literal, cast

StyleRulesMinHeightType0 = Literal["l", "m", "none", "s", "screen"]


def check_style_rules_min_height_type_0(value: str) -> StyleRulesMinHeightType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesMinHeightType0, value)

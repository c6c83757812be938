from typing import Literal, cast

StyleRulesBackgroundPositionType0 = Literal["bottom", "center", "end", "start", "top"]


def check_style_rules_background_position_type_0(value: str) -> StyleRulesBackgroundPositionType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesBackgroundPositionType0, value)

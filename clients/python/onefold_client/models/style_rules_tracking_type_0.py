from typing import Literal, cast

StyleRulesTrackingType0 = Literal["normal", "tight", "wide", "wider"]


def check_style_rules_tracking_type_0(value: str) -> StyleRulesTrackingType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesTrackingType0, value)

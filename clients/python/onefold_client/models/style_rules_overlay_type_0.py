from typing import Literal, cast

StyleRulesOverlayType0 = Literal["accent", "inverse", "none", "page"]


def check_style_rules_overlay_type_0(value: str) -> StyleRulesOverlayType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesOverlayType0, value)

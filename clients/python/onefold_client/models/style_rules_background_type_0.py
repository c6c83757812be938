from typing import Literal, cast

StyleRulesBackgroundType0 = Literal["accent", "accent_soft", "inverse", "muted", "none", "page", "surface"]


def check_style_rules_background_type_0(value: str) -> StyleRulesBackgroundType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesBackgroundType0, value)

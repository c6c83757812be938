from typing import Literal, cast

StyleRulesAspectType0 = Literal["auto", "photo", "portrait", "square", "video", "wide"]


def check_style_rules_aspect_type_0(value: str) -> StyleRulesAspectType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesAspectType0, value)

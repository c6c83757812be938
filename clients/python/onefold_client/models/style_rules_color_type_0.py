from typing import Literal, cast

StyleRulesColorType0 = Literal["accent", "danger", "ink", "soft"]


def check_style_rules_color_type_0(value: str) -> StyleRulesColorType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesColorType0, value)

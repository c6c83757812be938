from typing import Literal, cast

StyleRulesBorderType0 = Literal["medium", "none", "thick", "thin"]


def check_style_rules_border_type_0(value: str) -> StyleRulesBorderType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesBorderType0, value)

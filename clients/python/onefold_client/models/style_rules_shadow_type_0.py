from typing import Literal, cast

StyleRulesShadowType0 = Literal["l", "m", "none", "s"]


def check_style_rules_shadow_type_0(value: str) -> StyleRulesShadowType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesShadowType0, value)

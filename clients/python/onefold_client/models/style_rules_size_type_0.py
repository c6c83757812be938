from typing import Literal, cast

StyleRulesSizeType0 = Literal["2xl", "3xl", "4xl", "5xl", "l", "m", "s", "xl", "xs"]


def check_style_rules_size_type_0(value: str) -> StyleRulesSizeType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesSizeType0, value)

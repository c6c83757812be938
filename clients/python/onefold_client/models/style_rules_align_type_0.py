from typing import Literal, cast

StyleRulesAlignType0 = Literal["baseline", "center", "end", "start", "stretch"]


def check_style_rules_align_type_0(value: str) -> StyleRulesAlignType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesAlignType0, value)

from typing import Literal, cast

StyleRulesAlignSelfType0 = Literal["auto", "center", "end", "start", "stretch"]


def check_style_rules_align_self_type_0(value: str) -> StyleRulesAlignSelfType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesAlignSelfType0, value)

from typing import Literal, cast

StyleRulesTextAlignType0 = Literal["center", "end", "start"]


def check_style_rules_text_align_type_0(value: str) -> StyleRulesTextAlignType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesTextAlignType0, value)

from typing import Literal, cast

StyleRulesJustifySelfType0 = Literal["auto", "center", "end", "start", "stretch"]


def check_style_rules_justify_self_type_0(value: str) -> StyleRulesJustifySelfType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesJustifySelfType0, value)

from typing import Literal, cast

StyleRulesDisplayType0 = Literal["block", "column", "grid", "row"]


def check_style_rules_display_type_0(value: str) -> StyleRulesDisplayType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesDisplayType0, value)

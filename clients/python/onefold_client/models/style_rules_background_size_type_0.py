from typing import Literal, cast

StyleRulesBackgroundSizeType0 = Literal["contain", "cover"]


def check_style_rules_background_size_type_0(value: str) -> StyleRulesBackgroundSizeType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesBackgroundSizeType0, value)

from typing import Literal, cast

StyleRulesSpanType0 = Literal[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]


def check_style_rules_span_type_0(value: int) -> StyleRulesSpanType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesSpanType0, value)

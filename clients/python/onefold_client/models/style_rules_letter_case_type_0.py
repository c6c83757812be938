from typing import Literal, cast

StyleRulesLetterCaseType0 = Literal["lower", "none", "title", "upper"]


def check_style_rules_letter_case_type_0(value: str) -> StyleRulesLetterCaseType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(StyleRulesLetterCaseType0, value)

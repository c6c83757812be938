from typing import Literal, cast

NodeStyleLetterCaseType0 = Literal["lower", "none", "title", "upper"]


def check_node_style_letter_case_type_0(value: str) -> NodeStyleLetterCaseType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(NodeStyleLetterCaseType0, value)

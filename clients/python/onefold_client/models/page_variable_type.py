from typing import Literal, cast

PageVariableType = Literal["boolean", "json", "number", "string"]


def check_page_variable_type(value: str) -> PageVariableType:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(PageVariableType, value)

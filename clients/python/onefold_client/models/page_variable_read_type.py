from typing import Literal, cast

PageVariableReadType = Literal["boolean", "json", "number", "string"]


def check_page_variable_read_type(value: str) -> PageVariableReadType:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(PageVariableReadType, value)

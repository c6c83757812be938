from typing import Literal, cast

PageParamType = Literal["boolean", "date", "integer", "number", "string"]


def check_page_param_type(value: str) -> PageParamType:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(PageParamType, value)

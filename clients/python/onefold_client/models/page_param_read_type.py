from typing import Literal, cast

PageParamReadType = Literal["boolean", "date", "integer", "number", "string"]


def check_page_param_read_type(value: str) -> PageParamReadType:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(PageParamReadType, value)

from typing import Literal, cast

PageParamReadFrom = Literal["path", "query"]


def check_page_param_read_from(value: str) -> PageParamReadFrom:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(PageParamReadFrom, value)

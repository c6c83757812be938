from typing import Literal, cast

PageParamFrom = Literal["path", "query"]


def check_page_param_from(value: str) -> PageParamFrom:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(PageParamFrom, value)

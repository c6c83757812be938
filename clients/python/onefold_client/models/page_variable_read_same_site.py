from typing import Literal, cast

PageVariableReadSameSite = Literal["lax", "none", "strict"]


def check_page_variable_read_same_site(value: str) -> PageVariableReadSameSite:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(PageVariableReadSameSite, value)

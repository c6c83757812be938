from typing import Literal, cast

PageVariableSameSite = Literal["lax", "none", "strict"]


def check_page_variable_same_site(value: str) -> PageVariableSameSite:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(PageVariableSameSite, value)

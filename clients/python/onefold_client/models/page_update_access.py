from typing import Literal, cast

PageUpdateAccess = Literal["members", "public", "visitors"]


def check_page_update_access(value: str) -> PageUpdateAccess:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(PageUpdateAccess, value)

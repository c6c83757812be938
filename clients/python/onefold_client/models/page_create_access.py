from typing import Literal, cast

PageCreateAccess = Literal["members", "public", "visitors"]


def check_page_create_access(value: str) -> PageCreateAccess:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(PageCreateAccess, value)

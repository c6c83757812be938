from typing import Literal, cast

PageReadAccess = Literal["members", "public", "visitors"]


def check_page_read_access(value: str) -> PageReadAccess:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(PageReadAccess, value)

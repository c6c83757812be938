from typing import Literal, cast

PageUpdateAccessType0 = Literal["members", "public", "visitors"]


def check_page_update_access_type_0(value: str) -> PageUpdateAccessType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(PageUpdateAccessType0, value)

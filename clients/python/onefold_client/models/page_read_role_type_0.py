from typing import Literal, cast

PageReadRoleType0 = Literal["error", "home", "not_found"]


def check_page_read_role_type_0(value: str) -> PageReadRoleType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(PageReadRoleType0, value)

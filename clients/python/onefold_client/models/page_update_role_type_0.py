from typing import Literal, cast

PageUpdateRoleType0 = Literal["error", "home", "not_found"]


def check_page_update_role_type_0(value: str) -> PageUpdateRoleType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(PageUpdateRoleType0, value)

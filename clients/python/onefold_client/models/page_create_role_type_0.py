from typing import Literal, cast

PageCreateRoleType0 = Literal["error", "home", "not_found"]


def check_page_create_role_type_0(value: str) -> PageCreateRoleType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(PageCreateRoleType0, value)

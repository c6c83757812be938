from typing import Literal, cast

PageSummaryRoleType0 = Literal["error", "home", "not_found"]


def check_page_summary_role_type_0(value: str) -> PageSummaryRoleType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(PageSummaryRoleType0, value)

from typing import Literal, cast

PageSummaryAccess = Literal["members", "public", "visitors"]


def check_page_summary_access(value: str) -> PageSummaryAccess:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(PageSummaryAccess, value)

from typing import Literal

PageSummaryAccess = Literal["members", "public", "visitors"]

PAGE_SUMMARY_ACCESS_VALUES: set[PageSummaryAccess] = {
    "members",
    "public",
    "visitors",
}


def check_page_summary_access(value: str) -> PageSummaryAccess:
    if value in PAGE_SUMMARY_ACCESS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PAGE_SUMMARY_ACCESS_VALUES!r}")

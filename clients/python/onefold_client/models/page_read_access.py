from typing import Literal

PageReadAccess = Literal["members", "public", "visitors"]

PAGE_READ_ACCESS_VALUES: set[PageReadAccess] = {
    "members",
    "public",
    "visitors",
}


def check_page_read_access(value: str) -> PageReadAccess:
    if value in PAGE_READ_ACCESS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PAGE_READ_ACCESS_VALUES!r}")

from typing import Literal

PageCreateAccess = Literal["members", "public", "visitors"]

PAGE_CREATE_ACCESS_VALUES: set[PageCreateAccess] = {
    "members",
    "public",
    "visitors",
}


def check_page_create_access(value: str) -> PageCreateAccess:
    if value in PAGE_CREATE_ACCESS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PAGE_CREATE_ACCESS_VALUES!r}")

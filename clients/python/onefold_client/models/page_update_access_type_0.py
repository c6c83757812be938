from typing import Literal

PageUpdateAccessType0 = Literal["members", "public", "visitors"]

PAGE_UPDATE_ACCESS_TYPE_0_VALUES: set[PageUpdateAccessType0] = {
    "members",
    "public",
    "visitors",
}


def check_page_update_access_type_0(value: str) -> PageUpdateAccessType0:
    if value in PAGE_UPDATE_ACCESS_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PAGE_UPDATE_ACCESS_TYPE_0_VALUES!r}")

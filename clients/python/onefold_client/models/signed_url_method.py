from typing import Literal

SignedUrlMethod = Literal["GET", "PUT"]

SIGNED_URL_METHOD_VALUES: set[SignedUrlMethod] = {
    "GET",
    "PUT",
}


def check_signed_url_method(value: str) -> SignedUrlMethod:
    if value in SIGNED_URL_METHOD_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SIGNED_URL_METHOD_VALUES!r}")

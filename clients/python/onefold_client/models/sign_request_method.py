from typing import Literal

SignRequestMethod = Literal["GET", "PUT"]

SIGN_REQUEST_METHOD_VALUES: set[SignRequestMethod] = {
    "GET",
    "PUT",
}


def check_sign_request_method(value: str) -> SignRequestMethod:
    if value in SIGN_REQUEST_METHOD_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SIGN_REQUEST_METHOD_VALUES!r}")

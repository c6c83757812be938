from typing import Literal, cast

SignRequestMethod = Literal["GET", "PUT"]


def check_sign_request_method(value: str) -> SignRequestMethod:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(SignRequestMethod, value)

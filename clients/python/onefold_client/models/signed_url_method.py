from typing import Literal, cast

SignedUrlMethod = Literal["GET", "PUT"]


def check_signed_url_method(value: str) -> SignedUrlMethod:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(SignedUrlMethod, value)

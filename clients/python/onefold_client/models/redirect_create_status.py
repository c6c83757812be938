from typing import Literal, cast

RedirectCreateStatus = Literal[301, 302, 308]


def check_redirect_create_status(value: int) -> RedirectCreateStatus:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(RedirectCreateStatus, value)

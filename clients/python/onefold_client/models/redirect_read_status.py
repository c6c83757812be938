from typing import Literal, cast

RedirectReadStatus = Literal[301, 302, 308]


def check_redirect_read_status(value: int) -> RedirectReadStatus:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(RedirectReadStatus, value)

from typing import Literal, cast

RedirectUpdateStatus = Literal[301, 302, 308]


def check_redirect_update_status(value: int) -> RedirectUpdateStatus:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(RedirectUpdateStatus, value)

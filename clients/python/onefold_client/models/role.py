from typing import Literal, cast

Role = Literal["editor", "operator", "owner", "viewer"]


def check_role(value: str) -> Role:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(Role, value)

from typing import Literal, cast

Scope = Literal[
    "actions:read",
    "actions:run",
    "actions:write",
    "admin",
    "data:read",
    "data:write",
    "files:read",
    "files:write",
    "pages:read",
    "pages:write",
]


def check_scope(value: str) -> Scope:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(Scope, value)

from typing import Literal

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

SCOPE_VALUES: set[Scope] = {
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
}


def check_scope(value: str) -> Scope:
    if value in SCOPE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SCOPE_VALUES!r}")

from typing import Literal, cast

ComponentReadTier = Literal["data", "interactive", "layout", "static"]


def check_component_read_tier(value: str) -> ComponentReadTier:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(ComponentReadTier, value)

from typing import Literal

ComponentReadTier = Literal["data", "interactive", "layout", "static"]

COMPONENT_READ_TIER_VALUES: set[ComponentReadTier] = {
    "data",
    "interactive",
    "layout",
    "static",
}


def check_component_read_tier(value: str) -> ComponentReadTier:
    if value in COMPONENT_READ_TIER_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {COMPONENT_READ_TIER_VALUES!r}")

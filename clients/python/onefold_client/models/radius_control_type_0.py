from typing import Literal, cast

RadiusControlType0 = Literal["pill", "same", "square"]


def check_radius_control_type_0(value: str) -> RadiusControlType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(RadiusControlType0, value)

from typing import Literal, cast

SiteReadPreset = Literal["bloom", "harbor", "journal", "meadow", "paper", "studio"]


def check_site_read_preset(value: str) -> SiteReadPreset:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(SiteReadPreset, value)

from typing import Literal, cast

SiteUpdatePreset = Literal["bloom", "harbor", "journal", "meadow", "paper", "studio"]


def check_site_update_preset(value: str) -> SiteUpdatePreset:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(SiteUpdatePreset, value)

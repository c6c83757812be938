from typing import Literal, cast

PresetReadName = Literal["bloom", "harbor", "journal", "meadow", "paper", "studio"]


def check_preset_read_name(value: str) -> PresetReadName:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(PresetReadName, value)

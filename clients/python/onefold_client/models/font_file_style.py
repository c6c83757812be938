from typing import Literal, cast

FontFileStyle = Literal["italic", "normal"]


def check_font_file_style(value: str) -> FontFileStyle:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(FontFileStyle, value)

from typing import Literal, cast

FontStack = Literal[
    "geometric", "grotesque", "humanist", "industrial", "mono", "old_style", "rounded", "sans", "slab", "transitional"
]


def check_font_stack(value: str) -> FontStack:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(FontStack, value)

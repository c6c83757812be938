"""Colours as `#rrggbb`: mixing them, and how well one is read on another (WCAG 2.2)."""

from collections.abc import Iterable

TEXT_CONTRAST = 4.5
"""What text needs on its background (WCAG 2.2, 1.4.3)."""
CONTROL_CONTRAST = 3.0
"""What large text, and the edge of a field or a button, need (WCAG 2.2, 1.4.3 and 1.4.11)."""
_STEPS = 50
# Above what is needed, so that a colour which was rounded to a byte still has it.
_MARGIN = 0.05


def to_rgb(color: str) -> tuple[int, int, int]:
    """Return red, green and blue, 0–255, of `#rgb` or `#rrggbb`."""
    digits = color.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def mix(color: str, other: str, share: float) -> str:
    """Return a colour with a share, 0–1, of another one in it, as `color-mix(in srgb, …)` of CSS does."""
    pairs = zip(to_rgb(color), to_rgb(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def luminance(color: str) -> float:
    """Return the relative luminance, 0–1 (WCAG 2.2, "relative luminance")."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in to_rgb(color))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(color: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1–21 (WCAG 2.2, "contrast ratio")."""
    dark, bright = sorted((luminance(color), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def is_dark(color: str) -> bool:
    """Return whether white is read better on it than black."""
    return contrast(color, "#ffffff") >= contrast(color, "#000000")


def readable_on(backgrounds: Iterable[str], color: str, toward: str, ratio: float = TEXT_CONTRAST) -> str:
    """Return the colour, moved toward another one just as far as it takes to be read on all backgrounds.

    Where no mixture is enough, it is `toward` itself.
    """
    behind = list(backgrounds)
    for step in range(_STEPS + 1):
        mixed = mix(color, toward, step / _STEPS)
        if all(contrast(mixed, one) >= ratio + _MARGIN for one in behind):
            return mixed
    return toward


def most_readable_on(background: str, *choices: str) -> str:
    """Return the first of the choices that text can have on a background, else the one that is read best."""
    for choice in choices:
        if contrast(choice, background) >= TEXT_CONTRAST:
            return choice
    return max(choices, key=lambda choice: contrast(choice, background))

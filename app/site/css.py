"""A design as a style sheet: custom properties `--of-…`, and the fonts of the site."""

from collections.abc import Iterator, Mapping

from app.site.fonts import STACKS
from app.site.theme import Palette, Theme
from app.site.tokens import Font, Scheme, Shadow

TEXT_STEPS: Mapping[str, float] = {
    "xs": -1.4,
    "s": -0.75,
    "m": 0,
    "l": 0.75,
    "xl": 1.25,
    "2xl": 2.4,
    "3xl": 3.75,
    "4xl": 6.5,
    "5xl": 8,
}
"""Sizes of text, in steps of the type scale from ordinary text."""
SPACES: Mapping[str, float] = {
    "none": 0,
    "2xs": 0.25,
    "xs": 0.5,
    "s": 0.75,
    "m": 1.15,
    "l": 1.75,
    "xl": 2.75,
    "2xl": 4.5,
    "3xl": 7,
}
"""Room in rem, before the density of the site."""
RADII = ("none", "s", "m", "l", "xl", "full")
SHADOWS = ("none", "s", "m", "l")

_PIXELS_PER_REM = 16
# Sizes grow with the window between a small phone and a laptop, in rem.
_NARROW, _WIDE = 22.5, 80
_ON_PHONE = 0.7
"""How much of a step, or of a large space, is left on a phone."""

_SHADOWS: Mapping[Shadow, Mapping[str, str]] = {
    "none": {"s": "none", "m": "none", "l": "none"},
    "soft": {
        "s": "0 1px 2px {0.05}, 0 6px 20px {0.05}",
        "m": "0 2px 4px {0.05}, 0 12px 32px {0.09}",
        "l": "0 4px 8px {0.05}, 0 24px 64px {0.14}",
    },
    "lifted": {
        "s": "0 2px 6px {0.06}, 0 10px 30px {0.08}",
        "m": "0 4px 10px {0.07}, 0 18px 44px {0.13}",
        "l": "0 8px 18px {0.08}, 0 32px 80px {0.18}",
    },
    "crisp": {
        "s": "0 1px 0 {0.06}, 0 1px 3px {0.1}",
        "m": "0 1px 1px {0.08}, 0 4px 12px {0.12}",
        "l": "0 2px 2px {0.08}, 0 12px 32px {0.18}",
    },
}
_DARKER = 5
"""A shadow on a dark page needs this much more to be seen."""


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".") or "0"


def _fluid(low: float, high: float) -> str:
    """Return a length in rem that grows with the width of the window."""
    if abs(high - low) < 0.005:
        return f"{_number(high)}rem"
    slope = (high - low) / (_WIDE - _NARROW)
    at_zero = _number(low - slope * _NARROW)
    return f"clamp({_number(low)}rem, {at_zero}rem + {_number(slope * 100)}vw, {_number(high)}rem)"


def _text_sizes(theme: Theme) -> Iterator[tuple[str, str]]:
    base = theme.base / _PIXELS_PER_REM
    for name, step in TEXT_STEPS.items():
        high = base * theme.ratio**step
        low = base * theme.ratio ** (step * _ON_PHONE) if step > 1 else high
        yield f"text-{name}", _fluid(low, max(high, 0.75))


def _spaces(theme: Theme) -> Iterator[tuple[str, str]]:
    for name, rem in SPACES.items():
        high = rem * theme.space
        yield f"space-{name}", _fluid(high * _ON_PHONE if rem > 1.5 else high, high) if high else "0px"


def _radii(theme: Theme) -> Iterator[tuple[str, str]]:
    base = theme.radius
    control = {"same": f"{_number(base)}px", "pill": "999px", "square": "0px"}[theme.control]
    yield "radius-none", "0px"
    yield "radius-s", f"{_number(base * 0.5)}px"
    yield "radius-m", f"{_number(base)}px"
    yield "radius-l", f"{_number(base * 1.55)}px"
    yield "radius-xl", f"{_number(base * 2.4)}px"
    yield "radius-full", "999px"
    # Of what is as round as a button and may be higher: a text area, a message.
    yield "radius", f"{_number(min(base, 14))}px" if theme.control == "pill" else control
    yield "radius-control", control


def _shadows(theme: Theme, scheme: Scheme) -> Iterator[tuple[str, str]]:
    for name, pattern in _SHADOWS[theme.shadow].items():
        yield f"shadow-{name}", _fill(pattern, scheme)


def _fill(pattern: str, scheme: Scheme) -> str:
    """Return a shadow with colours in place of its strengths, `{0.05}`."""
    first, *parts = pattern.split("{")
    filled = first
    for part in parts:
        strength, _, rest = part.partition("}")
        alpha = float(strength) * (_DARKER if scheme == "dark" else 1)
        filled += f"rgb(10 10 15 / {_number(min(alpha, 0.7))}){rest}"
    return filled


def _family(font: Font, name: str) -> str:
    return f'"of-{name}", {STACKS[font.stack]}' if font.files else STACKS[font.stack]


def _faces(theme: Theme) -> Iterator[str]:
    for name, font in (("body", theme.body), ("heading", theme.heading), ("mono", theme.mono)):
        for file in font.files:
            yield (
                f'@font-face{{font-family:"of-{name}";src:url("{file.src}") format("woff2");'
                f"font-weight:{file.weight};font-style:{file.style};font-display:swap}}"
            )


def _declare(pairs: Iterator[tuple[str, str]]) -> str:
    return ";".join(f"--of-{name}:{value}" for name, value in pairs)


def _colors(theme: Theme, scheme: Scheme) -> Iterator[tuple[str, str]]:
    palette: Palette = theme.palettes[scheme]
    yield from palette.items()
    share = 30 if scheme == "light" else 42
    yield "ring-base", f"color-mix(in srgb,{palette['accent-text-base']} {share}%,transparent)"
    yield from _shadows(theme, scheme)


def _general(theme: Theme) -> Iterator[tuple[str, str]]:
    yield "font", _family(theme.body, "body")
    yield "font-heading", _family(theme.heading, "heading")
    yield "font-mono", _family(theme.mono, "mono")
    yield "leading", _number(theme.leading)
    yield "heading-weight", str(theme.heading_weight)
    yield "heading-tracking", f"{_number(theme.heading_tracking)}em"
    yield from _text_sizes(theme)
    yield from _spaces(theme)
    yield "gap", "var(--of-space-m)"
    yield "gutter", "clamp(1.25rem,5vw,2.5rem)"
    yield from _radii(theme)
    yield "shadow", "var(--of-shadow-s)"


def write_css(theme: Theme) -> str:
    """Return the sheet that defines a design's custom properties."""
    first, *others = theme.schemes
    supported = " ".join(theme.schemes)
    parts = [
        *_faces(theme),
        f":root{{color-scheme:{supported};{_declare(_general(theme))};{_declare(_colors(theme, first))}}}",
    ]
    for scheme in others:
        parts.append(f"@media (prefers-color-scheme:{scheme}){{:root{{{_declare(_colors(theme, scheme))}}}}}")
    return "".join(parts)

"""The design of a site with nothing left open: its tokens over those of its preset, and the colours that follow."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from app.site.colors import (
    CONTROL_CONTRAST,
    TEXT_CONTRAST,
    contrast,
    is_dark,
    mix,
    most_readable_on,
    readable_on,
)
from app.site.presets import PRESETS
from app.site.tokens import SCHEMES, Font, Scheme, Shadow, Tokens

Palette = Mapping[str, str]
"""Colours of one scheme, by the names of their variables without `--of-`, such as `accent-text`."""

TEXT_SURFACES = ("page", "surface", "muted", "accent-soft")
"""What ordinary text stands on."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A whole design. Lengths are pixels, but for `tracking` (sizes of the text) and `space` (a factor)."""

    scheme: Literal["auto", "light", "dark"]
    palettes: Mapping[Scheme, Palette]
    body: Font
    heading: Font
    mono: Font
    base: float
    ratio: float
    leading: float
    heading_weight: int
    heading_tracking: float
    space: float
    radius: float
    control: Literal["same", "pill", "square"]
    shadow: Shadow

    @property
    def schemes(self) -> tuple[Scheme, ...]:
        """The schemes that visitors see."""
        return SCHEMES if self.scheme == "auto" else (self.scheme,)


@dataclass(frozen=True, slots=True)
class LowContrast:
    """Two colours of a design that cannot be told apart well enough; `needed` is what WCAG 2.2 asks."""

    scheme: Scheme
    front: str
    back: str
    ratio: float
    needed: float

    @property
    def message(self) -> str:
        """The pair and its ratio, in words."""
        return (
            f"{self.front} on {self.back} ({self.scheme}) has a contrast of {self.ratio:.2f}:1; "
            f"{self.needed:g}:1 is needed."
        )


def make_theme(tokens: Tokens, preset: str) -> Theme:
    """Return the design of these tokens over a preset's."""
    own, base = tokens.model_dump(exclude_none=True), PRESETS[preset].tokens.model_dump(exclude_none=True)
    merged = _merge(base, own)
    # A brand's own colours: what the preset says beside them was made for other ones.
    merged["colors"] = {
        scheme: _followed(base["colors"][scheme], own.get("colors", {}).get(scheme, {})) for scheme in SCHEMES
    }
    fonts, scale, radius = merged["fonts"], merged["type_scale"], merged["radius"]
    return Theme(
        scheme=merged["scheme"],
        palettes={
            scheme: make_palette(merged["colors"][scheme], own.get("colors", {}).get(scheme, {}), scheme)
            for scheme in SCHEMES
        },
        body=Font.model_validate(fonts["body"]),
        heading=Font.model_validate(fonts["heading"]),
        mono=Font.model_validate(fonts["mono"]),
        base=scale["base"],
        ratio=scale["ratio"],
        leading=scale["leading"],
        heading_weight=scale["heading_weight"],
        heading_tracking=scale["heading_tracking"],
        space=merged["space"],
        radius=radius["base"],
        control=radius["control"],
        shadow=merged["shadow"],
    )


def _merge(base: dict[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Return an object with the members of another one in it; a font is replaced as a whole."""
    merged = dict(base)
    for name, value in own.items():
        inner = merged.get(name)
        is_group = isinstance(value, dict) and isinstance(inner, dict) and "stack" not in value
        merged[name] = _merge(inner, value) if is_group and inner is not None else value
    return merged


_FOLLOWS = {
    "accent": ("accent_strong", "accent_soft", "accent_text", "on_accent"),
    "ink": ("inverse", "on_inverse"),
    "page": ("surface", "field", "accent_soft", "inverse", "on_inverse"),
}
"""What is made anew of a colour that the site has of its own."""


def _followed(preset: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
    dropped = {name for color in own for name in _FOLLOWS.get(color, ())}
    return {name: value for name, value in preset.items() if name not in dropped} | dict(own)


def make_palette(given: Mapping[str, str], own: Mapping[str, str], scheme: Scheme) -> Palette:
    """Return all colours of a scheme; those that are not given follow from the others.

    What the site has of its own (`own`) stays as it is, right or wrong; all else is moved until it can be read.
    """
    page, ink, accent, is_light = given["page"], given["ink"], given["accent"], scheme == "light"
    surface, muted = given.get("surface", page), given["muted"]
    field = given.get("field", surface if is_light else mix(page, surface, 0.3))
    accent_soft = given.get("accent_soft", mix(page, accent, 0.09 if is_light else 0.2))
    behind = (page, surface, muted, accent_soft)
    on_accent = given.get("on_accent", most_readable_on(accent, "#ffffff", mix("#000000", accent, 0.12)))
    danger, good = given.get("danger", "#c22f2f"), given.get("good", "#1f8a4c")
    inverse = given.get("inverse", ink if is_light else mix(muted, given["line"], 0.45))
    on_inverse = given.get("on_inverse", page if is_light else ink)
    # Away from the text on it, so that it is read better still.
    strong = mix(accent, "#ffffff" if is_dark(on_accent) else "#000000", 0.18)

    def text(name: str, otherwise: str, backs: tuple[str, ...] = behind, ratio: float = TEXT_CONTRAST) -> str:
        return own.get(name) or readable_on(backs, given.get(name, otherwise), ink, ratio)

    palette = {
        "page": page,
        "surface": surface,
        "field": field,
        "muted": muted,
        "line": given["line"],
        "line-strong": text("line_strong", given["line"], (page, surface, muted, field), CONTROL_CONTRAST),
        "ink-base": ink,
        "ink-soft-base": text("ink_soft", mix(ink, page, 0.38)),
        "ink-faint": text("ink_faint", mix(ink, page, 0.45), (*behind, field)),
        "accent": accent,
        "accent-strong": given.get("accent_strong", strong),
        "accent-soft": accent_soft,
        "accent-text-base": text("accent_text", accent),
        "on-accent": on_accent,
        "on-accent-soft": readable_on((accent,), mix(on_accent, accent, 0.14), on_accent),
        "on-accent-danger": readable_on((accent,), mix(on_accent, danger, 0.2), on_accent),
        "danger": readable_on(("#ffffff",), danger, "#000000"),
        "danger-text-base": readable_on(behind, danger, ink),
        "inverse": inverse,
        "on-inverse": on_inverse,
        "on-inverse-soft": readable_on((inverse,), mix(on_inverse, inverse, 0.34), on_inverse),
        "on-inverse-accent": readable_on((inverse,), accent, on_inverse),
        "on-inverse-danger": readable_on((inverse,), danger, on_inverse),
    }
    status = {**_status("good", good, page, ink, scheme), **_status("bad", danger, page, ink, scheme)}
    return {**palette, **status}


def _status(name: str, color: str, page: str, ink: str, scheme: Scheme) -> Palette:
    soft = mix(page, color, 0.08 if scheme == "light" else 0.17)
    return {
        f"{name}-soft": soft,
        f"{name}-line": mix(page, color, 0.32),
        f"{name}-ink": readable_on((soft,), mix(color, ink, 0.4), ink),
    }


_PAIRS: tuple[tuple[str, tuple[str, ...], float], ...] = (
    ("ink-base", (*TEXT_SURFACES, "field"), TEXT_CONTRAST),
    ("ink-soft-base", TEXT_SURFACES, TEXT_CONTRAST),
    ("ink-faint", ("field",), TEXT_CONTRAST),
    ("accent-text-base", TEXT_SURFACES, TEXT_CONTRAST),
    ("danger-text-base", TEXT_SURFACES, TEXT_CONTRAST),
    ("on-accent", ("accent", "accent-strong"), TEXT_CONTRAST),
    ("on-accent-soft", ("accent",), TEXT_CONTRAST),
    ("on-accent-danger", ("accent",), TEXT_CONTRAST),
    ("on-inverse", ("inverse",), TEXT_CONTRAST),
    ("on-inverse-soft", ("inverse",), TEXT_CONTRAST),
    ("good-ink", ("good-soft",), TEXT_CONTRAST),
    ("bad-ink", ("bad-soft",), TEXT_CONTRAST),
    ("line-strong", ("page", "surface", "field"), CONTROL_CONTRAST),
)
"""What stands on what in the components, and the contrast it needs."""


def list_low_contrast(theme: Theme) -> Iterator[LowContrast]:
    """Yield the pairs of colours that some visitors could not tell apart, in the schemes that are shown."""
    for scheme in theme.schemes:
        palette = theme.palettes[scheme]
        for front, backs, needed in _PAIRS:
            for back in backs:
                ratio = contrast(palette[front], palette[back])
                if ratio < needed:
                    yield LowContrast(scheme, front.removesuffix("-base"), back, ratio, needed)

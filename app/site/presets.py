"""The designs that a site can begin with. What a preset leaves out of its colours follows from the others."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.site.tokens import Colors, ColorTokens, Font, Fonts, Radius, Shadow, StackName, Tokens, TypeScale

DEFAULT_PRESET = "paper"


@dataclass(frozen=True, slots=True)
class Preset:
    """A whole design under a name."""

    title: str
    description: str
    tokens: Tokens


def _tokens(
    light: dict[str, str],
    dark: dict[str, str],
    *,
    body: StackName,
    heading: StackName,
    base: float,
    ratio: float,
    leading: float,
    weight: int,
    tracking: float,
    space: float,
    radius: Radius,
    shadow: Shadow,
) -> Tokens:
    return Tokens(
        scheme="auto",
        colors=Colors(light=ColorTokens.model_validate(light), dark=ColorTokens.model_validate(dark)),
        fonts=Fonts(body=Font(stack=body), heading=Font(stack=heading), mono=Font(stack="mono")),
        type_scale=TypeScale(
            base=base, ratio=ratio, leading=leading, heading_weight=weight, heading_tracking=tracking
        ),
        space=space,
        radius=radius,
        shadow=shadow,
    )


PRESETS: Mapping[str, Preset] = {
    "paper": Preset(
        "Paper",
        "Warm white, system type and a calm indigo: fits nearly everything.",
        _tokens(
            {
                "page": "#fdfdfc",
                "surface": "#ffffff",
                "muted": "#f5f5f2",
                "line": "#e5e4df",
                "ink": "#1b1b18",
                "ink_soft": "#5d5c55",
                "accent": "#4040c8",
            },
            {
                "page": "#131315",
                "surface": "#1b1b1f",
                "field": "#151518",
                "muted": "#1f1f24",
                "line": "#2d2d33",
                "ink": "#f0eff2",
                "ink_soft": "#adacb6",
                "accent": "#5252e0",
            },
            body="sans",
            heading="sans",
            base=17,
            ratio=1.2,
            leading=1.6,
            weight=680,
            tracking=-0.028,
            space=1,
            radius=Radius(base=10, control="same"),
            shadow="soft",
        ),
    ),
    "studio": Preset(
        "Studio",
        "Black on white, big tight headings, sharp corners: for portfolios and agencies.",
        _tokens(
            {
                "page": "#ffffff",
                "surface": "#ffffff",
                "muted": "#f3f3f1",
                "line": "#dededa",
                "ink": "#0a0a0a",
                "ink_soft": "#55554f",
                "accent": "#0a0a0a",
                "accent_text": "#0a0a0a",
            },
            {
                "page": "#0a0a0a",
                "surface": "#131313",
                "muted": "#171717",
                "line": "#2a2a2a",
                "ink": "#f7f7f5",
                "ink_soft": "#a6a6a0",
                "accent": "#f7f7f5",
                "accent_text": "#f7f7f5",
                "accent_soft": "#1f1f1f",
            },
            body="grotesque",
            heading="grotesque",
            base=17,
            ratio=1.26,
            leading=1.55,
            weight=760,
            tracking=-0.04,
            space=1.1,
            radius=Radius(base=0, control="square"),
            shadow="none",
        ),
    ),
    "journal": Preset(
        "Journal",
        "Old-style serifs on cream with a brick red: for words, blogs and magazines.",
        _tokens(
            {
                "page": "#fbf7f0",
                "surface": "#fffdf9",
                "muted": "#f3ecdf",
                "line": "#e3d8c5",
                "ink": "#2a221b",
                "ink_soft": "#665a4d",
                "accent": "#a23b2a",
            },
            {
                "page": "#1a1613",
                "surface": "#231e1a",
                "muted": "#2a241f",
                "line": "#3b332c",
                "ink": "#f2eae0",
                "ink_soft": "#b8ab9c",
                "accent": "#b84a37",
            },
            body="old_style",
            heading="old_style",
            base=18.5,
            ratio=1.19,
            leading=1.7,
            weight=600,
            tracking=-0.015,
            space=1.08,
            radius=Radius(base=4, control="same"),
            shadow="none",
        ),
    ),
    "harbor": Preset(
        "Harbor",
        "Cool greys, deep teal and compact type: for products, tools and dashboards.",
        _tokens(
            {
                "page": "#f8fafb",
                "surface": "#ffffff",
                "muted": "#eef3f5",
                "line": "#dbe4e8",
                "ink": "#0f2530",
                "ink_soft": "#4a6270",
                "accent": "#0b6e7f",
            },
            {
                "page": "#0c171d",
                "surface": "#122129",
                "muted": "#162832",
                "line": "#24404d",
                "ink": "#e8f1f4",
                "ink_soft": "#9db5c0",
                "accent": "#127689",
            },
            body="sans",
            heading="geometric",
            base=16,
            ratio=1.18,
            leading=1.55,
            weight=650,
            tracking=-0.02,
            space=0.9,
            radius=Radius(base=8, control="same"),
            shadow="crisp",
        ),
    ),
    "bloom": Preset(
        "Bloom",
        "Soft pinks and plum, round letters and pill buttons: for events, care and community.",
        _tokens(
            {
                "page": "#fffafb",
                "surface": "#ffffff",
                "muted": "#fdeff3",
                "line": "#f3d9e1",
                "ink": "#32182a",
                "ink_soft": "#6f5267",
                "accent": "#b3246b",
            },
            {
                "page": "#1b1118",
                "surface": "#251822",
                "muted": "#2c1d29",
                "line": "#43303e",
                "ink": "#fbeef5",
                "ink_soft": "#c7a9bc",
                "accent": "#c2327a",
            },
            body="humanist",
            heading="rounded",
            base=17.5,
            ratio=1.2,
            leading=1.65,
            weight=700,
            tracking=-0.02,
            space=1.08,
            radius=Radius(base=20, control="pill"),
            shadow="lifted",
        ),
    ),
    "meadow": Preset(
        "Meadow",
        "Deep green on warm stone with a book face for headings: for food, crafts and the outdoors.",
        _tokens(
            {
                "page": "#fafaf5",
                "surface": "#ffffff",
                "muted": "#eef1e6",
                "line": "#dbe0cd",
                "ink": "#1d2618",
                "ink_soft": "#54604b",
                "accent": "#2f6b33",
            },
            {
                "page": "#12170f",
                "surface": "#1a2116",
                "muted": "#1f281a",
                "line": "#324029",
                "ink": "#eef3e8",
                "ink_soft": "#aab79d",
                "accent": "#36783c",
            },
            body="humanist",
            heading="transitional",
            base=17.5,
            ratio=1.21,
            leading=1.62,
            weight=700,
            tracking=-0.018,
            space=1.04,
            radius=Radius(base=14, control="same"),
            shadow="soft",
        ),
    ),
}

"""The design tokens of a site as they are stored: whatever is left out is that of the preset.

Nothing here is free CSS: colours are hexadecimal, sizes are numbers with limits, all else are names of a list.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.core.text import StorableText

Hex = Annotated[str, Field(pattern=r"^#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$", examples=["#4040c8"])]
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
StackName = Literal[
    "sans", "humanist", "geometric", "grotesque", "rounded", "industrial", "transitional", "old_style", "slab", "mono"
]
Shadow = Literal["none", "soft", "lifted", "crisp"]
FILE_PATH = r"^/files/[A-Za-z0-9._-]+/(?:[A-Za-z0-9._~/-]|%[0-9A-Fa-f]{2})+$"
"""The path of a file of a public bucket, percent-encoded as in an address."""


class TokenGroup(BaseModel):
    """Base of the groups of tokens: unknown ones are refused."""

    model_config = ConfigDict(extra="forbid")


class ColorTokens(TokenGroup):
    """Colours by what they are for. Those left out follow from the others, so that text on them can be read."""

    page: Hex | None = Field(None, description="Behind everything.")
    surface: Hex | None = Field(None, description="Cards and framed parts.")
    field: Hex | None = Field(None, description="Inside fields of forms.")
    muted: Hex | None = Field(None, description="Bands and the heads of tables.")
    line: Hex | None = Field(None, description="Thin lines that only decorate.")
    line_strong: Hex | None = Field(None, description="Edges of fields and buttons; 3:1 on what is behind.")
    ink: Hex | None = Field(None, description="Text.")
    ink_soft: Hex | None = Field(None, description="Text that stands back.")
    ink_faint: Hex | None = Field(None, description="Examples inside empty fields.")
    accent: Hex | None = Field(None, description="The brand's colour: primary buttons, accent bands.")
    accent_strong: Hex | None = Field(None, description="The accent under the pointer.")
    accent_soft: Hex | None = Field(None, description="A tint of the accent, behind text.")
    accent_text: Hex | None = Field(None, description="Links, and other text in the accent's colour.")
    on_accent: Hex | None = Field(None, description="Text on the accent.")
    inverse: Hex | None = Field(None, description="Bands that are dark on a light page.")
    on_inverse: Hex | None = Field(None, description="Text on inverse bands.")
    danger: Hex | None = Field(None, description="Buttons that delete, errors.")
    good: Hex | None = Field(None, description="What went well.")


class Colors(TokenGroup):
    """The colours of both schemes."""

    light: ColorTokens = Field(default_factory=ColorTokens)
    dark: ColorTokens = Field(default_factory=ColorTokens)


class FontFile(TokenGroup):
    """A WOFF2 file in a public bucket."""

    src: Annotated[StorableText, Field(max_length=1_000, pattern=FILE_PATH, examples=["/files/site/inter.woff2"])]
    weight: Annotated[
        str, Field(pattern=r"^[1-9]00(?: [1-9]00)?$", description="A weight, or the ends of a variable font's range.")
    ] = "400"
    style: Literal["normal", "italic"] = "normal"


class Font(TokenGroup):
    """A typeface: fonts that computers have, and before them files of this site."""

    stack: StackName = "sans"
    files: list[FontFile] = Field(default_factory=list, max_length=8)


class Fonts(TokenGroup):
    """The typefaces of text, of headings and of code."""

    body: Font | None = None
    heading: Font | None = None
    mono: Font | None = None


class TypeScale(TokenGroup):
    """The sizes of text: seven steps up from `base`, each `ratio` times the one before."""

    base: float | None = Field(None, ge=14, le=22, description="Pixels of ordinary text.")
    ratio: float | None = Field(None, ge=1.1, le=1.35, description="From one size to the next.")
    leading: float | None = Field(None, ge=1.3, le=1.9, description="Height of a line, in sizes of its text.")
    heading_weight: int | None = Field(None, ge=300, le=900)
    heading_tracking: float | None = Field(
        None, ge=-0.05, le=0.1, description="Room between the letters of large headings, in sizes of their text."
    )


class Radius(TokenGroup):
    """How round corners are."""

    base: float | None = Field(None, ge=0, le=24, description="Pixels of a card's corner.")
    control: Literal["same", "pill", "square"] | None = Field(None, description="Corners of buttons and fields.")


class Tokens(TokenGroup):
    """The design tokens that a site has of its own; the rest are those of its preset."""

    scheme: Literal["auto", "light", "dark"] | None = Field(
        None, description="`auto`: light or dark as each visitor prefers."
    )
    colors: Colors = Field(default_factory=Colors)
    fonts: Fonts = Field(default_factory=Fonts)
    type_scale: TypeScale = Field(default_factory=TypeScale)
    space: Annotated[float | None, Field(ge=0.7, le=1.4, description="Density: all room times this.")] = None
    radius: Radius = Field(default_factory=Radius)
    shadow: Shadow | None = None

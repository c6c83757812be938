"""The style of a node: tokens of the site and words of a list, never CSS of an author's own."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, field_validator
from pydantic_core import PydanticCustomError

from app.core.text import StorableText
from app.site.tokens import FILE_PATH

Space = Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl"]
Margin = Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl", "auto"]
Background = Literal["none", "page", "surface", "muted", "accent_soft", "accent", "inverse"]
Alignment = Literal["start", "center", "end", "stretch", "baseline"]

TABLET, PHONE = 1023, 639
"""The widest window of each, in pixels."""


class StyleRules(BaseModel):
    """What a node looks like. What is left out is as the component has it."""

    model_config = ConfigDict(extra="forbid")

    hidden: StrictBool | None = Field(None, description="Not shown and not read out, though it is in the HTML.")
    display: Literal["block", "row", "column", "grid"] | None = Field(None, description="How children stand.")
    columns: Literal[1, 2, 3, 4, 5, 6, 8, 12] | Literal["auto"] | None = Field(
        None, description="Equal columns of a grid; `auto`: as many as fit."
    )
    wrap: StrictBool | None = Field(None, description="Whether a row goes on below where it is too narrow.")
    gap: Space | None = Field(None, description="Between children.")
    row_gap: Space | None = Field(None, description="Between rows of children.")
    column_gap: Space | None = Field(None, description="Between children side by side.")
    align: Alignment | None = Field(None, description="Where children stand across the direction.")
    justify: Literal["start", "center", "end", "between", "around", "evenly"] | None = Field(
        None, description="Where children stand along the direction."
    )
    align_self: Literal["auto", "start", "center", "end", "stretch"] | None = Field(
        None, description="Where it stands across the direction of what is around it."
    )
    justify_self: Literal["auto", "start", "center", "end", "stretch"] | None = Field(
        None, description="Where it stands in the width of its cell."
    )
    order: Literal[-1, 0, 1, 2, 3, 4, 5, 6] | None = Field(
        None, description="Where it is seen among its siblings; read out and reached by keyboard as in the tree."
    )
    span: Literal[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] | Literal["full"] | None = Field(
        None, description="Columns of the grid around it that it takes."
    )
    grow: StrictBool | None = Field(None, description="Whether it takes the room that is left in a row.")
    width: Literal["auto", "fit", "full", "1/4", "1/3", "1/2", "2/3", "3/4", "narrow", "normal", "wide"] | None = None
    max_width: Literal["none", "2xs", "xs", "s", "narrow", "normal", "wide", "full"] | None = None
    height: Literal["auto", "full", "s", "m", "l", "screen"] | None = None
    min_height: Literal["none", "s", "m", "l", "screen"] | None = None
    aspect: Literal["auto", "square", "photo", "video", "wide", "portrait"] | None = None
    fit: Literal["cover", "contain"] | None = Field(None, description="How a picture fills its box.")
    padding: Space | None = Field(None, description="Room inside, on all sides.")
    padding_block: Space | None = None
    padding_inline: Space | None = None
    padding_top: Space | None = None
    padding_bottom: Space | None = None
    padding_start: Space | None = None
    padding_end: Space | None = None
    margin: Margin | None = Field(None, description="Room around, on all sides.")
    margin_block: Margin | None = None
    margin_inline: Margin | None = None
    margin_top: Margin | None = None
    margin_bottom: Margin | None = None
    margin_start: Margin | None = None
    margin_end: Margin | None = None
    background: Background | None = Field(None, description="What is behind it; the colours of text follow.")
    gradient_to: Background | None = Field(None, description="The background runs into this one.")
    gradient_direction: Literal["down", "right", "diagonal", "radial"] | None = None
    background_image: Annotated[StorableText, Field(max_length=1_000, pattern=FILE_PATH)] | None = Field(
        None, description="A picture of a public bucket behind it.", json_schema_extra={"format": "file-url"}
    )
    overlay: Literal["none", "page", "inverse", "accent"] | None = Field(
        None, description="A veil over the picture, so that text on it can be read."
    )
    background_position: Literal["center", "top", "bottom", "start", "end"] | None = None
    background_size: Literal["cover", "contain"] | None = None
    color: Literal["ink", "soft", "accent", "danger"] | None = Field(None, description="Colour of its text.")
    border: Literal["none", "thin", "medium", "thick"] | None = None
    border_side: Literal["all", "top", "bottom", "start", "end", "block", "inline"] | None = None
    border_color: Literal["line", "strong", "ink", "accent", "danger"] | None = None
    radius: Literal["none", "s", "m", "l", "xl", "full"] | None = None
    shadow: Literal["none", "s", "m", "l"] | None = None
    font: Literal["body", "heading", "mono"] | None = None
    size: Literal["xs", "s", "m", "l", "xl", "2xl", "3xl", "4xl", "5xl"] | None = Field(
        None, description="Size of its text."
    )
    weight: Literal["light", "normal", "medium", "semibold", "bold", "black"] | None = None
    leading: Literal["tight", "snug", "normal", "loose"] | None = Field(None, description="Height of a line.")
    tracking: Literal["tight", "normal", "wide", "wider"] | None = Field(None, description="Room between letters.")
    letter_case: Literal["none", "upper", "lower", "title"] | None = None
    italic: StrictBool | None = None
    text_align: Literal["start", "center", "end"] | None = None
    opacity: Literal[0, 10, 25, 50, 75, 90, 100] | None = Field(None, description="In percent.")
    overflow: Literal["visible", "hidden", "auto"] | None = None
    position: Literal["static", "relative", "sticky"] | None = None
    top: Space | None = Field(None, description="How far below the top of the window a sticky one stays.")
    layer: Literal[0, 1, 2, 3] | None = Field(None, description="What is over what.")
    lift: Literal["none", "s", "m"] | None = Field(None, description="A little upwards, as under the pointer.")

    @field_validator("columns", "order", "span", "opacity", "layer", mode="before")
    @classmethod
    def _is_number(cls, value: Any) -> Any:
        """Refuse true and false, which Python takes for 1 and 0."""
        if isinstance(value, bool):
            raise PydanticCustomError("no_number", "This is neither true nor false")
        return value


class NodeStyle(StyleRules):
    """The style of a node: at every width, in narrower windows, under the pointer and with the focus."""

    tablet: StyleRules | None = Field(None, description=f"In windows up to {TABLET} pixels wide.")
    phone: StyleRules | None = Field(None, description=f"In windows up to {PHONE} pixels wide.")
    hover: StyleRules | None = Field(None, description="Under the pointer.")
    focus: StyleRules | None = Field(None, description="With the focus of the keyboard on or in it.")


VARIANTS = ("tablet", "phone", "hover", "focus")
PART_OF = {
    "gradient_to": "background",
    "gradient_direction": "background",
    "overlay": "background_image",
    "background_position": "background_image",
    "background_size": "background_image",
    "border_side": "border",
}
"""Rules that are written as a part of another one, without which they say nothing."""
FIXED = frozenset({"background_image", *PART_OF})
"""What no expression gives."""


def choices_of(rule: str) -> tuple[Any, ...]:
    """Return the values that a rule can have; none for one that is free within limits, or that there is not."""
    return _CHOICES.get(rule, ())


def _choices(annotation: Any) -> tuple[Any, ...]:
    if getattr(annotation, "__origin__", None) is Literal:
        return tuple(annotation.__args__)
    if annotation is bool:
        return (True, False)
    return tuple(choice for part in getattr(annotation, "__args__", ()) for choice in _choices(part))


_CHOICES = {
    name: _choices(field.annotation)
    for name, field in StyleRules.model_fields.items()
    if name not in FIXED and _choices(field.annotation)
}

"""A band over the full width of the page, with room above and below."""

from typing import Annotated, Literal

from pydantic import Field

from app.pages.rendering.component import Component, Props
from app.pages.rendering.layout import Width
from app.pages.rendering.props import FileUrl, ShortText


class SectionProps(Props):
    """The props of a Section."""

    background: Annotated[
        Literal["none", "muted", "accent", "inverse"], Field(description="The colour behind it; text colours follow.")
    ] = "none"
    image: Annotated[
        FileUrl | None, Field(description="A picture behind it, under a shade; the text is as on `inverse`.")
    ] = None
    shade: Annotated[Literal["normal", "strong"], Field(description="How much the picture is covered.")] = "normal"
    height: Annotated[
        Literal["auto", "half", "full"], Field(description="Its least height, as a share of the window.")
    ] = "auto"
    align: Annotated[Literal["start", "center"], Field(description="Where its content stands.")] = "start"
    spacing: Annotated[Literal["none", "small", "medium", "large"], Field(description="Room above and below.")] = (
        "medium"
    )
    width: Annotated[Width, Field(description="How wide its content may grow.")] = "normal"
    label: Annotated[ShortText | None, Field(description="Names the section for screen readers.")] = None


COMPONENT = Component(
    title="Section",
    tier="layout",
    props=SectionProps,
    has_children=True,
    group="Layout",
    icon="rectangle-horizontal",
)

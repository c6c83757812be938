"""A band over the full width of the page, with room above and below."""

from typing import Annotated, Literal

from pydantic import Field

from app.pages.rendering.component import Component, Props
from app.pages.rendering.props import ShortText


class SectionProps(Props):
    """The props of a Section."""

    background: Annotated[
        Literal["none", "muted", "accent"], Field(description="The colour behind it; text colours follow.")
    ] = "none"
    spacing: Annotated[Literal["small", "medium", "large"], Field(description="Room above and below.")] = "medium"
    width: Annotated[Literal["narrow", "normal", "wide"], Field(description="How wide its content may grow.")] = (
        "normal"
    )
    label: Annotated[ShortText | None, Field(description="Names the section for screen readers.")] = None


COMPONENT = Component(
    title="Section",
    tier="layout",
    props=SectionProps,
    has_children=True,
    group="Layout",
    icon="rectangle-horizontal",
)

"""A picture. `alt` says what it shows, for those who cannot see it; an empty text marks a decoration."""

from typing import Annotated

from pydantic import Field

from app.pages.rendering.component import Component, Props
from app.pages.rendering.props import FileUrl, ShortText


class ImageProps(Props):
    """The props of an Image."""

    src: FileUrl = Field(description="Address of the picture: https, or a path such as `/files/public/cat.jpg`.")
    alt: ShortText = Field(description="What the picture shows; empty when it is decoration.")
    width: Annotated[int | None, Field(ge=1, le=10_000, description="Pixels; with height keeps the room.")] = None
    height: Annotated[int | None, Field(ge=1, le=10_000, description="Pixels.")] = None


COMPONENT = Component(
    title="Image",
    tier="static",
    props=ImageProps,
    group="Media",
    icon="image",
)

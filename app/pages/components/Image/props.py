"""A picture. `alt` says what it shows, for those who cannot see it; an empty text marks a decoration.

One of this site's files (`/files/…`) whose `width` is given is sent in the size that a screen needs.
"""

from typing import Annotated, Literal

from pydantic import Field

from app.pages.rendering.component import Component, Props
from app.pages.rendering.layout import Ratio
from app.pages.rendering.props import FileUrl, PageLink, ShortText


class ImageProps(Props):
    """The props of an Image."""

    src: FileUrl = Field(description="Address of the picture: https, or a path such as `/files/public/cat.jpg`.")
    alt: ShortText = Field(description="What the picture shows; empty when it is decoration.")
    width: Annotated[
        int | None,
        Field(ge=1, le=10_000, description="Its own, in pixels; with height keeps the room."),
    ] = None
    height: Annotated[int | None, Field(ge=1, le=10_000, description="Pixels.")] = None
    ratio: Annotated[Ratio | None, Field(description="A shape that it fills, whatever its own is.")] = None
    caption: Annotated[ShortText | None, Field(description="A line below it.")] = None
    href: Annotated[PageLink | None, Field(description="Where it leads.")] = None
    loading: Annotated[
        Literal["lazy", "eager"],
        Field(description="`eager` for what is seen first; others wait until near."),
    ] = "lazy"
    sizes: Annotated[
        ShortText | None, Field(description="How wide it is shown, as in HTML: `(min-width: 60rem) 30rem, 100vw`.")
    ] = None


COMPONENT = Component(
    title="Image",
    tier="static",
    props=ImageProps,
    group="Media",
    icon="image",
)

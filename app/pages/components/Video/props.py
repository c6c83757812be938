"""A film from a file, with controls. Captions are for those who cannot hear it."""

from typing import Annotated

from pydantic import Field

from app.pages.rendering.component import Component, Props
from app.pages.rendering.layout import Ratio
from app.pages.rendering.props import FileUrl, ShortText


class VideoProps(Props):
    """The props of a Video."""

    src: FileUrl = Field(description="Address of the film: https, or a path such as `/files/public/tour.mp4`.")
    title: ShortText = Field(description="What it shows.")
    poster: Annotated[FileUrl | None, Field(description="A picture until it runs.")] = None
    captions: Annotated[FileUrl | None, Field(description="Captions: a WebVTT file of this site.")] = None
    captions_lang: Annotated[
        ShortText | None,
        Field(description="Their language, such as `en`.", pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"),
    ] = None
    ratio: Annotated[Ratio, Field(description="Its shape.")] = "16:9"
    loop: Annotated[bool, Field(description="Whether it begins again at its end.")] = False


COMPONENT = Component(
    title="Video",
    tier="static",
    props=VideoProps,
    sources=lambda _props: {"media-src": ("'self'", "https:")},
    group="Media",
    icon="film",
)

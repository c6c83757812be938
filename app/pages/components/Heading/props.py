"""A heading. Levels follow one another without gaps: one level 1 on a page, level 2 for its parts."""

from typing import Annotated, Literal

from pydantic import Field

from app.pages.rendering.component import Component, Props
from app.pages.rendering.props import PlainText


class HeadingProps(Props):
    """The props of a Heading."""

    text: PlainText = Field(description="The words of the heading.")
    level: Annotated[Literal[1, 2, 3, 4, 5, 6], Field(description="1 is the page's title, 6 the smallest.")] = 2
    align: Annotated[Literal["start", "center"], Field(description="Where the line stands.")] = "start"


COMPONENT = Component(
    title="Heading",
    tier="static",
    props=HeadingProps,
    heading="level",
    announced="text",
    group="Typography",
    icon="heading",
    inline="text",
    tree=[{"type": "Heading", "props": {"text": "Heading"}}],
)

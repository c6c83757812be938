"""A paragraph of plain text. Line breaks are kept."""

from typing import Annotated, Literal

from pydantic import Field

from app.pages.rendering.component import Component, Props
from app.pages.rendering.props import LongText


class TextProps(Props):
    """The props of a Text."""

    text: LongText = Field(description="The words of the paragraph.")
    variant: Annotated[
        Literal["body", "lead", "muted", "small"], Field(description="`lead` introduces, `muted` and `small` aside.")
    ] = "body"
    align: Annotated[Literal["start", "center"], Field(description="Where the lines stand.")] = "start"


COMPONENT = Component(
    title="Text",
    tier="static",
    props=TextProps,
    group="Typography",
    icon="type",
    inline="text",
    tree=[{"type": "Text", "props": {"text": "Text"}}],
)

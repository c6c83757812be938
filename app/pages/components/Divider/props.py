"""A thin line between two parts, with a word in it where there is one to say."""

from typing import Annotated, Literal

from pydantic import Field

from app.pages.rendering.component import Component, Props
from app.pages.rendering.props import ShortText


class DividerProps(Props):
    """The props of a Divider."""

    label: Annotated[ShortText | None, Field(description="A word in the middle of the line.")] = None
    spacing: Annotated[Literal["none", "s", "m", "l"], Field(description="Room above and below.")] = "s"


COMPONENT = Component(
    title="Divider", tier="layout", props=DividerProps, group="Layout", icon="separator-horizontal", inline="label"
)

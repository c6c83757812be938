"""A person: a picture, or the first letters of the name where there is none."""

from typing import Annotated, Literal

from pydantic import Field

from app.pages.rendering.component import Component, Props
from app.pages.rendering.props import FileUrl, ShortText


class AvatarProps(Props):
    """The props of an Avatar."""

    name: ShortText = Field(description="Who it is.")
    src: Annotated[FileUrl | None, Field(description="A picture of them.")] = None
    size: Annotated[Literal["s", "m", "l", "xl"], Field(description="How large it is.")] = "m"
    show_name: Annotated[bool, Field(description="Whether the name stands beside it.")] = False
    note: Annotated[ShortText | None, Field(description="A line below that name, such as what they do.")] = None


COMPONENT = Component(
    title="Avatar",
    tier="static",
    props=AvatarProps,
    group="Media",
    icon="circle-user-round",
    tree=[{"type": "Avatar", "props": {"name": "Ada Lovelace", "show_name": True}}],
)

"""What stands where there is nothing yet: what is missing, and what to do about it."""

from typing import Annotated

from pydantic import Field

from app.pages.rendering.component import Component, Props
from app.pages.rendering.icons import Icon
from app.pages.rendering.props import LongText, ShortText


class EmptyProps(Props):
    """The props of an Empty."""

    title: ShortText = Field(description="What is missing.")
    text: Annotated[LongText | None, Field(description="Why, and what to do about it.")] = None
    icon: Annotated[Icon | None, Field(description="An icon above it, by its name in Lucide.")] = None


COMPONENT = Component(
    title="Empty state",
    tier="static",
    props=EmptyProps,
    has_children=True,
    announced="title",
    group="Data",
    icon="inbox",
    inline="title",
    tree=[{"type": "Empty", "props": {"title": "Nothing here yet", "icon": "inbox"}}],
)

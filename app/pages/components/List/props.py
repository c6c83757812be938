"""A list: bullets, numbers, ticks, or an icon for each item."""

from typing import Annotated, Literal

from pydantic import Field

from app.pages.rendering.component import Component, ListItem, Props
from app.pages.rendering.icons import Icon
from app.pages.rendering.props import PageLink, PlainText


class ListEntry(ListItem):
    """One item of a List."""

    text: PlainText = Field(description="The words of the item.")
    href: PageLink | None = Field(None, description="Where it leads.")
    icon: Icon | None = Field(None, description="An icon of its own.")


class ListProps(Props):
    """The props of a List."""

    items: Annotated[list[ListEntry], Field(max_length=200, description="The items: `{text, href?, icon?}`.")] = []
    marker: Annotated[Literal["bullet", "number", "icon", "none"], Field(description="What stands before each.")] = (
        "bullet"
    )
    icon: Annotated[Icon, Field(description="The icon of those that have none of their own.", title="Icon")] = Icon(
        "check"
    )
    gap: Annotated[Literal["none", "xs", "s", "m"], Field(description="Room between them.")] = "xs"


COMPONENT = Component(
    title="List",
    tier="static",
    props=ListProps,
    group="Typography",
    icon="list",
    tree=[{"type": "List", "props": {"marker": "icon", "items": [{"text": "One"}, {"text": "Two"}]}}],
)

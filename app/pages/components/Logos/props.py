"""Logos in a row: who uses it, who supports it."""

from typing import Annotated

from pydantic import Field

from app.pages.rendering.component import Component, ListItem, Props
from app.pages.rendering.props import FileUrl, PageLink, ShortText


class LogoItem(ListItem):
    """One of the Logos."""

    src: FileUrl = Field(description="Address of the picture.")
    alt: ShortText = Field(description="Whose logo it is.")
    href: PageLink | None = Field(None, description="Where it leads.")


class LogosProps(Props):
    """The props of Logos."""

    items: Annotated[list[LogoItem], Field(max_length=60, description="The logos: `{src, alt, href?}`.")] = []
    label: Annotated[ShortText | None, Field(description="A line above them, such as “Trusted by”.")] = None
    muted: Annotated[bool, Field(description="Whether they are grey until pointed at.")] = True


COMPONENT = Component(title="Logos", tier="static", props=LogosProps, group="Media", icon="building-2")

"""Types of props that layout components share, and links in lists."""

from typing import Annotated, Literal

from pydantic import Field

from app.pages.rendering.component import ListItem
from app.pages.rendering.props import PageLink, ShortText, edited_as

Gap = Annotated[Literal["none", "xs", "s", "m", "l", "xl"], edited_as("space-token")]
Width = Literal["narrow", "normal", "wide", "full"]
Ratio = Literal["16:9", "4:3", "3:2", "1:1", "3:4", "9:16", "21:9"]


class TextLink(ListItem):
    """A link of a list: what is read, and where it leads."""

    text: ShortText = Field(description="What is read.")
    href: PageLink = Field(description="http, https, mailto, tel, or a path such as `/p/about`.")

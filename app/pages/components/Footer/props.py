"""The foot of a page: columns of links, and a line of small print.

As the last component of a page it stands behind the main content.
"""

from typing import Annotated, Literal

from pydantic import Field

from app.pages.rendering.component import Component, ListItem, Props
from app.pages.rendering.layout import TextLink, Width
from app.pages.rendering.props import FileUrl, LongText, ShortText


class LinkColumn(ListItem):
    """A column of links in a Footer."""

    title: ShortText = Field(description="What stands above them.")
    links: Annotated[list[TextLink], Field(max_length=20, description="The links: `{text, href}`.")] = []


class FooterProps(Props):
    """The props of a Footer."""

    brand: Annotated[
        ShortText | None, Field(description="The name of the site; with a logo, what the logo says.")
    ] = None
    logo: Annotated[FileUrl | None, Field(description="A picture in place of the name.")] = None
    text: Annotated[LongText | None, Field(description="A sentence below the name.")] = None
    columns: Annotated[
        list[LinkColumn], Field(max_length=6, description="Columns of links: `{title, links: [{text, href}]}`.")
    ] = []
    legal: Annotated[ShortText | None, Field(description="The line of small print.")] = None
    legal_links: Annotated[
        list[TextLink], Field(max_length=10, description="Links in that line: `{text, href}`.")
    ] = []
    background: Annotated[Literal["none", "muted", "inverse"], Field(description="The colour behind it.")] = "muted"
    width: Annotated[Width, Field(description="How wide its content may grow.")] = "wide"


COMPONENT = Component(
    title="Footer",
    tier="layout",
    props=FooterProps,
    has_children=True,
    landmark="footer",
    group="Layout",
    icon="panel-bottom",
    inline="legal",
    tree=[{"type": "Footer", "props": {"brand": "Brand", "legal": "© Brand"}}],
)

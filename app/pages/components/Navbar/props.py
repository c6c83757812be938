"""The head of a page: its brand, the links of the site, and a menu of them on a phone, which needs no script.

As the first component of a page it stands before the main content. The link to the page itself is marked.
"""

from typing import Annotated

from pydantic import Field

from app.pages.rendering.component import Component, Props
from app.pages.rendering.layout import TextLink, Width
from app.pages.rendering.props import FileUrl, PageLink, ShortText


class NavbarProps(Props):
    """The props of a Navbar."""

    brand: ShortText = Field(description="The name of the site; with a logo, what the logo says.")
    logo: Annotated[FileUrl | None, Field(description="A picture in place of the name.")] = None
    home: Annotated[PageLink, Field(description="Where the brand leads.")] = "/"
    links: Annotated[list[TextLink], Field(max_length=12, description="The links: `{text, href}`.")] = []
    action: Annotated[ShortText | None, Field(description="What a button at its end says.")] = None
    action_href: Annotated[PageLink | None, Field(description="Where that button leads.")] = None
    sticky: Annotated[bool, Field(description="Whether it stays at the top when the page is scrolled.")] = False
    width: Annotated[Width, Field(description="How wide its content may grow.")] = "wide"
    label: Annotated[ShortText, Field(description="Names the links for screen readers.")] = "Main"


COMPONENT = Component(
    title="Navbar",
    tier="layout",
    props=NavbarProps,
    landmark="header",
    group="Layout",
    icon="panel-top-open",
    inline="brand",
    tree=[{"type": "Navbar", "props": {"brand": "Brand", "links": [{"text": "Home", "href": "/"}]}}],
)

"""A link to a page of this site, to another site, an e-mail address or a telephone number."""

from pydantic import Field

from app.pages.rendering.component import Component, Props
from app.pages.rendering.props import PageLink, ShortText


class LinkProps(Props):
    """The props of a Link."""

    text: ShortText = Field(description="What is read; say where it leads.")
    href: PageLink = Field(description="http, https, mailto, tel, or a path such as `/p/about`.")


COMPONENT = Component(
    title="Link",
    tier="interactive",
    props=LinkProps,
    announced="text",
    group="Actions",
    icon="link",
    inline="text",
    tree=[{"type": "Link", "props": {"text": "Link", "href": "/"}}],
)

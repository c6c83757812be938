"""What is known of one thing, such as a row: a label and a value each."""

from typing import Annotated

from pydantic import Field

from app.pages.rendering.component import Component, ListItem, Props
from app.pages.rendering.formats import Formatted
from app.pages.rendering.props import PageLink, ShortText


class InfoItem(Formatted, ListItem):
    """One line: a label, a value, and how it is written."""

    label: ShortText = Field(description="What it is.")
    value: Annotated[ShortText | None, Field(description="The value.")] = None
    href: Annotated[PageLink | None, Field(description="Where it leads.")] = None


class InfoListProps(Props):
    """The props of an InfoList."""

    items: list[InfoItem] = Field(
        min_length=1,
        max_length=50,
        description="The lines: `{label, value, href?}`, and a `format` as in [columns](#columns).",
    )


COMPONENT = Component(
    title="Info list",
    tier="data",
    props=InfoListProps,
    group="Data",
    icon="list",
    tree=[{"type": "InfoList", "props": {"items": [{"label": "Name", "value": "Ada"}]}}],
)

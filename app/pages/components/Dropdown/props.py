"""A button that shows more below it: links, buttons or text. It needs no JavaScript."""

from typing import Annotated, Literal

from pydantic import Field

from app.pages.rendering.component import Component, Props
from app.pages.rendering.props import ShortText


class DropdownProps(Props):
    """The props of a Dropdown."""

    label: ShortText = Field(description="What the button says.")
    variant: Annotated[
        Literal["primary", "secondary", "ghost"], Field(description="How much the button stands out.")
    ] = "secondary"


COMPONENT = Component(
    title="Dropdown",
    tier="interactive",
    props=DropdownProps,
    has_children=True,
    announced="label",
    opens="popover",
    group="Actions",
    icon="square-chevron-down",
    inline="label",
    tree=[
        {
            "type": "Dropdown",
            "props": {"label": "More"},
            "children": [
                {"type": "Link", "props": {"text": "First", "href": "/"}},
                {"type": "Link", "props": {"text": "Second", "href": "/"}},
            ],
        }
    ],
)

"""A panel of Tabs, with its label."""

from typing import Annotated

from pydantic import Field

from app.pages.rendering.component import Component, Props
from app.pages.rendering.props import Fixed, ShortText


class TabProps(Props):
    """The props of a Tab."""

    label: Annotated[ShortText, Field(min_length=1, description="What is pressed to show the panel."), Fixed()]


COMPONENT = Component(
    title="Tab",
    tier="interactive",
    props=TabProps,
    has_children=True,
    announced="label",
    group="Actions",
    icon="panel-top",
    parents=["Tabs"],
    tree=[
        {
            "type": "Tab",
            "props": {"label": "Panel"},
            "children": [{"type": "Text", "props": {"text": "What it says."}}],
        }
    ],
)

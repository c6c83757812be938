"""Panels of which one is shown. A press on its label, or the arrow keys among the labels, show another one.

Without JavaScript a label is a link to its panel.
"""

from pydantic import Field

from app.pages.rendering.component import Component, Props
from app.pages.rendering.props import ShortText


class TabsProps(Props):
    """The props of Tabs."""

    label: ShortText = Field(description="What the panels are about, for screen readers.")


COMPONENT = Component(
    title="Tabs",
    tier="interactive",
    props=TabsProps,
    has_children=True,
    announced="label",
    group="Actions",
    icon="panels-top-left",
    children=["Tab"],
    island_props=("label",),
    island_context=("id", "style", "panels"),
    tree=[
        {
            "type": "Tabs",
            "props": {"label": "Topics"},
            "children": [
                {
                    "type": "Tab",
                    "props": {"label": label},
                    "children": [{"type": "Text", "props": {"text": f"What the {label.lower()} says."}}],
                }
                for label in ("First panel", "Second panel")
            ],
        }
    ],
)

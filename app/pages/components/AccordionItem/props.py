"""A part of an Accordion: its title is always there, what it holds when it is open."""

from typing import Annotated

from pydantic import Field

from app.pages.rendering.component import Component, Props
from app.pages.rendering.props import ShortText


class AccordionItemProps(Props):
    """The props of an AccordionItem."""

    title: ShortText = Field(description="What is read while it is closed.")
    open: Annotated[bool, Field(description="Whether it is open at first.")] = False


COMPONENT = Component(
    title="Accordion item",
    tier="interactive",
    props=AccordionItemProps,
    has_children=True,
    announced="title",
    opens="details",
    group="Actions",
    icon="chevron-down",
    inline="title",
    parents=["Accordion"],
    tree=[
        {
            "type": "AccordionItem",
            "props": {"title": "Question"},
            "children": [{"type": "Text", "props": {"text": "Its answer."}}],
        }
    ],
)

"""Questions and answers, or other parts that open and close. At most one of them is open, unless several may be."""

from typing import Annotated

from pydantic import Field

from app.pages.rendering.component import Component, Props
from app.pages.rendering.props import Fixed


class AccordionProps(Props):
    """The props of an Accordion."""

    several: Annotated[bool, Field(description="Whether several parts may be open at once."), Fixed()] = False


COMPONENT = Component(
    title="Accordion",
    tier="interactive",
    props=AccordionProps,
    has_children=True,
    group="Actions",
    icon="list-collapse",
    children=["AccordionItem"],
    tree=[
        {
            "type": "Accordion",
            "props": {},
            "children": [
                {
                    "type": "AccordionItem",
                    "props": {"title": "First question", "open": True},
                    "children": [{"type": "Text", "props": {"text": "Its answer."}}],
                },
                {
                    "type": "AccordionItem",
                    "props": {"title": "Second question"},
                    "children": [{"type": "Text", "props": {"text": "Its answer."}}],
                },
            ],
        }
    ],
)

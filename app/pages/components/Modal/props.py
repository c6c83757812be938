"""A dialog above the page. A Button whose action is `open` with its id shows it, without JavaScript too.

Escape, its own button and a press beside it close it.
"""

from typing import Annotated, Literal

from pydantic import Field

from app.pages.rendering.component import Component, Props
from app.pages.rendering.props import ShortText


class ModalProps(Props):
    """The props of a Modal."""

    title: ShortText = Field(description="What it is about, at its top.")
    size: Annotated[Literal["small", "medium", "large"], Field(description="How wide it may grow.")] = "medium"


COMPONENT = Component(
    title="Modal",
    tier="interactive",
    props=ModalProps,
    has_children=True,
    announced="title",
    opens="dialog",
    group="Actions",
    icon="app-window",
    inline="title",
    tree=[
        {
            "type": "Modal",
            "props": {"title": "Dialog"},
            "children": [{"type": "Text", "props": {"text": "What it says."}}],
        }
    ],
)

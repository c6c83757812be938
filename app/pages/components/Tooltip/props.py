"""A word with an explanation that shows when it is pressed or, in browsers that can, pointed at. Escape hides it."""

from pydantic import Field

from app.pages.rendering.component import Component, Props
from app.pages.rendering.props import ShortText


class TooltipProps(Props):
    """The props of a Tooltip."""

    label: ShortText = Field(description="The word that is explained.")
    text: ShortText = Field(description="The explanation.")


COMPONENT = Component(
    title="Tooltip",
    tier="interactive",
    props=TooltipProps,
    announced="label",
    group="Actions",
    icon="message-circle-question-mark",
    inline="label",
    tree=[{"type": "Tooltip", "props": {"label": "Word", "text": "What it means."}}],
)

"""A switch that is on or off. `on_change` says what a press does, such as setting the variable that `value` reads.

It is a form of its own where the server takes part, so that it works without JavaScript.
"""

from typing import Annotated

from pydantic import Field

from app.pages.rendering.actions import Actions
from app.pages.rendering.component import Component, Props, Sends
from app.pages.rendering.islands import SENDING_WORDS
from app.pages.rendering.props import ShortText


class ToggleProps(Props):
    """The props of a Toggle."""

    label: ShortText = Field(description="What is on or off.")
    value: Annotated[bool, Field(description="Whether it is on: bind it to what a press changes.")] = False
    on_change: Annotated[Actions, Field(description="What happens when it is pressed, step by step.")] = []
    on_error: Annotated[Actions, Field(description="What happens when a step of `on_change` failed.")] = []


COMPONENT = Component(
    title="Toggle",
    tier="interactive",
    props=ToggleProps,
    sends=Sends("on_change"),
    announced="label",
    group="Actions",
    icon="toggle-left",
    inline="label",
    island_props=("label", "value"),
    island_context=("id", "style", "post_url", "version", "notice", "sent", "message", "steps"),
    island_words=SENDING_WORDS,
    tree=[{"type": "Toggle", "props": {"label": "Switch"}}],
)

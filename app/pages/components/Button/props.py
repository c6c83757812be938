"""A button. `on_click` says what it does; inside a Form a button without it sends the form.

It is a form of its own in the HTML, so that it works without JavaScript: then the page comes back with the message
of the first `toast` whose text holds no expression.
"""

from typing import Annotated, Literal

from pydantic import Field

from app.pages.rendering.actions import Actions
from app.pages.rendering.component import Component, Props, Sends
from app.pages.rendering.props import ShortText


class ButtonProps(Props):
    """The props of a Button."""

    label: ShortText = Field(description="What the button says: a verb.")
    variant: Annotated[
        Literal["primary", "secondary", "ghost", "danger"], Field(description="How much it stands out.")
    ] = "primary"
    on_click: Annotated[Actions, Field(description="What happens when it is pressed, step by step.")] = []
    on_error: Annotated[Actions, Field(description="What happens when a step of `on_click` failed.")] = []


COMPONENT = Component(
    title="Button",
    tier="interactive",
    props=ButtonProps,
    sends=Sends("on_click"),
    announced="label",
    group="Actions",
    icon="mouse-pointer-click",
    inline="label",
    tree=[{"type": "Button", "props": {"label": "Button"}}],
    island_props=("label", "variant"),
    island_context=("id", "style", "post_url", "version", "notice", "sent", "message", "steps"),
)

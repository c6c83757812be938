"""A button. `on_click` says what it does; inside a Form a button without it sends the form.

It is a form of its own in the HTML, so that it works without JavaScript: then the page comes back with the message
of the first `toast` whose text holds no expression.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from app.pages.rendering.actions import Actions
from app.pages.rendering.component import Component, PropProblem, Props, Sends
from app.pages.rendering.islands import SENDING_WORDS
from app.pages.rendering.props import PageLink, ShortText


class ButtonProps(Props):
    """The props of a Button."""

    label: ShortText = Field(description="What the button says: a verb.")
    variant: Annotated[
        Literal["primary", "secondary", "ghost", "danger"], Field(description="How much it stands out.")
    ] = "primary"
    href: Annotated[
        PageLink | None, Field(description="Where it leads; then it is a link that looks like a button.")
    ] = None
    on_click: Annotated[Actions, Field(description="What happens when it is pressed, step by step.")] = []
    on_error: Annotated[Actions, Field(description="What happens when a step of `on_click` failed.")] = []


def _problems(props: Mapping[str, Any]) -> Iterator[PropProblem]:
    if props.get("href") and props.get("on_click"):
        yield PropProblem("two_ways", "href", "A button leads somewhere or does something: leave one of them out.")


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
    problems=_problems,
    island_props=("label", "variant"),
    island_context=("id", "style", "post_url", "version", "notice", "sent", "message", "steps"),
    island_words=SENDING_WORDS,
)

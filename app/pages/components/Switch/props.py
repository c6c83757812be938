"""A switch that is on or off: it arrives as true or false."""

from typing import Annotated

from pydantic import Field

from app.pages.rendering.component import Component, FormField, Props
from app.pages.rendering.props import FixedName, ShortText


class SwitchProps(Props):
    """The props of a Switch."""

    name: Annotated[FixedName, Field(description="Its key in `trigger.input`.")]
    label: ShortText = Field(description="What it turns on.")
    checked: Annotated[bool, Field(description="Whether it is on at first.")] = False
    help: Annotated[ShortText | None, Field(description="A line of help below.")] = None


COMPONENT = Component(
    title="Switch",
    tier="interactive",
    props=SwitchProps,
    field=lambda props: FormField(props.name, bool, blank=False),
    announced="label",
    group="Forms",
    icon="toggle-right",
    inline="label",
    tree=[{"type": "Switch", "props": {"name": "news", "label": "Send me news"}}],
)

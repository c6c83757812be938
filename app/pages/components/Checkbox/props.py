"""A box to tick: it arrives as true or false.

Where it is required it must be ticked, as when somebody has to agree.
"""

from typing import Annotated

from pydantic import Field

from app.pages.rendering.component import Component, FormField, Props
from app.pages.rendering.props import Fixed, FixedName, ShortText


class CheckboxProps(Props):
    """The props of a Checkbox."""

    name: Annotated[FixedName, Field(description="Its key in `trigger.input`.")]
    label: ShortText = Field(description="What ticking it says.")
    required: Annotated[bool, Field(description="Whether it must be ticked."), Fixed()] = False
    checked: Annotated[bool, Field(description="Whether it is ticked at first.")] = False
    help: Annotated[ShortText | None, Field(description="A line of help below.")] = None


COMPONENT = Component(
    title="Checkbox",
    tier="interactive",
    props=CheckboxProps,
    field=lambda props: FormField(props.name, bool, props.required, blank=False, missing="Tick this box."),
    announced="label",
    group="Forms",
    icon="square-check",
    inline="label",
    tree=[{"type": "Checkbox", "props": {"name": "agreed", "label": "I agree"}}],
)

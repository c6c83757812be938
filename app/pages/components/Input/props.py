"""One field of a form. The server checks it again by its type, whatever the browser did.

A `number` arrives as a number, a `checkbox` as true or false, everything else as text; an empty field that is not
required arrives as null.
"""

from typing import Annotated, Literal

from pydantic import Field

from app.pages.rendering.props import Fixed, FixedName, ShortText
from app.pages.rendering.registry import Component, Props

InputType = Literal["text", "email", "number", "tel", "url", "date", "time", "password", "checkbox", "hidden"]


class InputProps(Props):
    """The props of an Input."""

    name: Annotated[FixedName, Field(description="Its key in `trigger.input`.")]
    label: ShortText = Field(description="What to fill in.")
    type: Annotated[InputType, Field(description="What it takes, and what the server checks."), Fixed()] = "text"
    required: Annotated[bool, Field(description="Whether it may stay empty."), Fixed()] = False
    placeholder: Annotated[ShortText | None, Field(description="An example inside the empty field.")] = None
    help: Annotated[ShortText | None, Field(description="A line of help below.")] = None
    value: Annotated[ShortText | None, Field(description="What stands there at first.")] = None


COMPONENT = Component(title="Input", tier="interactive", props=InputProps)

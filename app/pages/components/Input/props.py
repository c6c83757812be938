"""One field of a form. The server checks it again by its type, whatever the browser did.

A `number` arrives as a number, a `checkbox` as true or false, everything else as text; an empty field that is not
required arrives as null.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from app.pages.components.Input.readers import READERS
from app.pages.rendering.component import Component, FormField, PropProblem, Props
from app.pages.rendering.props import Fixed, FixedName, ShortText

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


def _field(props: Any) -> FormField:
    read = READERS[props.type]
    if props.type == "checkbox":
        return FormField(props.name, read, props.required, blank=False, missing="Tick this box.")
    return FormField(props.name, read, props.required, hidden=props.type == "hidden")


def _problems(props: Mapping[str, Any]) -> Iterator[PropProblem]:
    if props.get("type") == "hidden" and props.get("required") is True and not props.get("value"):
        yield PropProblem("hidden_required", "required", "Nobody can fill in a hidden field: give it a value.")


COMPONENT = Component(
    title="Input",
    tier="interactive",
    props=InputProps,
    field=_field,
    problems=_problems,
    announced="label",
    group="Forms",
    icon="text-cursor-input",
    inline="label",
    tree=[{"type": "Input", "props": {"name": "name", "label": "Name"}}],
)

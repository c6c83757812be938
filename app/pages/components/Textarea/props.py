"""A field of a form for several lines of text."""

from typing import Annotated, Any

from pydantic import Field, JsonValue

from app.pages.components.shared.lengths import check_length
from app.pages.rendering.component import Component, FormField, Props, plain_text
from app.pages.rendering.props import Fixed, FixedName, LongText, ShortText


class TextareaProps(Props):
    """The props of a Textarea."""

    name: Annotated[FixedName, Field(description="Its key in `trigger.input`.")]
    label: ShortText = Field(description="What to fill in.")
    required: Annotated[bool, Field(description="Whether it may stay empty."), Fixed()] = False
    placeholder: Annotated[ShortText | None, Field(description="An example inside the empty field.")] = None
    help: Annotated[ShortText | None, Field(description="A line of help below.")] = None
    rows: Annotated[int, Field(ge=2, le=40, description="Lines it shows at first.")] = 5
    value: Annotated[LongText | None, Field(description="What stands there at first.")] = None
    max_length: Annotated[int | None, Field(ge=1, le=50_000, description="The most characters."), Fixed()] = None


def _field(props: Any) -> FormField:
    def read(sent: str) -> JsonValue:
        value = plain_text(sent)
        check_length(str(value), None, props.max_length)
        return value

    return FormField(props.name, read, props.required)


COMPONENT = Component(
    title="Textarea",
    tier="interactive",
    props=TextareaProps,
    field=_field,
    announced="label",
    group="Forms",
    icon="text",
    inline="label",
    tree=[{"type": "Textarea", "props": {"name": "message", "label": "Message"}}],
)

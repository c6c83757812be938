"""A field of a form where a visitor chooses one of a few options.

The value of the chosen option arrives; the server refuses any other one, whatever the browser did. Where nothing was
chosen and nothing must be, it arrives as null.
"""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue
from pydantic_core import PydanticCustomError

from app.core.text import StorableText
from app.pages.rendering.component import Component, FormField, Props, WrongValue
from app.pages.rendering.props import Fixed, FixedName, ShortText


class Option(BaseModel):
    """One option: the value that is sent, and what a visitor reads."""

    model_config = ConfigDict(extra="forbid")

    value: StorableText = Field(max_length=200)
    label: StorableText = Field(min_length=1, max_length=200)


def _check_values(options: list[Option]) -> list[Option]:
    values = [option.value for option in options]
    # Browsers send line breaks in another form, and nothing but blanks is what choosing nothing sends.
    if any(not value.strip() or "\n" in value or "\r" in value for value in values):
        raise PydanticCustomError("option_value", "the value of an option is one line and not blank")
    if len(set(values)) < len(values):
        raise PydanticCustomError("option_value", "two options have the same value")
    return options


class SelectProps(Props):
    """The props of a Select."""

    name: Annotated[FixedName, Field(description="Its key in `trigger.input`.")]
    label: ShortText = Field(description="What to choose.")
    options: Annotated[
        list[Option],
        Field(min_length=1, max_length=300, description="The options: `{value, label}`, each value once."),
        AfterValidator(_check_values),
        Fixed(),
    ]
    required: Annotated[bool, Field(description="Whether one must be chosen."), Fixed()] = False
    placeholder: Annotated[ShortText, Field(description="What stands there while nothing is chosen.")] = "Choose one"
    help: Annotated[ShortText | None, Field(description="A line of help below.")] = None


def _field(props: Any) -> FormField:
    values = {option.value for option in props.options}

    def read(sent: str) -> JsonValue:
        if sent not in values:
            raise WrongValue("Choose one of the options.")
        return sent

    return FormField(props.name, read, props.required, missing="Choose one of the options.")


COMPONENT = Component(
    title="Select",
    tier="interactive",
    props=SelectProps,
    field=_field,
    announced="label",
    group="Forms",
    icon="chevrons-up-down",
    inline="label",
    tree=[
        {
            "type": "Select",
            "props": {
                "name": "choice",
                "label": "Choice",
                "options": [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}],
            },
        }
    ],
)

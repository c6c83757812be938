"""A field of a form where a visitor chooses one of a few options.

The value of the chosen option arrives; the server refuses any other one, whatever the browser did. Where nothing was
chosen and nothing must be, it arrives as null.
"""

from typing import Annotated, Any

from pydantic import Field

from app.pages.components.shared.options import Options, choice_field
from app.pages.rendering.component import Component, FormField, Props
from app.pages.rendering.props import Fixed, FixedName, ShortText


class SelectProps(Props):
    """The props of a Select."""

    name: Annotated[FixedName, Field(description="Its key in `trigger.input`.")]
    label: ShortText = Field(description="What to choose.")
    options: Annotated[
        Options, Field(min_length=1, max_length=300, description="The options: `{value, label}`, each value once.")
    ]
    required: Annotated[bool, Field(description="Whether one must be chosen."), Fixed()] = False
    placeholder: Annotated[ShortText, Field(description="What stands there while nothing is chosen.")] = "Choose one"
    help: Annotated[ShortText | None, Field(description="A line of help below.")] = None


def _field(props: Any) -> FormField:
    return choice_field(props.name, props.options, required=props.required)


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

"""A few options that all are seen, of which a visitor chooses one.

The value of the chosen option arrives; the server refuses any other one, whatever the browser did. Where nothing was
chosen and nothing must be, it arrives as null.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import Field

from app.core.text import StorableText, no_such
from app.pages.components.shared.options import Options, choice_field
from app.pages.rendering.component import Component, FormField, PropProblem, Props
from app.pages.rendering.props import Fixed, FixedName, ShortText


class RadioGroupProps(Props):
    """The props of a RadioGroup."""

    name: Annotated[FixedName, Field(description="Its key in `trigger.input`.")]
    label: ShortText = Field(description="What to choose.")
    options: Annotated[
        Options, Field(min_length=1, max_length=50, description="The options: `{value, label}`, each value once.")
    ]
    required: Annotated[bool, Field(description="Whether one must be chosen."), Fixed()] = False
    value: Annotated[StorableText | None, Field(max_length=200, description="The one chosen at first."), Fixed()] = (
        None
    )
    help: Annotated[ShortText | None, Field(description="A line of help below.")] = None


def _field(props: Any) -> FormField:
    return choice_field(props.name, props.options, required=props.required)


def _problems(props: Mapping[str, Any]) -> Iterator[PropProblem]:
    value, options = props.get("value"), props.get("options")
    if value is not None and isinstance(options, list):
        known = [option.get("value") for option in options if isinstance(option, dict)]
        if value not in known:
            yield PropProblem("unknown_option", "value", no_such("option", str(value), map(str, known)))


COMPONENT = Component(
    title="Radio group",
    tier="interactive",
    props=RadioGroupProps,
    field=_field,
    problems=_problems,
    announced="label",
    group="Forms",
    icon="circle-dot",
    inline="label",
    tree=[
        {
            "type": "RadioGroup",
            "props": {
                "name": "choice",
                "label": "Choice",
                "options": [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}],
            },
        }
    ],
)

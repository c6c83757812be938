"""One field of a form. The server checks it again by its type and limits, whatever the browser did.

A `number` and a `range` arrive as a number, a `checkbox` as true or false, everything else as text; an empty field
that is not required arrives as null.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from app.core.text import StorableText
from app.pages.components.Input.limits import checked, list_limit_problems
from app.pages.components.Input.readers import READERS
from app.pages.rendering.component import Component, FormField, PropProblem, Props
from app.pages.rendering.props import Fixed, FixedName, ShortText

InputType = Literal[
    "text", "email", "number", "tel", "url", "date", "time", "password", "checkbox", "hidden",
    "search", "range", "datetime-local", "month", "week", "color",
]  # fmt: skip
# https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill
Autocomplete = Literal[
    "off", "on", "name", "honorific-prefix", "given-name", "additional-name", "family-name", "honorific-suffix",
    "nickname", "username", "new-password", "current-password", "one-time-code", "organization-title",
    "organization", "street-address", "address-line1", "address-line2", "address-line3", "address-level4",
    "address-level3", "address-level2", "address-level1", "country", "country-name", "postal-code", "cc-name",
    "cc-given-name", "cc-additional-name", "cc-family-name", "cc-number", "cc-exp", "cc-exp-month", "cc-exp-year",
    "cc-csc", "cc-type", "transaction-currency", "transaction-amount", "language", "bday", "bday-day", "bday-month",
    "bday-year", "sex", "url", "photo", "tel", "tel-country-code", "tel-national", "tel-area-code", "tel-local",
    "tel-extension", "email", "impp",
]  # fmt: skip
Keyboard = Literal["text", "decimal", "numeric", "tel", "search", "email", "url"]
InputLimit = Annotated[int | float | StorableText | None, Fixed()]
Length = Annotated[int | None, Field(ge=0, le=50_000), Fixed()]


def _without_point(step: float) -> float:
    """Return a whole number as one: it stands in the HTML as it was written."""
    return int(step) if step.is_integer() else step


class InputProps(Props):
    """The props of an Input."""

    name: Annotated[FixedName, Field(description="Its key in `trigger.input`.")]
    label: ShortText = Field(description="What to fill in.")
    type: Annotated[InputType, Field(description="What it takes, and what the server checks."), Fixed()] = "text"
    required: Annotated[bool, Field(description="Whether it may stay empty."), Fixed()] = False
    placeholder: Annotated[ShortText | None, Field(description="An example inside the empty field.")] = None
    help: Annotated[ShortText | None, Field(description="A line of help below.")] = None
    value: Annotated[ShortText | None, Field(description="What stands there at first.")] = None
    min: InputLimit = Field(
        None, description="The least it takes: a number, or what its type takes, like `2026-03-31`."
    )
    max: InputLimit = Field(None, description="The most it takes.")
    step: Annotated[
        Annotated[float, Field(gt=0), AfterValidator(_without_point)] | None,
        Field(description="Numbers only in steps of this, from `min` or 0; a `range` has 1."),
        Fixed(),
    ] = None
    min_length: Length = Field(None, description="The fewest characters, for types of text.")
    max_length: Length = Field(None, description="The most characters.")
    pattern: Annotated[
        StorableText | None,
        Field(
            max_length=200,
            description="A regular expression that a whole text must fit; `help` says what it asks.",
        ),
        Fixed(),
    ] = None
    autocomplete: Annotated[Autocomplete | None, Field(description="What a browser may fill in."), Fixed()] = None
    keyboard: Annotated[Keyboard | None, Field(description="The keyboard that a phone shows."), Fixed()] = None


def _field(props: Any) -> FormField:
    if props.type == "checkbox":
        return FormField(props.name, bool, props.required, blank=False, missing="Tick this box.")
    return FormField(props.name, checked(READERS[props.type], props), props.required, hidden=props.type == "hidden")


def _problems(props: Mapping[str, Any]) -> Iterator[PropProblem]:
    if props.get("type") == "hidden" and props.get("required") is True and not props.get("value"):
        yield PropProblem("hidden_required", "required", "Nobody can fill in a hidden field: give it a value.")
    yield from list_limit_problems(props)


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

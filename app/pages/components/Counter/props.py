"""A number with a button on each side. It sets a variable of the page or the session, which `value` reads.

Without JavaScript it shows the number as it is at first.
"""

from typing import Annotated

from pydantic import Field

from app.core.text import StorableText
from app.pages.rendering.component import Component, Props
from app.pages.rendering.props import Fixed, ShortText


class CounterProps(Props):
    """The props of a Counter."""

    label: ShortText = Field(description="What is counted.")
    sets: Annotated[
        StorableText,
        Field(
            pattern=r"^(page|session)\.[A-Za-z_][A-Za-z0-9_]{0,63}$",
            description="The variable that it sets, such as `page.count`.",
        ),
        Fixed(),
    ]
    value: Annotated[float, Field(description="The number: bind it to the same variable.")] = 0
    min: Annotated[float | None, Field(description="The least number.")] = None
    max: Annotated[float | None, Field(description="The greatest number.")] = None
    step: Annotated[float, Field(gt=0, description="How much a press adds or takes away.")] = 1


COMPONENT = Component(
    title="Counter",
    tier="interactive",
    props=CounterProps,
    announced="label",
    group="Actions",
    icon="diff",
    inline="label",
    island_props=("label", "sets", "value", "min", "max", "step"),
    island_context=("id", "style"),
    island_words=("Less", "More"),
)

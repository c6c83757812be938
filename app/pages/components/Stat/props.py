"""One number that matters, what it counts, and how it has changed."""

from typing import Annotated, Literal

from pydantic import Field

from app.pages.rendering.component import Component, Props
from app.pages.rendering.formats import Formatted
from app.pages.rendering.props import Fixed, ShortText


class StatProps(Formatted, Props):
    """The props of a Stat."""

    label: ShortText = Field(description="What it counts.")
    value: ShortText = Field(description="The number.")
    change: Annotated[float | None, Field(description="How much it has changed, as a share: 0.12 is 12 % more.")] = (
        None
    )
    better: Annotated[
        Literal["up", "down"], Field(description="Which change is good, and shown in green."), Fixed()
    ] = "up"
    help: Annotated[ShortText | None, Field(description="A line below, such as “since last month”.")] = None


COMPONENT = Component(
    title="Stat",
    tier="data",
    props=StatProps,
    announced="label",
    group="Data",
    icon="trending-up",
    inline="label",
    tree=[{"type": "Stat", "props": {"label": "Visitors", "value": "1200", "format": "number", "change": 0.12}}],
)

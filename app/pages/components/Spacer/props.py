"""Empty room between two components."""

from typing import Annotated, Literal

from pydantic import Field

from app.pages.rendering.component import Component, Props
from app.pages.rendering.props import edited_as


class SpacerProps(Props):
    """The props of a Spacer."""

    size: Annotated[
        Literal["xs", "s", "m", "l", "xl", "2xl", "3xl"],
        Field(description="How much room; the large ones are smaller on a phone."),
        edited_as("space-token"),
    ] = "l"


COMPONENT = Component(title="Spacer", tier="layout", props=SpacerProps, group="Layout", icon="move-vertical")

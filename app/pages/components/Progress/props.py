"""How far something is: a bar and its words. Bound to a variable it follows at once."""

from typing import Annotated

from pydantic import Field

from app.pages.rendering.component import Component, Props
from app.pages.rendering.props import ShortText


class ProgressProps(Props):
    """The props of a Progress."""

    label: ShortText = Field(description="What is under way.")
    value: Annotated[float | None, Field(ge=0, description="How much is done; nothing where nobody knows.")] = None
    max: Annotated[float, Field(gt=0, description="How much there is.")] = 100


COMPONENT = Component(
    title="Progress",
    tier="interactive",
    props=ProgressProps,
    announced="label",
    group="Data",
    icon="loader",
    inline="label",
    tree=[{"type": "Progress", "props": {"label": "Progress", "value": 40}}],
)

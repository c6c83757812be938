"""A short word that marks something: a state, a kind, a novelty."""

from typing import Annotated, Literal

from pydantic import Field

from app.pages.rendering.component import Component, Props
from app.pages.rendering.icons import Icon
from app.pages.rendering.props import ShortText


class BadgeProps(Props):
    """The props of a Badge."""

    text: ShortText = Field(description="What it says: a word or two.")
    tone: Annotated[Literal["neutral", "accent", "good", "bad"], Field(description="What it means.")] = "neutral"
    icon: Annotated[Icon | None, Field(description="An icon before it, by its name in Lucide.")] = None


COMPONENT = Component(
    title="Badge",
    tier="static",
    props=BadgeProps,
    group="Typography",
    icon="badge-check",
    inline="text",
    tree=[{"type": "Badge", "props": {"text": "New", "tone": "accent"}}],
)

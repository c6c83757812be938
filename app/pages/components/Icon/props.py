"""An icon of Lucide (lucide.dev), drawn into the page. Without `label` it is decoration."""

from typing import Annotated, Literal

from pydantic import Field

from app.pages.rendering.component import Component, Props
from app.pages.rendering.icons import Icon
from app.pages.rendering.props import ShortText


class IconProps(Props):
    """The props of an Icon."""

    name: Icon = Field(description="Its name in Lucide, such as `heart` or `circle-check`.")
    size: Annotated[Literal["s", "m", "l", "xl"], Field(description="`m` is as high as a line of text.")] = "m"
    tone: Annotated[
        Literal["text", "soft", "accent"], Field(description="Its colour: that of text, a softer one, the brand's.")
    ] = "text"
    shape: Annotated[Literal["none", "tile", "circle"], Field(description="A tinted surface behind it.")] = "none"
    label: Annotated[ShortText | None, Field(description="What it means, for those who cannot see it.")] = None


COMPONENT = Component(
    title="Icon",
    tier="static",
    props=IconProps,
    group="Media",
    icon="shapes",
    tree=[{"type": "Icon", "props": {"name": "sparkles", "shape": "tile", "tone": "accent"}}],
)

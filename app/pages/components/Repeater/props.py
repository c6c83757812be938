"""Shows what stands in it once for each item of a list, such as `{{ data.products.rows }}`.

The components in it read the item as `item` (`{{ item.name }}`) and its place, from 0, as `index`. At most 1,000
items are shown, 10,000 with those of a Repeater inside a Repeater.
"""

from typing import Annotated, Any, Literal

from pydantic import Field

from app.pages.rendering.component import Component, Props
from app.pages.rendering.props import ShortText, edited_as


class RepeaterProps(Props):
    """The props of a Repeater."""

    items: Annotated[list[Any], Field(description="The list: an expression, as a rule."), edited_as("expression")]
    layout: Annotated[
        Literal["list", "grid", "inherit"],
        Field(description="Below one another, in columns as they fit, or as the component around it places them."),
    ] = "list"
    empty_text: Annotated[ShortText, Field(description="Shown when there are no items.")] = "Nothing here yet."


COMPONENT = Component(
    title="Repeater",
    tier="data",
    props=RepeaterProps,
    has_children=True,
    each="items",
    group="Data",
    icon="repeat",
)

"""Components in columns of the same width, as many on each screen as it says."""

from typing import Annotated, Literal

from pydantic import Field

from app.pages.rendering.component import Component, Props
from app.pages.rendering.layout import Gap


class GridProps(Props):
    """The props of a Grid."""

    columns: Annotated[Literal[1, 2, 3, 4, 5, 6], Field(description="Columns on a desktop.")] = 3
    tablet: Annotated[Literal[1, 2, 3, 4], Field(description="Columns on a tablet.")] = 2
    phone: Annotated[Literal[1, 2, 3], Field(description="Columns on a phone.")] = 1
    gap: Annotated[Gap, Field(description="Room between them.")] = "m"
    align: Annotated[
        Literal["stretch", "start", "center", "end"],
        Field(description="How those of one line stand to each other; `stretch` makes them equally high."),
    ] = "stretch"


COMPONENT = Component(
    title="Grid", tier="layout", props=GridProps, has_children=True, group="Layout", icon="layout-grid"
)

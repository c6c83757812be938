"""Components side by side. Columns share its width; other components keep theirs and wrap."""

from typing import Annotated, Literal

from pydantic import Field

from app.pages.rendering.component import Component, Props
from app.pages.rendering.layout import Gap


class RowProps(Props):
    """The props of a Row."""

    gap: Annotated[Gap, Field(description="Room between them.")] = "m"
    align: Annotated[
        Literal["stretch", "start", "center", "end", "baseline"],
        Field(description="How they stand to each other; `stretch` makes columns as high as the highest."),
    ] = "stretch"
    justify: Annotated[
        Literal["start", "center", "end", "between"], Field(description="Where they stand when there is room left.")
    ] = "start"
    stack: Annotated[
        Literal["phone", "tablet", "never"], Field(description="Up to which screen columns stand below each other.")
    ] = "phone"


COMPONENT = Component(
    title="Row",
    tier="layout",
    props=RowProps,
    has_children=True,
    group="Layout",
    icon="columns-2",
    tree=[
        {"type": "Row", "props": {}, "children": [{"type": "Column", "props": {}}, {"type": "Column", "props": {}}]}
    ],
)

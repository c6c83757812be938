"""One of the columns of a Row: a share of its width, or what is left."""

from typing import Annotated, Literal

from pydantic import Field

from app.pages.rendering.component import Component, Props
from app.pages.rendering.layout import Gap


class ColumnProps(Props):
    """The props of a Column."""

    width: Annotated[
        Literal["auto", "content", "1/4", "1/3", "2/5", "1/2", "3/5", "2/3", "3/4", "full"],
        Field(description="Its share of the row; `auto` takes what is left, `content` what it needs."),
    ] = "auto"
    gap: Annotated[Gap, Field(description="Room between what it holds.")] = "m"
    align: Annotated[
        Literal["start", "center", "end", "between"], Field(description="Where what it holds stands in its height.")
    ] = "start"


COMPONENT = Component(
    title="Column",
    tier="layout",
    props=ColumnProps,
    has_children=True,
    group="Layout",
    icon="rectangle-vertical",
    parents=["Row"],
    tree=[{"type": "Column", "props": {}}],
)

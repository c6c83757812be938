"""The rows of a named query as a drawing, with its values in a table below. It needs no script.

Each row is a place along the axis, or a slice.
"""

from typing import Annotated, Any, Literal

from pydantic import Field

from app.core.text import StorableText
from app.pages.rendering.component import Component, ListItem, Props, Rows
from app.pages.rendering.formats import FormatOptions, Formatted, ValueFormat
from app.pages.rendering.props import Fixed, ShortText, edited_as


class ChartLabel(Formatted, ListItem):
    """What names a row: the key of a value, and how it is written."""

    key: StorableText = Field(min_length=1, max_length=200)


class ChartSeries(ListItem):
    """Values that belong together: their key in each row, and what they are called."""

    key: StorableText = Field(min_length=1, max_length=200)
    label: StorableText = Field(max_length=200)


class ChartProps(FormatOptions, Props):
    """The props of a Chart."""

    query: Annotated[
        StorableText,
        Field(min_length=1, max_length=100, description="Name of the query, or of data that the page declares."),
        edited_as("query-name"),
        Fixed(),
    ]
    kind: Annotated[Literal["line", "bar", "area", "pie", "donut"], Field(description="How it is drawn."), Fixed()]
    label: Annotated[
        ChartLabel,
        Field(title="Label", description="What names a row: `{key}`, and a `format` as in [columns](#columns)."),
        Fixed(),
    ]
    series: Annotated[
        list[ChartSeries],
        Field(min_length=1, max_length=6, description="The values: `{key, label}`; a pie has one."),
        Fixed(),
    ]
    title: ShortText = Field(description="What it shows.")
    limit: Annotated[int, Field(ge=1, le=200, description="Rows that are drawn."), Fixed()] = 60
    format: Annotated[ValueFormat, Field(description="How values are written."), Fixed()] = "number"
    empty_text: Annotated[ShortText, Field(description="Shown when there are no values.")] = "Nothing here yet."


def _rows(props: Any) -> Rows:
    columns = [{"key": props.label.key, "label": props.label.key}]
    columns += [{"key": series.key, "label": series.label} for series in props.series]
    return Rows(props.query, columns, props.limit)


COMPONENT = Component(
    title="Chart", tier="data", props=ChartProps, rows=_rows, announced="title", group="Data", icon="chart-line"
)

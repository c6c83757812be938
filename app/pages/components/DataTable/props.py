"""The rows of a named query. The first rows are in the page's HTML; the others are a link, or fetched in place."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from app.core.text import StorableText
from app.pages.rendering.component import Component, Props, Rows
from app.pages.rendering.props import Fixed, ShortText, edited_as


class Column(BaseModel):
    """One column: the key of the value in a row, and what stands above it."""

    model_config = ConfigDict(extra="forbid")

    key: StorableText = Field(min_length=1, max_length=200)
    label: StorableText = Field(max_length=200)


class DataTableProps(Props):
    """The props of a DataTable."""

    query: Annotated[
        StorableText,
        Field(min_length=1, max_length=100, description="Name of the query."),
        edited_as("query-name"),
        Fixed(),
    ]
    columns: Annotated[
        list[Column], Field(min_length=1, max_length=50, description="The columns: `{key, label}`."), Fixed()
    ]
    page_size: Annotated[int, Field(ge=1, le=200, description="Rows shown at once."), Fixed()] = 20
    caption: Annotated[ShortText | None, Field(description="Names the table, above it.")] = None
    empty_text: Annotated[ShortText, Field(description="Shown when there are no rows.")] = "Nothing here yet."


def _rows(props: Any) -> Rows:
    return Rows(props.query, [column.model_dump() for column in props.columns], props.page_size)


COMPONENT = Component(
    title="Data table",
    tier="data",
    props=DataTableProps,
    rows=_rows,
    group="Data",
    icon="table",
    island_context=("id", "style", "data_url", "page"),
)

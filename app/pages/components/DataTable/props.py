"""The rows of a named query. The first rows are in the page's HTML; the others are a link, or fetched in place.

Visitors sort by `sortable` columns, search `searchable` ones and choose one of a column's `choices`: the database
does that, on all rows, and the address keeps it.
"""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from app.core.text import StorableText
from app.pages.rendering.component import Component, Props, Rows
from app.pages.rendering.props import Fixed, ShortText, edited_as


class Column(BaseModel):
    """One column: the key of the value in a row, what stands above it, and what visitors may do with it."""

    model_config = ConfigDict(extra="forbid")

    key: StorableText = Field(min_length=1, max_length=200)
    label: StorableText = Field(max_length=200)
    sortable: bool = False
    searchable: bool = False
    choices: list[Annotated[StorableText, Field(min_length=1, max_length=100)]] = Field(
        default_factory=list, max_length=100, description="Values to filter by, as text."
    )


class DataTableProps(Props):
    """The props of a DataTable."""

    query: Annotated[
        StorableText,
        Field(min_length=1, max_length=100, description="Name of the query, or of data that the page declares."),
        edited_as("query-name"),
        Fixed(),
    ]
    columns: Annotated[
        list[Column],
        Field(
            min_length=1,
            max_length=50,
            description="The columns: `{key, label}`, and what visitors may do: `sortable`, `searchable`, `choices`.",
        ),
        Fixed(),
    ]
    page_size: Annotated[int, Field(ge=1, le=200, description="Rows shown at once."), Fixed()] = 20
    sort: Annotated[
        StorableText,
        Field(max_length=201, description="The order at first: a column, with `-` in front for the largest first."),
        Fixed(),
    ] = ""
    counted: Annotated[bool, Field(description="Whether it says how many rows there are."), Fixed()] = False
    caption: Annotated[ShortText | None, Field(description="Names the table, above it.")] = None
    empty_text: Annotated[ShortText, Field(description="Shown when there are no rows.")] = "Nothing here yet."


def _rows(props: Any) -> Rows:
    return Rows(
        props.query,
        [{"key": column.key, "label": column.label} for column in props.columns],
        props.page_size,
        sortable=[column.key for column in props.columns if column.sortable],
        searchable=[column.key for column in props.columns if column.searchable],
        filters=[column.key for column in props.columns if column.choices],
        sort=props.sort,
        counted=props.counted,
    )


COMPONENT = Component(
    title="Data table",
    tier="data",
    props=DataTableProps,
    rows=_rows,
    group="Data",
    icon="table",
    island_context=("id", "style"),
    island_words=("The table could not be refreshed.",),
)

"""The rows of a named query. The first rows are in the page's HTML; the others are a link, or fetched in place.

Visitors sort by `sortable` columns, search `searchable` ones and choose one of a column's `choices`: the database
does that, on all rows, and the address keeps it.
"""

from typing import Annotated, Any, Literal

from pydantic import Field

from app.core.text import StorableText
from app.pages.rendering.component import Component, ListItem, Props, Rows
from app.pages.rendering.formats import NUMBERS, TIMES, FormatOptions, ValueFormat
from app.pages.rendering.per_row import RowLink
from app.pages.rendering.props import Fixed, ShortText, edited_as

Tone = Literal["neutral", "accent", "good", "bad"]


class Column(FormatOptions, ListItem):
    """One column: the key of the value in a row, what stands above it, its looks, what visitors may do with it."""

    key: StorableText = Field(min_length=1, max_length=200)
    label: StorableText = Field(max_length=200)
    format: Annotated[
        ValueFormat | Literal["badge", "link", "image", "progress"],
        Field(
            description="How a value is shown, in the language of the page; `percent` and `progress` take 0.5, "
            "`link` and `image` an address."
        ),
    ] = "text"
    tones: dict[StorableText, Tone] = Field(
        default_factory=dict, max_length=50, description="Colours of a badge by its value."
    )
    align: Annotated[
        Literal["start", "center", "end"] | None, Field(description="Where values stand; numbers at the end.")
    ] = None
    href: Annotated[
        RowLink | None, Field(description="Where a value leads: `/p/products/{{ item.id | url_encode }}`.")
    ] = None
    total: Annotated[
        Literal["sum", "average"] | None, Field(description="What stands below it, of the rows on all pages.")
    ] = None
    sortable: bool = False
    searchable: bool = False
    choices: list[Annotated[StorableText, Field(min_length=1, max_length=100)]] = Field(
        default_factory=list, max_length=100, description="Values to filter by, as text."
    )

    @property
    def classes(self) -> str:
        """How its values stand: where, and in one line where they are numbers or times."""
        at = self.align or ("end" if self.format in NUMBERS else "start")
        found = [f"of-table-{at}"] if at != "start" else []
        return " ".join([*found, "of-table-figure"] if self.format in NUMBERS | TIMES else found)

    def tone_of(self, value: Any) -> Tone:
        """Return the colour of a badge; true and false are written as in JSON."""
        return self.tones.get(str(value).lower() if isinstance(value, bool) else str(value), "neutral")


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
            description="The columns: `{key, label}`, [how they look](#columns), and what visitors may do: "
            "`sortable`, `searchable`, `choices`.",
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
    row_link: Annotated[
        bool, Field(description="Whether a row leads, wherever it is pressed, where its first `href` does."), Fixed()
    ] = False
    sticky: Annotated[bool, Field(description="Whether its head stays in sight in a long table."), Fixed()] = False
    phone: Annotated[
        Literal["scroll", "cards"],
        Field(description="On a phone: scrolled sideways, or a card for each row."),
        Fixed(),
    ] = "scroll"
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
        totals={column.key: column.total for column in props.columns if column.total},
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

"""Which of its rows a component shows to a visitor: the page, order, search and filters of a query string."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.pages.rendering.component import Rows

PAGE_PREFIX, SORT_PREFIX, SEARCH_PREFIX, FILTER_PREFIX = "page.", "sort.", "search.", "filter."
"""Before the id of a component in a query string; behind that of a filter stand a dot and the column."""
MAX_TABLE_PAGE = 10_000
MAX_SEARCH = 100
"""Characters of a search, and of a filter's value."""


@dataclass(frozen=True, slots=True)
class TableView:
    """Which rows a visitor asked for: from page 1, sorted by a column (`-` in front: the largest first).

    A sort that is the component's own is empty, so that there is one form of asking for it.
    """

    page: int = 1
    sort: str = ""
    search: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)

    def pairs(self, table: str) -> Iterator[tuple[str, str]]:
        """Yield what of a query string asks for it."""
        if self.page > 1:
            yield PAGE_PREFIX + table, str(self.page)
        if self.sort:
            yield SORT_PREFIX + table, self.sort
        if self.search:
            yield SEARCH_PREFIX + table, self.search
        for column, value in sorted(self.filters.items()):
            yield f"{FILTER_PREFIX}{table}.{column}", value


EVERYTHING = TableView()


def read_view(table: str, rows: Rows, asked: Mapping[str, str]) -> TableView:
    """Return the view of a component that a query asks for; what the author did not allow changes nothing."""
    sort = asked.get(SORT_PREFIX + table, "")
    if sort == rows.sort or sort.removeprefix("-") not in rows.sortable:
        sort = ""
    search = read_text(asked.get(SEARCH_PREFIX + table, "")) if rows.searchable else ""
    given = ((column, read_text(asked.get(f"{FILTER_PREFIX}{table}.{column}", ""))) for column in rows.filters)
    filters = {column: value for column, value in given if value}
    return TableView(read_page(asked.get(PAGE_PREFIX + table, "")), sort, search, filters)


def read_page(sent: str) -> int:
    """Return the number of a page, from 1; 1 for what is none."""
    if not (sent.isascii() and sent.isdigit() and len(sent) < len(str(MAX_TABLE_PAGE)) + 1):
        return 1
    return min(max(int(sent), 1), MAX_TABLE_PAGE)


def read_text(sent: str) -> str:
    """Return what was searched or chosen, as a database takes it."""
    return sent[:MAX_SEARCH].replace("\0", "").strip()

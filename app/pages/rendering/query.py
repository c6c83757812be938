"""What a query string asks of a page: only what the page heeds is read, and the rest changes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode

SENT = "sent"
PAGE_PREFIX = "page."
PARAM_PREFIX = "params."
"""Before the names of the page's parameters where names of a route's own stand beside them."""
MAX_PARAM = 500
MAX_TABLE_PAGE = 10_000
_MAX_PAIRS = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What one request asks: the component that was sent, pages of tables, the parameters the page declares."""

    sent: str = ""
    pages: Mapping[str, int] = field(default_factory=dict)
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def variant(self) -> str:
        """Name of what is asked, the same for all that ask the same, empty for nothing."""
        if self is NOTHING:
            return ""
        query = self.query()
        return f"{self.sent}{query}" if query or self.sent else ""

    def query(self, prefix: str = "", *, but: str = "", also: tuple[str, str] | None = None) -> str:
        """Return the query string, with its `?`, that asks for the same parameters and pages, and for `also`.

        `prefix` stands before the names of parameters; the page of the table `but` is left out.
        """
        pairs = {prefix + name: value for name, value in sorted(self.params.items())}
        pairs |= {PAGE_PREFIX + table: str(page) for table, page in sorted(self.pages.items()) if table != but}
        if also is not None:
            pairs[also[0]] = also[1]
        return f"?{urlencode(pairs)}" if pairs else ""


NOTHING = Asked()


@dataclass(frozen=True, slots=True)
class Heeded:
    """What a page heeds: parameters its expressions read, components that can be sent, tables with pages."""

    params: frozenset[str] = frozenset()
    sendable: frozenset[str] = frozenset()
    tables: frozenset[str] = frozenset()

    def read(self, query: bytes, prefix: str = "") -> Asked:
        """Return what a query string asks of this page; `prefix` stands before the names of its parameters."""
        if not query:
            return NOTHING
        try:
            pairs = dict(parse_qsl(query.decode("latin-1"), keep_blank_values=True, max_num_fields=_MAX_PAIRS))
        except ValueError:
            return NOTHING
        sent = pairs.get(SENT, "")
        pages: dict[str, int] = {}
        for name, value in pairs.items():
            table = name.removeprefix(PAGE_PREFIX)
            if table != name and table in self.tables and value.isascii() and value.isdigit() and len(value) < 6:
                pages[table] = min(max(int(value), 1), MAX_TABLE_PAGE)
        return Asked(
            sent if sent in self.sendable else "",
            {table: page for table, page in pages.items() if page > 1},
            {
                name: pairs[prefix + name][:MAX_PARAM].replace("\0", "\ufffd")
                for name in self.params
                if prefix + name in pairs
            },
        )

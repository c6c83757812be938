"""What an address asks of a page: only what the page heeds is read, and the rest changes nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl, urlencode

from pydantic import JsonValue

from app.core.http.path_patterns import match
from app.pages.rendering.component import Rows
from app.pages.rendering.declarations import MAX_PARAM, PageParam
from app.pages.rendering.params import ParamUnfit, read_param, same_value, write_param
from app.pages.rendering.table_views import EVERYTHING, TableView, read_view
from app.pages.slugs import fill_path, path_names

SENT = "sent"
PARAM_PREFIX = "params."
"""Before the names of the page's parameters where names of a route's own stand beside them."""
_MAX_PAIRS = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What one request asks: the component that was sent, views of tables, parameters of the query and of the path.

    A parameter of the query that has its default is not among them, nor is a view of everything, so that there is one
    form of asking for it. `cookies` are variables as they were sent, of a page that declares some.
    """

    sent: str = ""
    views: Mapping[str, TableView] = field(default_factory=dict)
    params: Mapping[str, JsonValue] = field(default_factory=dict)
    path: Mapping[str, JsonValue] = field(default_factory=dict)
    cookies: Mapping[str, str] = field(default_factory=dict)

    def address(self, slug: str) -> str:
        """Return the address, percent-encoded, that a slug has for the parameters of the path."""
        if not self.path:
            return slug
        return fill_path(slug, {name: write_param(value) for name, value in self.path.items()}) or slug

    @property
    def variant(self) -> str:
        """Name of what is asked, the same for all that ask the same, empty for nothing."""
        if self is NOTHING:
            return ""
        query = self.query()
        return f"{self.sent}{query}" if query or self.sent else ""

    def with_view(self, table: str, view: TableView) -> "Asked":
        """Return the same with another view of a table."""
        return replace(self, views={**self.views, table: view})

    def pairs(self, prefix: str = "") -> list[tuple[str, str]]:
        """Return what of a query string asks for the same; `prefix` stands before the names of parameters."""
        params = [(prefix + name, write_param(value)) for name, value in sorted(self.params.items())]
        return params + [pair for table, view in sorted(self.views.items()) for pair in view.pairs(table)]

    def query(self, prefix: str = "", *, also: tuple[str, str] | None = None) -> str:
        """Return the query string, with its `?`, that asks for the same and for `also`."""
        pairs = self.pairs(prefix) + ([also] if also is not None else [])
        return f"?{urlencode(pairs)}" if pairs else ""


NOTHING = Asked()


@dataclass(frozen=True, slots=True)
class Heeded:
    """What a page heeds: the parameters it declares or reads, components that can be sent, and those with rows.

    `params` and `path` are by name; those of the query that are read and not declared are `undeclared` texts. What is
    `proven` has no other values than rows that exist: without one there is no page.
    """

    slug: str = ""
    path: Mapping[str, PageParam] = field(default_factory=dict)
    params: Mapping[str, PageParam] = field(default_factory=dict)
    undeclared: frozenset[str] = frozenset()
    proven: frozenset[str] = frozenset()
    sendable: frozenset[str] = frozenset()
    tables: Mapping[str, Rows] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        slug: str,
        declared: Iterable[PageParam],
        read: Iterable[str],
        sendable: Iterable[str],
        tables: Mapping[str, Rows],
        proven: Iterable[str] = (),
    ) -> "Heeded":
        """Return what a page of this slug heeds; `read` are the parameters that its expressions name."""
        known = {param.name: param for param in declared}
        path = {
            name: known.get(name) or PageParam.model_validate({"name": name, "from": "path"})
            for name in path_names(slug)
        }
        params = {name: param for name, param in known.items() if name not in path and param.source == "query"}
        undeclared = frozenset(read) - path.keys() - known.keys()
        return cls(slug, path, params, undeclared, frozenset(proven), frozenset(sendable), tables)

    def canonical_query(self, asked: Asked) -> str:
        """Return the query, with its `?`, that makes an address another page for search engines; mostly nothing."""
        marked = {
            name: value for name, value in asked.params.items() if name in self.params and self.params[name].canonical
        }
        return Asked(params=marked).query() if marked else ""

    @property
    def is_bounded(self) -> bool:
        """Whether visitors can ask for so few different pages that each may be kept: none of them chooses a text."""
        chosen = [*self.params.values(), *(param for name, param in self.path.items() if name not in self.proven)]
        return not self.undeclared and all(one.choices or one.type != "string" for one in chosen)

    @property
    def is_open(self) -> bool:
        """Whether there is no end to what may be asked of the page, as of the numbers of products."""
        return any(not one.choices and one.type != "boolean" for one in (*self.path.values(), *self.params.values()))

    @property
    def samples(self) -> dict[str, JsonValue]:
        """Values of the path where nobody visits an address: in a preview."""
        return {name: param.default if param.default is not None else "" for name, param in self.path.items()}

    def values(self, asked: Asked) -> dict[str, JsonValue]:
        """Return `params` as expressions read it."""
        defaults = {name: param.default for name, param in self.params.items() if param.default is not None}
        return {**defaults, **asked.params, **asked.path}

    def read(self, query: bytes, prefix: str = "", address: str | None = None) -> Asked:
        """Return what a query string asks of this page; `prefix` stands before the names of its parameters.

        `address` is where it is visited, which has the parameters of its path. Raises ParamUnfit when one of them
        does not fit.
        """
        path = self.read_path(address) if self.path and address is not None else {}
        if not query:
            return Asked(path=path) if path else NOTHING
        try:
            pairs = dict(parse_qsl(query.decode("latin-1"), keep_blank_values=True, max_num_fields=_MAX_PAIRS))
        except ValueError:
            return Asked(path=path) if path else NOTHING
        sent = pairs.get(SENT, "")
        views = {table: read_view(table, rows, pairs) for table, rows in self.tables.items()}
        return Asked(
            sent if sent in self.sendable else "",
            {table: view for table, view in views.items() if view != EVERYTHING},
            self._read_params(pairs, prefix),
            path,
        )

    def read_path(self, address: str) -> dict[str, JsonValue]:
        """Return the parameters of an address's path; raises ParamUnfit."""
        found = match(self.slug, address)
        if found is None:
            raise ParamUnfit
        return {name: read_param(self.path[name], sent) for name, sent in found.items()}

    def _read_params(self, pairs: Mapping[str, str], prefix: str) -> dict[str, JsonValue]:
        found: dict[str, JsonValue] = {
            name: pairs[prefix + name][:MAX_PARAM].replace("\0", "\ufffd")
            for name in self.undeclared
            if prefix + name in pairs
        }
        for name, param in self.params.items():
            try:
                value = read_param(param, pairs[prefix + name])
            except (KeyError, ParamUnfit):
                continue
            if not same_value(value, param.default):
                found[name] = value
        return found

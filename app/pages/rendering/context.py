"""What a component's template may know besides its props: where it stands, and what just happened to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from app.pages.rendering.query import NOTHING, PARAM_PREFIX, Asked
from app.pages.rendering.registry import find_sends
from app.pages.rendering.table_views import EVERYTHING, TableView
from app.pages.rendering.tree import PageNode, walk
from app.pages.rendering.words import Words

VERSION_FIELD = "version"
TRAP_FIELD = "_homepage"
"""A field that nobody sees. No field of an author begins with `_`."""


@dataclass(frozen=True, slots=True)
class PageState:
    """What one request adds to a page: the component that was sent, what was wrong with a form, what its query asks.

    `values` are what the visitor typed, so that nothing is lost.
    """

    sent: str | None = None
    form: str | None = None
    message: str | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    asked: Asked = NOTHING


NEUTRAL = PageState()
OF_REQUEST = frozenset(
    {
        "sent", "message", "errors", "typed", "page", "post_url", "data_url", "link_to",
        "view", "link_sorted", "sorted_by", "rows_url", "form_path", "kept",
    }
)  # fmt: skip
"""What of a ComponentContext a request may change."""


@dataclass(frozen=True, slots=True)
class ComponentContext:
    """The place of one component on its page, and what a request adds to it (see `in_state`).

    `around` is the form it stands in or is; `typed` is None unless that form came back with errors. `style` are the
    classes of the node's style: a text to put behind those of the root element, empty or with a leading blank.
    `words` says a text of ours in the language of the page.
    `island` are the attributes that make the root an island; a template writes them where a script takes over.
    `steps` is what happens in the browser alone when it is pressed, `command` and `command_for` what needs no script.
    `parent` and `parent_props` are the component it stands in, as it was stored; `panels` the ids and labels of those
    that stand in it.
    """

    id: str
    slug: str
    version: int
    form: str | None
    around: str | None
    has_actions: bool
    has_submit: bool
    notice: str
    words: Words
    style: str = ""
    island: str = ""
    steps: list[dict[str, Any]] | None = None
    command: str | None = None
    command_for: str | None = None
    parent: str | None = None
    parent_props: Mapping[str, Any] = field(default_factory=dict)
    panels: tuple[Mapping[str, Any], ...] = ()
    sent: bool = False
    message: str | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] | None = None
    view: TableView = EVERYTHING
    base: str = ""
    asked: Asked = NOTHING

    @property
    def path(self) -> str:
        """The address of the page, so that a link to it can be marked."""
        return f"/p/{self.slug}"

    @property
    def post_url(self) -> str:
        """Where it is posted to. The parameters of the page go along, so that the answer is the same page."""
        kind = "forms" if self.around == self.id else "actions"
        return f"/p/{self.asked.address(self.slug)}/{kind}/{self.id}{self.asked.query()}"

    @property
    def data_url(self) -> str:
        """Where its rows are fetched, for the parameters of the page."""
        asked = self.asked.with_view(self.id, replace(self.view, page=1))
        return f"/p/{self.asked.address(self.slug)}/data/{self.id}{asked.query(PARAM_PREFIX)}"

    @property
    def page(self) -> int:
        """Which page of its rows is shown, from 1."""
        return self.view.page

    @property
    def form_path(self) -> str:
        """Where a form of its own sends a search or filters with GET, beside the fields that are `kept`."""
        return f"{self.base}#{self.id}"

    def kept(self, *fields: str) -> list[tuple[str, str]]:
        """Return what such a form sends along as hidden fields: all that was asked but these fields and the page."""
        pairs = self.asked.with_view(self.id, replace(self.view, page=1)).pairs()
        return [pair for pair in pairs if pair[0] not in fields]

    def link_to(self, page: int) -> str:
        """Return the link to another page of its rows; the rest of the page stays as it is."""
        return self._link(replace(self.view, page=page))

    def link_sorted(self, sort: str) -> str:
        """Return the link to its rows in another order, from the first page on; empty for the order at first."""
        return self._link(replace(self.view, page=1, sort=sort))

    def rows_url(self, page: int, sort: str | None = None) -> str:
        """Return where a script fetches what `link_to` or `link_sorted` leads to."""
        view = replace(self.view, page=page, sort=self.view.sort if sort is None else sort)
        asked = self.asked.with_view(self.id, view)
        return f"/p/{self.asked.address(self.slug)}/data/{self.id}{asked.query(PARAM_PREFIX)}"

    def _link(self, view: TableView) -> str:
        # Nothing but `#id` would keep the query of the address the visitor is at.
        return f"{self.base}{self.asked.with_view(self.id, view).query() or '?'}#{self.id}"

    def in_state(self, state: PageState) -> "ComponentContext":
        """Return the context with what a request adds to this very component; itself when that is nothing."""
        failed = self.around is not None and state.form == self.around
        carried = state.asked.params or state.asked.views or state.asked.path
        if not (failed or state.sent == self.id or state.form or carried):
            return self
        return replace(
            self,
            sent=state.sent == self.id,
            message=state.message if failed or state.form == self.id else None,
            errors=state.errors if failed else {},
            typed=state.values if failed else None,
            view=state.asked.views.get(self.id, EVERYTHING),
            # What answers a post stands at another address, where a link of nothing but a query leads nowhere.
            base=f"/p/{state.asked.address(self.slug)}" if state.form else "",
            asked=state.asked,
        )


def form_around(parents: tuple[PageNode, ...]) -> PageNode | None:
    """Return the form that a component stands in, or None."""
    return next((parent for parent in reversed(parents) if _takes_fields(parent)), None)


def _takes_fields(node: PageNode) -> bool:
    sends = find_sends(node.type)
    return sends is not None and sends.takes_fields


def _sends_form(node: PageNode) -> bool:
    """Return whether it is a button that, inside a form, sends that form."""
    sends = find_sends(node.type)
    return sends is not None and not sends.takes_fields and not node.props.get(sends.event)


def _notice(actions: Any, words: Words) -> str:
    """Return the first toast that needs no evaluation: shown where no script runs."""
    for action in actions if isinstance(actions, list) else []:
        if isinstance(action, dict) and action.get("do") == "toast" and "{{" not in str(action.get("message")):
            return str(action.get("message"))
    return words("Done.")


def make_context(
    node: PageNode, parents: tuple[PageNode, ...], slug: str, version: int, words: Words
) -> ComponentContext:
    """Return the context of a component as nobody has touched it."""
    is_form = _takes_fields(node)
    around = node if is_form else form_around(parents)
    sends = find_sends(node.type)
    actions = node.props.get(sends.event) if sends else None
    return ComponentContext(
        id=node.id,
        slug=slug,
        version=version,
        form=around.id if around and around is not node else None,
        around=around.id if around else None,
        has_actions=bool(actions),
        has_submit=is_form and any(_sends_form(child) for child, _ in walk(node.children)),
        notice=_notice(actions, words),
        words=words,
        parent=parents[-1].id if parents else None,
        parent_props=parents[-1].props if parents else {},
        panels=tuple(_panels(node)),
    )


def _panels(node: PageNode) -> Iterator[dict[str, str]]:
    for child in node.children:
        if child.visible is not False and isinstance(label := child.props.get("label"), str):
            yield {"id": child.id, "label": label}

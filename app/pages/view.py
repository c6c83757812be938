"""What a component's template may know besides its props: where it stands, and what just happened to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from app.pages.tree import PageNode, walk

VERSION_FIELD = "version"


@dataclass(frozen=True, slots=True)
class PageState:
    """What one request adds to a page: the component that was sent, what was wrong with a form, pages of tables.

    `values` are what the visitor typed, so that nothing is lost.
    """

    sent: str | None = None
    form: str | None = None
    message: str | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, int] = field(default_factory=dict)


NEUTRAL = PageState()
OF_REQUEST = frozenset({"sent", "message", "errors", "typed", "page"})
"""The fields of a View that a request may change."""


@dataclass(frozen=True, slots=True)
class View:
    """The place of one component on its page, and what a request adds to it (see `in_state`).

    `around` is the form it stands in or is; `typed` is None unless that form came back with errors.
    """

    id: str
    slug: str
    version: int
    post_url: str
    data_url: str
    form: str | None
    around: str | None
    has_click: bool
    has_submit: bool
    notice: str
    sent: bool = False
    message: str | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] | None = None
    page: int = 1

    def in_state(self, state: PageState) -> "View":
        """Return the view with what a request adds to this very component; itself when that is nothing."""
        failed = self.around is not None and state.form == self.around
        if not (failed or state.sent == self.id or state.form == self.id or self.id in state.pages):
            return self
        return replace(
            self,
            sent=state.sent == self.id,
            message=state.message if failed or state.form == self.id else None,
            errors=state.errors if failed else {},
            typed=state.values if failed else None,
            page=state.pages.get(self.id, 1),
        )


def form_around(parents: tuple[PageNode, ...]) -> PageNode | None:
    """Return the form that a component stands in, or None."""
    return next((parent for parent in reversed(parents) if parent.type == "Form"), None)


def _notice(node: PageNode) -> str:
    """Return the first toast of a button that needs no evaluation: shown where no script runs."""
    actions: Any = node.props.get("on_click") or []
    for action in actions if isinstance(actions, list) else []:
        if isinstance(action, dict) and action.get("do") == "toast" and "{{" not in str(action.get("message")):
            return str(action.get("message"))
    return "Done."


def make_view(node: PageNode, parents: tuple[PageNode, ...], slug: str, version: int) -> View:
    """Return the view of a component as nobody has touched it."""
    around = node if node.type == "Form" else form_around(parents)
    kind = "forms" if node.type == "Form" else "actions"
    return View(
        id=node.id,
        slug=slug,
        version=version,
        post_url=f"/p/{slug}/{kind}/{node.id}",
        data_url=f"/p/{slug}/data/{node.id}",
        form=around.id if around and around is not node else None,
        around=around.id if around else None,
        has_click=bool(node.props.get("on_click")),
        has_submit=any(
            child.type == "Button" and not child.props.get("on_click") for child, _ in walk(node.children)
        ),
        notice=_notice(node),
    )

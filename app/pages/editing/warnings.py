"""What is probably not meant in a draft that could be published: nothing here keeps it from visitors."""

from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

from pydantic import JsonValue
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.draft_problems import DraftProblem
from app.core.errors import OnefoldError
from app.core.text import no_such
from app.data.service import run_named_query
from app.data.sources.open_sources import DataSources
from app.engine.shapes import PLAIN, Shape, find_absent
from app.expressions.parse import compile_value, references
from app.pages.models import Page
from app.pages.rendering.actions import Navigate, read_actions
from app.pages.rendering.compile import compile_page
from app.pages.rendering.forms import form_fields
from app.pages.rendering.node_props import read_props
from app.pages.rendering.registry import components
from app.pages.rendering.stored import read_draft
from app.pages.rendering.tree import PageNode, PageTree, walk
from app.pages.serving.service import is_published

ROWS: Shape = {"rows": None, "row_count": PLAIN, "row": None, "error": {"code": PLAIN}}
"""What expressions read of `data.<query>`."""


async def list_warnings(session: AsyncSession, sources: DataSources | None, page: Page) -> list[DraftProblem]:
    """Return what looks wrong in a draft without problems.

    With `data`, its queries are run for the names of their columns.
    """
    tree = read_draft(page.draft)
    nodes = [
        node
        for node, parents in walk(tree.root.children)
        if not any(one.visible is False for one in (node, *parents))
    ]
    return [
        *_heading_order(nodes),
        *_empty_words(nodes),
        *_unknown_fields(nodes),
        *_unknown_members(nodes),
        *_stuck(tree, page.slug),
        *await _dead_links(session, page, nodes),
        *(await _unknown_columns(sources, tree, nodes) if sources else []),
    ]


def _warning(code: str, node: PageNode | None, prop: str | None, message: str) -> DraftProblem:
    node_id = node.id if node else None
    return DraftProblem(code=code, node_id=node_id, param=prop, message=message, severity="warning")


def _stuck(tree: PageTree, slug: str) -> Iterator[DraftProblem]:
    """What the browser knows alone can be written again where it stands in the HTML, not where a template decides."""
    for node_id, prop in compile_page(tree, slug=slug, version=0).stuck:
        message = "This keeps the default of its variables: the browser cannot make it again."
        yield DraftProblem(code="keeps_default", node_id=node_id, param=prop, message=message, severity="warning")


def _heading_order(nodes: list[PageNode]) -> Iterator[DraftProblem]:
    """Levels go up by one at most, from 1: that is how screen readers list the parts of a page."""
    above = 0
    for node in nodes:
        known = components()[node.type]
        prop = known.component.heading
        if prop is None:
            continue
        level = node.props.get(prop, known.specs[prop].default)
        if not isinstance(level, int):
            return  # an expression decides; what follows cannot be judged either
        if level > above + 1:
            wanted = "The first heading of a page has" if not above else f"After a heading of level {above} comes"
            yield _warning("heading_order", node, prop, f"{wanted} level {above + 1} at most, not {level}.")
        above = level
    if not above:
        yield _warning("heading_missing", None, None, "The page has no heading that says what it is.")


def _empty_words(nodes: list[PageNode]) -> Iterator[DraftProblem]:
    for node in nodes:
        component = components()[node.type].component
        prop = component.announced
        if prop is None or (component.field and component.field(read_props(node).declared).hidden):
            continue
        words = node.props.get(prop)
        if isinstance(words, str) and not words.strip():
            yield _warning("empty_text", node, prop, f"This {node.type} says nothing: give it a {prop}.")


def _unknown_fields(nodes: list[PageNode]) -> Iterator[DraftProblem]:
    """Only a form sends fields; a button, also one inside a form, sends none."""
    for node in nodes:
        known = components()[node.type]
        takes_fields = known.component.sends is not None and known.component.sends.takes_fields
        fields = {field.name for field in form_fields(node)} if takes_fields else set[str]()
        for prop in known.events:
            paths = references(compile_value(node.props.get(prop)))
            for name in sorted({path[1] for path in paths if path[0] == "fields" and len(path) > 1} - fields):
                message = no_such("field", name, fields, where=" that is sent here")
                yield _warning("unknown_field", node, prop, message)


def _unknown_members(nodes: list[PageNode]) -> Iterator[DraftProblem]:
    for node in nodes:
        for prop, value in [*node.props.items(), ("visible", node.visible), ("style", node.style)]:
            for path in sorted(references(compile_value(value))):
                absent = find_absent(ROWS, path[2:]) if path[0] == "data" else None
                if absent is not None:
                    where = f" of {'.'.join([*path[:2], *absent.path])}"
                    yield _warning(
                        "unknown_member", node, prop, no_such("member", absent.name, absent.known, where=where)
                    )


async def _dead_links(session: AsyncSession, page: Page, nodes: list[PageNode]) -> list[DraftProblem]:
    found: list[DraftProblem] = []
    ids = {node.id for node in nodes}
    alive: dict[str, bool] = {}
    for node in nodes:
        for prop, target in _links_of(node):
            slug, fragment = _on_this_site(page, target)
            if slug == page.slug and fragment not in ids | {"", "top"}:
                message = no_such("component", fragment, ids, where=" on this page")
                found.append(_warning("dead_link", node, prop, message))
            if slug is None or slug == page.slug:
                continue
            if slug not in alive:
                alive[slug] = await is_published(session, slug)
            if not alive[slug]:
                found.append(_warning("dead_link", node, prop, f"There is no published page at /p/{slug}."))
    return found


def _on_this_site(page: Page, target: str) -> tuple[str | None, str]:
    """Return the slug that a link leads to, None when it is not one of ours, and the part of that page."""
    try:
        parts = urlsplit(urljoin(f"/p/{page.slug}", target))
    except ValueError:
        return None, ""
    if parts.scheme or parts.netloc or not parts.path.startswith("/p/"):
        return None, ""
    return unquote(parts.path.removeprefix("/p/")).rstrip("/"), unquote(parts.fragment)


def _links_of(node: PageNode) -> Iterator[tuple[str, str]]:
    for name, spec in components()[node.type].specs.items():
        value = node.props.get(name)
        if spec.kind == "url" and isinstance(value, str) and not compile_value(value).dynamic:
            yield name, value
        elif spec.kind == "event":
            for position, action in enumerate(read_actions(value)):
                if isinstance(action, Navigate) and not compile_value(action.to).dynamic:
                    yield f"{name}.{position}", action.to


async def _unknown_columns(sources: DataSources, tree: PageTree, nodes: list[PageNode]) -> list[DraftProblem]:
    found: list[DraftProblem] = []
    # What declared data is asked for is known in a request only.
    columns: dict[str, frozenset[str] | None] = {data.name: None for data in tree.data}
    for node in nodes:
        for prop, query, column in _columns_of(node):
            if query not in columns:
                columns[query] = await _columns_in(sources, query)
            known = columns[query]
            if known is not None and column not in known:
                message = no_such("column", column, known, where=f" in what the query {query!r} gives")
                found.append(_warning("unknown_column", node, prop, message))
    return found


async def _columns_in(sources: DataSources, query: str) -> frozenset[str] | None:
    try:
        return frozenset((await run_named_query(sources, query, {}, read_only=True, max_rows=1)).columns)
    except OnefoldError:
        return None  # it cannot be asked now, so nothing is known of it


def _columns_of(node: PageNode) -> Iterator[tuple[str, str, str]]:
    """Yield prop, query and column for each column that a component names."""
    if rows := read_props(node).rows:
        for position, shown in enumerate(rows.columns):
            yield f"columns.{position}.key", rows.query, shown["key"]
    for prop, value in [*node.props.items(), ("visible", node.visible), ("style", node.style)]:
        for path in _paths(compile_value(value).ast):
            match path:
                case ["data", str(query), "rows", int(), str(column), *_] | [
                    "data",
                    str(query),
                    "row",
                    str(column),
                    *_,
                ]:
                    yield prop, query, column


def _paths(ast: JsonValue) -> Iterator[list[JsonValue]]:
    if isinstance(ast, list) and ast and ast[0] != "lit":
        if ast[0] == "path":
            yield ast[1:]
        for part in ast[1:]:
            yield from _paths(part)

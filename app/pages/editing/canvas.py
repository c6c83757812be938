"""The draft of a page as a builder shows it while it is edited: parts written anew, and the document they are in.

A draft is shown however wrong it is. Nothing that it names is run but queries that read; workflows are not, and what
cannot be read now has sample values.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from pydantic import ValidationError
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.draft_problems import DraftProblem
from app.pages.editing.schemas import CanvasAncestor, CanvasFragment, CanvasRender, CanvasRendering, CanvasState
from app.pages.editing.validation import list_problems
from app.pages.models import Page
from app.pages.rendering.bindings import ROWS, PageBindings
from app.pages.rendering.canvas import BODY, CanvasProgram, compile_canvas
from app.pages.rendering.compile import CompiledPage
from app.pages.rendering.component import Rows
from app.pages.rendering.context import NEUTRAL, PageState
from app.pages.rendering.document import canvas_csp, inline_sheet, write_body, write_document
from app.pages.rendering.head import PageHead
from app.pages.rendering.head_texts import make_head_texts
from app.pages.rendering.program import STATE, render_program
from app.pages.rendering.query import Asked
from app.pages.rendering.registry import STATIC, components
from app.pages.rendering.scripts import write_canvas_script
from app.pages.rendering.sheets import minify, write_sheet
from app.pages.rendering.stored import read_seo, read_tree, upgrade_tree
from app.pages.rendering.tree import DECLARED, PageNode, PageRoot, PageTree, walk
from app.pages.rendering.words import Words, words_of
from app.pages.serving.data import load_data
from app.pages.serving.services import PageServices
from app.site.current import SiteLook

_SAMPLE_ROWS = 3
_UNREADABLE = frozenset({"too_deep", "too_many_nodes"})


async def render_parts(
    session: AsyncSession, services: PageServices, page: Page, body: CanvasRender, *, live: bool
) -> CanvasRendering:
    """Return parts of a page as the canvas shows them; `live` says whether its queries may be run."""
    tree = _read(page.draft, body)
    types = {**_types_in(page.draft), **{node.id: node.type for node, _ in walk(tree.root.children)}}
    around = tuple(_ancestor(one) for one in body.ancestors)
    problems = _problems_of(tree, around, types)
    if any(one.code in _UNREADABLE for one in problems):
        return CanvasRendering(fragments=[], css="", problems=problems, reads=[])
    look = await services.site.look(session)
    wanted = body.only if body.only is not None else [node.id for node in tree.root.children]
    program = _compile(page, tree, look, types, wanted, around)
    scope, more = await _load(services, program.page, body.state, live=live and body.data == "live")
    return CanvasRendering(
        fragments=list(_write(program, scope, wanted, _words(page, look))),
        css=program.page.style_css,
        problems=[*problems, *_not_shown(program, problems), *more],
        reads=sorted(list(path) for path in program.page.reads),
    )


async def write_canvas(session: AsyncSession, services: PageServices, page: Page, *, live: bool) -> tuple[bytes, str]:
    """Return the document that a builder frames, with the whole draft, and its Content-Security-Policy."""
    tree = _read(page.draft, None)
    look = await services.site.look(session)
    types = _types_in(page.draft)
    if any(one.code in _UNREADABLE for one in list_problems(tree)):
        tree = tree.model_copy(update={"root": PageRoot()})
    program = _compile(page, tree, look, types, [], ())
    scope, _ = await _load(services, program.page, CanvasState(), live=live)
    title, seo = program.page.texts.fill(scope)
    css = write_sheet(look.css, set(components()), _islands(), program.page.style_css) + _own_css()
    style, source = inline_sheet(css)
    seo = seo.model_copy(update={"noindex": True})
    head = PageHead(title=title, seo=seo, look=look, style=style + write_canvas_script(), is_home=page.is_home)
    return write_document(program.page, scope, head, script=False), canvas_csp(source)


@cache
def _islands() -> frozenset[str]:
    return frozenset(name for name, known in components().items() if known.island is not None)


@cache
def _own_css() -> str:
    return minify((STATIC / "canvas.css").read_text())


def _read(draft: Any, body: CanvasRender | None) -> PageTree:
    """Return the draft, or the part that was sent with what the draft declares, in the versions of this build."""
    stored = draft if isinstance(draft, dict) else {}
    if body is not None and body.root is not None:
        declared = {name: stored[name] for name in DECLARED if name in stored}
        sent = [node.model_dump(mode="json", exclude_none=True) for node in body.root]
        stored = {**declared, "root": {"children": sent}}
    try:
        return PageTree.model_validate(upgrade_tree(stored)[0])
    except ValidationError:
        return read_tree(stored)


def _types_in(draft: Any) -> dict[str, str]:
    """Return the types of all components of a stored draft by id, whatever else is wrong with it."""
    found: dict[str, str] = {}
    pending: list[Any] = [draft.get("root") if isinstance(draft, dict) else None]
    while pending:
        one = pending.pop()
        if isinstance(one, dict):
            if isinstance(one.get("id"), str) and isinstance(one.get("type"), str):
                found[one["id"]] = one["type"]
            children = one.get("children")
            pending += children if isinstance(children, list) else []
    return found


def _ancestor(given: CanvasAncestor) -> PageNode:
    known = components().get(given.type)
    version = known.component.version if known else 1
    return PageNode(id=given.id, type=given.type, v=version, props=given.props)


def _problems_of(tree: PageTree, around: tuple[PageNode, ...], types: Mapping[str, str]) -> list[DraftProblem]:
    """Return what is wrong with a tree, or with a part in its place; nothing of what stands around it."""
    own = {node.id for node, _ in walk(tree.root.children)}
    children = tree.root.children
    for ancestor in reversed(around):
        children = [ancestor.model_copy(update={"children": children})]
    whole = tree.model_copy(update={"root": PageRoot(children=children)})
    found = list_problems(whole, types)
    return [one for one in found if one.node_id is None or one.node_id in own]


def _words(page: Page, look: SiteLook) -> Words:
    return words_of(read_seo(page.seo).lang or look.choices.lang, look.choices.words)


def _compile(
    page: Page,
    tree: PageTree,
    look: SiteLook,
    types: dict[str, str],
    wanted: list[str],
    around: tuple[PageNode, ...],
) -> CanvasProgram:
    texts = make_head_texts(page.title, read_seo(page.seo))
    return compile_canvas(
        tree, slug=page.slug, words=_words(page, look), texts=texts, types=types, wanted=wanted, around=around
    )


def _write(
    program: CanvasProgram, scope: Mapping[str, Any], wanted: list[str], words: Words
) -> Iterator[CanvasFragment]:
    for node_id in dict.fromkeys(wanted):
        if node_id == BODY:
            out = write_body(program.page, scope, words)
        elif node_id in program.fragments:
            out = []
            render_program(program.fragments[node_id], scope, out)
        else:
            continue
        # A query may return half of a surrogate pair, which JSON cannot be sent with.
        html = "".join(out).encode("utf-8", "replace").decode()
        yield CanvasFragment(id=node_id, html=html)


def _not_shown(program: CanvasProgram, problems: list[DraftProblem]) -> Iterator[DraftProblem]:
    """Yield why components are not shown, where no problem says so already."""
    said = {one.node_id for one in problems}
    for node_id, reason in program.reasons.items():
        if node_id not in said:
            yield DraftProblem(code="not_shown", node_id=node_id, message=f"It cannot be shown: {reason}.")


@dataclass(frozen=True, slots=True)
class _Samples:
    """Rows in place of what is not read."""

    bindings: PageBindings
    reads: frozenset[tuple[str, ...]]

    def of_data(self, name: str) -> dict[str, Any]:
        columns = {
            path[3] for path in self.reads if path[:1] == ("data",) and path[1:3] == (name, "row") and path[3:]
        }
        rows = _sample_rows([{"key": column, "label": column} for column in sorted(columns)], _SAMPLE_ROWS)
        return {"rows": rows, "row_count": len(rows), "row": rows[0], "error": None}

    def of_rows(self, shown: Rows) -> dict[str, Any]:
        rows = _sample_rows(shown.columns, min(_SAMPLE_ROWS, shown.page_size))
        return {"rows": rows, "row_count": len(rows), "has_more": False, "total": len(rows), "error": None}

    def of(self, part: str, name: str) -> dict[str, Any]:
        return self.of_data(name) if part == "data" else self.of_rows(self.bindings.shown[name][0])


def _sample_rows(columns: Any, count: int) -> list[dict[str, Any]]:
    return [
        {column["key"]: f"{column.get('label') or column['key']} {number}" for column in columns}
        for number in range(1, count + 1)
    ]


async def _load(
    services: PageServices, compiled: CompiledPage, state: CanvasState, *, live: bool
) -> tuple[dict[str, Any], list[DraftProblem]]:
    """Return what a draft is written from, and which of its data could not be read."""
    path = compiled.heeded.samples
    page_state = PageState(asked=Asked(path=path)) if path else NEUTRAL
    params = {**compiled.heeded.values(page_state.asked), **state.params}
    scope: dict[str, Any] = {name: {**values, **getattr(state, name)} for name, values in compiled.variables.items()}
    scope |= {"params": params, STATE: page_state}
    every = compiled.bindings
    read = {name: replace(one, must_exist=False) for name, one in every.read.items() if live and one.query}
    shown = {node_id: one for node_id, one in every.shown.items() if live and one[1].query}
    loaded = await load_data(services, PageBindings(read, shown), scope, {})
    samples = _Samples(every, compiled.reads)
    problems: list[DraftProblem] = []
    for part, known in (("data", every.read), (ROWS, every.shown)):
        for name in known:
            value = loaded[part].get(name)
            if value is not None and value.get("error"):
                problems.append(_not_read(part, name, value["error"]["code"], every))
            if value is None or value.get("error"):
                loaded[part][name] = samples.of(part, name)
    return scope | loaded, problems


def _not_read(part: str, name: str, code: str, bindings: PageBindings) -> DraftProblem:
    node_id = name if part == ROWS else None
    query = bindings.shown[name][0].query if part == ROWS else name
    message = f"The data {query!r} cannot be read now ({code}): sample values stand in their place."
    return DraftProblem(code="data_not_read", node_id=node_id, message=message, severity="warning")

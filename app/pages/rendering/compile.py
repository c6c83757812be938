"""Compiles a page's tree into a program.

Each component's macro runs once, with hole objects in place of its bound props. A hole may only be output; any
other use of it (a comparison, a filter, a loop) makes that component a `CallOp`, whose macro runs in each request.
Holes show in the macro's output as markers with a nonce of this compile around U+0000, which no content may hold, so
that no text can pose as one. The user's text is only ever data of a macro, never template source.
"""

import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from types import SimpleNamespace
from typing import Any

import structlog
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from app.expressions.evaluate import compile_ast
from app.expressions.parse import compile_value, references
from app.expressions.scan import ExpressionSyntaxError
from app.pages.rendering.bindings import PageBindings, make_bindings
from app.pages.rendering.component import Rows
from app.pages.rendering.context import OF_REQUEST, make_context
from app.pages.rendering.declarations import PageVariable
from app.pages.rendering.formats import address, as_number, formatted, plain, share
from app.pages.rendering.head_texts import NO_TEXTS, HeadTexts
from app.pages.rendering.holes import Hole, HoleMisused, guard
from app.pages.rendering.icons import Icon
from app.pages.rendering.islands import Island
from app.pages.rendering.live import LiveValue, reads_browser, uses_filters
from app.pages.rendering.live_markup import Piece, Placed, has_live, mark_live
from app.pages.rendering.node_props import NodeProps, UnknownToThisBuild, bind, read_props
from app.pages.rendering.per_row import in_row
from app.pages.rendering.plots import plot
from app.pages.rendering.program import (
    AttrOp,
    CallOp,
    EachOp,
    HoleOp,
    IfOp,
    LiveIfOp,
    Macro,
    Op,
    PlaceOp,
    PropsOp,
    StateOp,
    TextOp,
    attribute,
    merge,
)
from app.pages.rendering.query import Heeded
from app.pages.rendering.registry import FOLDER, components
from app.pages.rendering.steps import in_browser
from app.pages.rendering.style.compiler import NO_CLASSES, NodeClasses, StyleCompiler
from app.pages.rendering.tree import PageNode, PageTree, walk
from app.pages.rendering.variables import BrowserVariables, browser_variables, default_variables
from app.pages.rendering.watched import WatchedContext
from app.pages.rendering.words import ENGLISH, Words

log = structlog.get_logger("onefold.pages.rendering.compile")


@dataclass(frozen=True, slots=True)
class CompiledPage:
    """A program, the paths its expressions read, the components of its islands, and what of a query it heeds.

    `used` are its components and `style_css` the rules of its nodes: what its style sheet is written from. `sheets`
    is where that is sent from, by the revision of the site's look; who serves it notes it.
    `variables` are the page's variables by scope, with their defaults, `browser` what the browser is told of them,
    and `cookies` those that are kept in cookies; `has_commands` says whether buttons open and close components by
    themselves; `main` the ops of the main content; `sources` from where the page loads what others do not, by
    directive of the Content-Security-Policy; `texts` its title and SEO fields; `bindings` the data that it reads;
    `sitemap_query` lists the addresses of a page with parameters; `stuck` are the nodes and props that read a
    variable of the browser and cannot follow it.
    """

    ops: tuple[Op, ...]
    reads: frozenset[tuple[str, ...]]
    islands: frozenset[str]
    heeded: Heeded
    variables: Mapping[str, Mapping[str, Any]]
    browser: BrowserVariables | None
    cookies: Mapping[str, PageVariable]
    has_commands: bool
    main: slice
    sources: Mapping[str, frozenset[str]]
    texts: HeadTexts
    bindings: PageBindings
    sitemap_query: str | None
    stuck: tuple[tuple[str, str], ...] = ()
    used: frozenset[str] = frozenset()
    style_css: str = ""
    sheets: dict[int, str] = field(default_factory=dict)

    @property
    def reads_cookies(self) -> bool:
        """Whether what visitors see depends on their cookies."""
        return any(path[:1] == ("cookies",) for path in self.reads)


def _attr(name: str, value: Any) -> Markup:
    if isinstance(value, Hole):
        return Markup(value.as_attribute(name))  # noqa: S704 (a marker of ours)
    return Markup(attribute(name, value))  # noqa: S704 (escaped there)


_FILTERS: dict[str, Callable[..., Any]] = {
    "cell": plain,
    "formatted": formatted,
    "address": address,
    "in_row": in_row,
    "number": as_number,
    "share": share,
    "plot": plot,
}
"""What our templates have besides the filters of Jinja."""


@cache
def environment() -> Environment:
    """Return the Jinja environment of our component templates."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=lambda value: "" if value is None else value,
    )
    made.filters = {name: guard(function) for name, function in made.filters.items()}
    made.tests = {name: guard(function) for name, function in made.tests.items()}
    made.filters |= {name: guard(function) for name, function in _FILTERS.items()}
    made.globals["attr"] = _attr
    made.globals["icon"] = Icon
    return made


@cache
def macro_of(name: str) -> Macro:
    """Return the `render` macro of a component."""
    macro: Macro = environment().get_template(f"{name}/template.html").module.render  # type: ignore[attr-defined]
    return macro


@dataclass(slots=True)
class PageCompiler:
    """Compiles the nodes of one page, one after the other."""

    slug: str
    version: int
    fold: bool
    words: Words
    nonce: str = field(default_factory=lambda: secrets.token_hex(8))
    places: list[tuple[Op, ...]] = field(default_factory=list)
    reads: set[tuple[str, ...]] = field(default_factory=set)
    sendable: set[str] = field(default_factory=set)
    tables: dict[str, Rows] = field(default_factory=dict)
    islands: set[str] = field(default_factory=set)
    types: Mapping[str, str] = field(default_factory=dict)
    uses_filters: bool = False
    has_commands: bool = False
    stuck: list[tuple[str, str]] = field(default_factory=list)
    sources: dict[str, set[str]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    styles: StyleCompiler = field(default_factory=StyleCompiler)
    repetitions: int = 0

    def page(self, tree: PageTree, texts: HeadTexts) -> CompiledPage:
        """Return the program of a tree."""
        before, main, behind = (merge(self.nodes(nodes, ())) for nodes in _around_main(tree.root.children))
        return self.compiled(tree, texts, before, main, behind)

    def compiled(
        self, tree: PageTree, texts: HeadTexts, before: tuple[Op, ...], main: tuple[Op, ...], behind: tuple[Op, ...]
    ) -> CompiledPage:
        """Return a program with what was found while its ops were made."""
        bindings = make_bindings(tree.data, _names(self.reads, "data"), self.tables)
        reads = frozenset(self.reads) | bindings.reads
        read, proven = _names(reads, "params"), _names(bindings.proven, "params")
        return CompiledPage(
            ops=(*before, *main, *behind),
            reads=reads,
            islands=frozenset(self.islands),
            heeded=Heeded.of(self.slug, tree.params, read, self.sendable, self.tables, proven),
            variables=default_variables(tree.variables),
            cookies={one.name: one for one in tree.variables if one.scope == "cookies"},
            browser=browser_variables(tree.variables, self.reads, uses_filters=self.uses_filters),
            has_commands=self.has_commands,
            main=slice(len(before), len(before) + len(main)),
            sources={directive: frozenset(sources) for directive, sources in self.sources.items()},
            texts=texts,
            bindings=bindings,
            sitemap_query=tree.sitemap_query,
            stuck=tuple(self.stuck),
            used=frozenset(self.used),
            style_css=self.styles.css(),
        )

    def nodes(self, nodes: list[PageNode], parents: tuple[PageNode, ...]) -> list[Op]:
        return [op for node in nodes for op in self.node(node, parents)]

    def node(self, node: PageNode, parents: tuple[PageNode, ...]) -> list[Op]:
        """Return a component's ops; none for one that this build cannot show, so that the rest stands."""
        if node.visible is False:
            return []
        try:
            props = read_props(node)
            visible = compile_value(node.visible) if isinstance(node.visible, str) else None
        except (UnknownToThisBuild, ExpressionSyntaxError) as error:
            return self.leave_out(node, str(error))
        ops = self.component(node, parents, props)
        if visible is None:
            return ops
        self.reads |= (reads := references(visible))
        if reads_browser(reads):
            self.uses_filters |= uses_filters(visible.ast)
            return [LiveIfOp(compile_ast(visible.ast), LiveValue("v", visible.ast), merge(ops))]
        return [IfOp(compile_ast(visible.ast), merge(ops))]

    def leave_out(self, node: PageNode, reason: str) -> list[Op]:
        """Return what stands in place of a node that this build cannot show: nothing, which the log says."""
        log.warning(
            "page_node_left_out",
            slug=self.slug,
            version=self.version,
            node=node.id,
            type=node.type,
            reason=reason,
        )
        return []

    def component(self, node: PageNode, parents: tuple[PageNode, ...], props: NodeProps) -> list[Op]:
        known = props.known
        for one in props.bound.values():
            self.reads |= one.reads
            self.uses_filters |= one.live is not None and uses_filters(one.live.ast)
        if known.component.sources:
            for directive, sources in known.component.sources(props.declared).items():
                self.sources.setdefault(directive, set()).update(sources)
        self.used.add(known.name)
        if rows := props.rows:
            self.tables[node.id] = rows
        classes = self.classes(node)
        context = make_context(node, parents, self.slug, self.version, self.words)
        context = in_browser(context, node, self.types)
        self.has_commands |= context.command is not None
        self.uses_filters |= any(uses_filters(step.get("value")) for step in context.steps or ())
        if classes.literal:
            context = replace(context, style=classes.literal)
        literal = self.literal(node, props)
        body = self.children(node, parents, props)
        call = CallOp(macro_of(known.name), literal, props.bound, context, body, known.island, classes.bound)
        watched = WatchedContext(context)
        if self.fold:
            try:
                ops = self.folded(call, watched)
            except HoleMisused:
                self.note_stuck(node.id, props, is_call=True)
            else:
                self.note_stuck(node.id, props, is_call=False)
                if watched.is_island:
                    self.islands.add(known.name)
                if "sent" in watched.seen:
                    self.sendable.add(node.id)
                return [StateOp(merge(ops), call)] if watched.seen else ops
        if known.island is not None:
            self.islands.add(known.name)
        if known.events:
            self.sendable.add(node.id)
        return [call]

    def note_stuck(self, node_id: str, props: NodeProps, *, is_call: bool) -> None:
        """Note the props that cannot follow a variable: no island has them, and a template looks into them."""
        given = props.known.island.props if props.known.island else ()
        self.stuck += [
            (node_id, name)
            for name, one in props.bound.items()
            if name not in given and reads_browser(one.reads) and (is_call or one.live is None)
        ]

    def children(self, node: PageNode, parents: tuple[PageNode, ...], props: NodeProps) -> tuple[Op, ...]:
        """Return the ops of what stands in a component, repeated where the component repeats it."""
        each = props.known.component.each
        if each is None:
            return merge(self.nodes(node.children, (*parents, node)))
        self.repetitions += 1
        body = merge(self.nodes(node.children, (*parents, node)))
        self.repetitions -= 1
        items = props.bound.get(each) or bind(compile_value(props.literal[each]).ast, props.known.specs[each])
        return (EachOp(items, body),)

    def classes(self, node: PageNode) -> NodeClasses:
        """Return the classes of a node's style; what of it this build does not know is left out and logged."""
        if not node.style:
            return NO_CLASSES
        of = log.bind(slug=self.slug, version=self.version, node=node.id)
        classes = self.styles.add(
            node.style, lambda rule, why: of.warning("page_style_left_out", rule=rule, reason=why)
        )
        for one in classes.bound:
            self.reads |= one.reads
            self.uses_filters |= one.live is not None and uses_filters(one.live.ast)
        return classes

    def literal(self, node: PageNode, props: NodeProps) -> dict[str, Any]:
        """Return the props that are known now; a text that nobody gave is in the language of the page."""
        return {
            name: self.words(value)
            if isinstance(value, str) and name not in node.props and props.known.specs[name].kind == "text"
            else value
            for name, value in props.literal.items()
        }

    def folded(self, call: CallOp, context: WatchedContext) -> list[Op]:
        """Return the ops of a component whose macro ran here and now; raises HoleMisused when it cannot."""
        start = len(self.places)
        uses = [0]

        def place(*ops: Op) -> str:
            uses[0] += 1
            self.places.append(ops)
            return f"\0{self.nonce}.{len(self.places) - 1}\0"

        holes = {
            prop: Hole(lambda b=one: place(HoleOp(b)), lambda attr, b=one: place(AttrOp(attr, b)))  # type: ignore[misc]
            for prop, one in call.bound.items()
        }
        body: set[int] = set()

        def place_body() -> str:
            body.add(len(self.places))
            return place(*call.body)

        children = Hole(place_body, None)
        if call.styles:
            chosen = [HoleOp(one) for one in call.styles]
            context.style_hole = Hole(lambda: call.context.style + place(*chosen), None)
        if self.repetitions:
            context.id_hole = Hole(lambda: call.context.id + place(PlaceOp()), None)
        if (island := call.island) is not None:
            context.write_island = lambda: self.island(call, island, context, place)
        try:
            html = str(call.macro(SimpleNamespace(**call.literal, **holes), context, children))  # type: ignore[arg-type]
            pieces = re.split(rf"\x00{self.nonce}\.(\d+)\x00", html)
            if len(pieces) // 2 != uses[0] or any("\0" in piece for piece in pieces[::2]):
                raise HoleMisused
            parts: list[Piece] = [
                piece if at % 2 == 0 else Placed(self.places[int(piece)], is_own=int(piece) not in body)
                for at, piece in enumerate(pieces)
            ]
            if not context.is_island and has_live(parts):
                ops, stuck = mark_live(parts)
                self.stuck += [(call.context.id, name) for name in sorted(stuck)]
                return ops
            return [op for part in parts for op in ((TextOp(part),) if isinstance(part, str) else part.ops)]
        finally:
            del self.places[start:]

    def island(self, call: CallOp, island: Island, context: WatchedContext, place: Callable[..., str]) -> Markup:
        """Return the attributes of an island's root element, or a marker where an expression gives its props."""
        context.seen |= OF_REQUEST & set(island.context)
        literal = {name: value for name, value in call.literal.items() if name in island.props}
        bound = {name: one for name, one in call.bound.items() if name in island.props}
        if not bound and not call.styles and not self.repetitions:
            return island.attributes(literal, call.context)
        return Markup(place(PropsOp(island, literal, bound, call.context, call.styles)))  # noqa: S704 (a marker of ours)


def compile_page(
    tree: PageTree,
    *,
    slug: str,
    version: int,
    words: Words = ENGLISH,
    texts: HeadTexts = NO_TEXTS,
    fold: bool = True,
) -> CompiledPage:
    """Return the program of a tree. `fold=False` leaves every component to the request, for comparison.

    What this build cannot show (a component, prop or value it does not know) is left out and logged.
    """
    types = {node.id: node.type for node, _ in walk(tree.root.children)}
    compiler = PageCompiler(slug, version, fold, words, reads=set(texts.reads), types=types)
    return compiler.page(tree, texts)


def _names(reads: Iterable[tuple[str, ...]], root: str) -> set[str]:
    return {path[1] for path in reads if path[0] == root and len(path) > 1}


def _around_main(nodes: list[PageNode]) -> tuple[list[PageNode], list[PageNode], list[PageNode]]:
    """Return the nodes before the main content of a page, those of it, and those behind it."""
    kinds = [known.component.landmark if (known := components().get(node.type)) else None for node in nodes]
    start = next((at for at, kind in enumerate(kinds) if kind != "header"), len(nodes))
    end = next((len(nodes) - at for at, kind in enumerate(reversed(kinds)) if kind != "footer"), 0)
    return nodes[:start], nodes[start : max(start, end)], nodes[max(start, end) :]

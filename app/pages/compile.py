"""Compiles a page's tree into a program (DESIGN.md section 6).

Each component's macro runs once, with hole objects in place of its bound props. A hole may only be output; any
other use of it (a comparison, a filter, a loop) makes that component a `CallOp`, whose macro runs in each request.
Holes show in the macro's output as markers with a nonce of this compile around U+0000, which no content may hold, so
that no text can pose as one. The user's text is only ever data of a macro, never template source.
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from app.expressions.evaluate import EvaluationError, compile_ast
from app.expressions.lower import Ast
from app.expressions.parse import compile_value, references
from app.expressions.values import MAX_STEPS, text
from app.pages.holes import Hole, HoleMisused, guard
from app.pages.program import AttrOp, Bound, CallOp, HoleOp, IfOp, Macro, Op, Text, attribute, merge
from app.pages.props import PropSpec
from app.pages.registry import FOLDER, Registered, components
from app.pages.tree import PageNode, PageTree, walk
from app.pages.view import PageState, View, make_view

_ANY = PropSpec("", "value", True, None, None)  # type: ignore[arg-type]


class _AsIs(PropSpec):
    """A binding the component itself declared: its value is passed on unchanged."""

    def coerce(self, value: Any) -> Any:
        """Return the value."""
        return value


@dataclass(frozen=True, slots=True)
class CompiledPage:
    """A program and what it needs: the paths its expressions read, whether it has islands, what can be sent."""

    ops: tuple[Op, ...]
    reads: frozenset[tuple[str, ...]]
    has_islands: bool
    sendable: frozenset[str]

    def names_read(self, root: str) -> set[str]:
        """Return the names that are read from `data` or `params`."""
        return {path[1] for path in self.reads if path[0] == root and len(path) > 1}


def _attr(name: str, value: Any) -> Markup:
    if isinstance(value, Hole):
        return Markup(value.as_attribute(name))  # noqa: S704 (a marker of ours)
    return Markup(attribute(name, value))  # noqa: S704 (escaped there)


def _cell(value: Any) -> str:
    """Return what a person reads for a value in a table."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    try:
        return text(value, [MAX_STEPS]).replace("\0", "\ufffd")
    except EvaluationError:
        return ""


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
    made.filters["cell"] = guard(_cell)
    made.globals["attr"] = _attr
    return made


@cache
def macro_of(name: str) -> Macro:
    """Return the `render` macro of a component."""
    macro: Macro = environment().get_template(f"{name}/template.html").module.render  # type: ignore[attr-defined]
    return macro


@dataclass(slots=True)
class _Compiler:
    slug: str
    version: int
    state: PageState
    fold: bool
    nonce: str = field(default_factory=lambda: secrets.token_hex(8))
    places: list[tuple[Op, ...]] = field(default_factory=list)
    reads: set[tuple[str, ...]] = field(default_factory=set)
    has_islands: bool = False

    def nodes(self, nodes: list[PageNode], parents: tuple[PageNode, ...]) -> list[Op]:
        return [op for node in nodes for op in self.node(node, parents)]

    def node(self, node: PageNode, parents: tuple[PageNode, ...]) -> list[Op]:
        if node.visible is False:
            return []
        ops = self.component(node, parents)
        if not isinstance(node.visible, str):
            return ops
        compiled = compile_value(node.visible)
        self.reads |= references(compiled)
        return [IfOp(compile_ast(compiled.ast), merge(ops))]

    def component(self, node: PageNode, parents: tuple[PageNode, ...]) -> list[Op]:
        known = components()[node.type]
        self.has_islands = self.has_islands or known.has_island
        literal, bound = self.split(known, node)
        view = make_view(node, parents, self.slug, self.version, self.state)
        body = merge(self.nodes(node.children, (*parents, node)))
        if self.fold:
            try:
                return self.folded(known.name, literal, bound, view, body)
            except HoleMisused:
                pass
        return [CallOp(macro_of(known.name), literal, bound, view, body)]

    def split(self, known: Registered, node: PageNode) -> tuple[dict[str, Any], dict[str, Bound]]:
        """Return the props that are known now, and those that an expression gives."""
        bound: dict[str, Bound] = {}
        given: dict[str, Any] = {}
        for name, value in node.props.items():
            spec = known.specs[name]
            compiled = compile_value(value) if spec.bindable else None
            if compiled is None or not compiled.dynamic:
                given[name] = value
                continue
            bound[name] = self.bind(compiled.ast, spec)
        literal: dict[str, Any] = {}
        for name, spec in known.specs.items():
            if name in bound or spec.kind == "event":
                continue
            literal[name] = spec.adapter.validate_python(given[name]) if name in given else spec.default
        extra = known.component.bindings(SimpleNamespace(**literal))
        bound |= {name: self.bind(ast, _AsIs(name, "value", True, _ANY.adapter, None)) for name, ast in extra.items()}
        return literal, bound

    def bind(self, ast: Ast, spec: PropSpec) -> Bound:
        self.reads |= references(ast)
        return Bound(compile_ast(ast), spec)

    def folded(
        self, name: str, literal: Mapping[str, Any], bound: Mapping[str, Bound], view: View, body: tuple[Op, ...]
    ) -> list[Op]:
        """Return the ops of a component whose macro ran here and now; raises HoleMisused when it cannot."""
        start = len(self.places)
        uses = [0]

        def place(*ops: Op) -> str:
            uses[0] += 1
            self.places.append(ops)
            return f"\0{self.nonce}.{len(self.places) - 1}\0"

        holes = {
            prop: Hole(lambda b=one: place(HoleOp(b)), lambda attr, b=one: place(AttrOp(attr, b)))  # type: ignore[misc]
            for prop, one in bound.items()
        }
        children = Hole(lambda: place(*body), None)
        try:
            html = str(macro_of(name)(SimpleNamespace(**literal, **holes), view, children))  # type: ignore[arg-type]
            pieces = re.split(rf"\x00{self.nonce}\.(\d+)\x00", html)
            if len(pieces) // 2 != uses[0] or any("\0" in piece for piece in pieces[::2]):
                raise HoleMisused
            ops: list[Op] = []
            for position, piece in enumerate(pieces):
                ops.extend(self.places[int(piece)] if position % 2 else (Text(piece),))
            return ops
        finally:
            del self.places[start:]


def compile_page(
    tree: PageTree, *, slug: str, version: int, state: PageState | None = None, fold: bool = True
) -> CompiledPage:
    """Return the program of a valid tree. `fold=False` leaves every component to the request, for comparison."""
    compiler = _Compiler(slug, version, state or PageState(), fold)
    ops = merge(compiler.nodes(tree.root.children, ()))
    sendable = frozenset(node.id for node, _ in walk(tree.root.children) if node.type in ("Form", "Button"))
    return CompiledPage(ops, frozenset(compiler.reads), compiler.has_islands, sendable)

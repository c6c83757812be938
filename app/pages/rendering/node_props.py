"""The props of a node: those that are known when the page is compiled, and those that expressions give."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from pydantic import ValidationError

from app.expressions.evaluate import compile_ast
from app.expressions.lower import Ast
from app.expressions.parse import compile_value, references
from app.expressions.scan import ExpressionSyntaxError
from app.pages.rendering.bindings import ROWS
from app.pages.rendering.component import Rows
from app.pages.rendering.live import live_value, reads_browser
from app.pages.rendering.program import Bound
from app.pages.rendering.props import PropSpec
from app.pages.rendering.registry import Registered, components
from app.pages.rendering.tree import PageNode


class _AsIs(PropSpec):
    """The rows of a component: passed on unchanged."""

    def coerce(self, value: Any) -> Any:
        """Return the value."""
        return value


_RESULT = _AsIs("result", "value", True, None, None)


class UnknownToThisBuild(Exception):
    """A stored component that this build does not know, whole or in part."""


def known_component(node: PageNode) -> Registered:
    """Return the component of a node; raises UnknownToThisBuild for one of another build."""
    known = components().get(node.type)
    if known is None:
        raise UnknownToThisBuild(f"there is no component {node.type!r}")
    if node.v != known.component.version:
        raise UnknownToThisBuild(f"{node.type} is known in version {known.component.version}, not {node.v}")
    return known


@dataclass(frozen=True, slots=True)
class NodeProps:
    """A node's component, the props that are known now, and those that an expression gives."""

    known: Registered
    literal: dict[str, Any]
    bound: dict[str, Bound]

    @property
    def declared(self) -> SimpleNamespace:
        """What the functions of a component are given: the props that are known now."""
        return SimpleNamespace(**self.literal)

    @property
    def rows(self) -> Rows | None:
        """The rows it shows."""
        make = self.known.component.rows
        return make(self.declared) if make else None


def read_props(node: PageNode) -> NodeProps:
    """Return a node's props; raises UnknownToThisBuild. Events are not looked at."""
    known = known_component(node)
    bound: dict[str, Bound] = {}
    given: dict[str, Any] = {}
    literal: dict[str, Any] = {}
    try:
        for name, value in node.props.items():
            spec = known.specs.get(name)
            if spec is None:
                raise UnknownToThisBuild(f"{known.name} has no prop {name!r}")
            compiled = compile_value(value) if spec.bindable else None
            if compiled is None or not compiled.dynamic:
                given[name] = value
                continue
            bound[name] = bind(compiled.ast, spec)
        for name, spec in known.specs.items():
            if name in bound or spec.kind == "event":
                continue
            if name not in given and spec.required:
                raise UnknownToThisBuild(f"{known.name} needs the prop {name!r}")
            literal[name] = spec.adapter.validate_python(given[name]) if name in given else spec.default
    except ValidationError as error:
        raise UnknownToThisBuild(f"{known.name}.{name}: {error.errors()[0]['msg']}") from error
    except ExpressionSyntaxError as error:
        raise UnknownToThisBuild(f"{known.name}.{name}: {error}") from error
    props = NodeProps(known, literal, bound)
    if known.component.rows:
        bound[_RESULT.name] = bind(["path", ROWS, node.id], _RESULT)
    return props


def is_known(node: PageNode) -> bool:
    """Return whether this build can show a stored component."""
    try:
        read_props(node)
    except UnknownToThisBuild:
        return False
    return True


def bind(ast: Ast, spec: PropSpec) -> Bound:
    """Return an expression in the place of a prop."""
    reads = frozenset(references(ast))
    live = live_value(ast, spec) if spec is not _RESULT and reads_browser(reads) else None
    return Bound(compile_ast(ast), spec, reads, live)

"""The data that a page reads: what it declares, and named queries that it reads without a declaration."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pydantic import JsonValue

from app.expressions.evaluate import render
from app.expressions.parse import Compiled, ExpressionSyntaxError, compile_value, references
from app.pages.rendering.component import Rows
from app.pages.rendering.declarations import PageData

ROWS = "$rows"
"""Where the variables hold what each component with rows shows, by its id; no expression can name it."""


@dataclass(frozen=True, slots=True)
class Binding:
    """Where data comes from: a named query or a published workflow, and the values it is given."""

    query: str | None
    workflow_id: UUID | None = None
    args: Compiled | None = None
    ttl_seconds: float | None = None
    must_exist: bool = False

    def values(self, variables: Mapping[str, Any]) -> dict[str, JsonValue]:
        """Return the values for parameters or input with these variables; raises EvaluationError."""
        found = render(self.args, variables) if self.args is not None else {}
        assert isinstance(found, dict)
        return found


@dataclass(frozen=True, slots=True)
class PageBindings:
    """What a page reads: `read` by expressions, or because it must exist, and `shown` by components, by their ids."""

    read: Mapping[str, Binding]
    shown: Mapping[str, tuple[Rows, Binding]]

    def __bool__(self) -> bool:
        return bool(self.read or self.shown)

    @property
    def reads(self) -> frozenset[tuple[str, ...]]:
        """The paths that the values given to queries and workflows read."""
        return _reads(self._every)

    @property
    def proven(self) -> frozenset[tuple[str, ...]]:
        """Those of them that must belong to a row, as there is no page otherwise."""
        return _reads(one for one in self.read.values() if one.must_exist)

    @property
    def _every(self) -> list[Binding]:
        return [*self.read.values(), *(binding for _, binding in self.shown.values())]

    @property
    def ttl_seconds(self) -> float | None:
        """How long all that is read is good for; None when the page does not say so of each."""
        seconds = [one.ttl_seconds for one in self._every if one.ttl_seconds is not None]
        return min(seconds) if seconds and len(seconds) == len(self._every) else None


def _reads(bindings: Iterable[Binding]) -> frozenset[tuple[str, ...]]:
    return frozenset(path for one in bindings if one.args is not None for path in references(one.args))


def make_bindings(declared: Iterable[PageData], read: Iterable[str], shown: Mapping[str, Rows]) -> PageBindings:
    """Return what a page reads: the data that its expressions name, and the rows of components."""
    known = {one.name: binding for one in declared if (binding := _bind(one)) is not None}
    needed = {*read, *(name for name, binding in known.items() if binding.must_exist)}
    return PageBindings(
        {name: known.get(name) or Binding(name) for name in sorted(needed)},
        {node_id: (rows, known.get(rows.query) or Binding(rows.query)) for node_id, rows in shown.items()},
    )


def _bind(declared: PageData) -> Binding | None:
    """Return where declared data comes from; None where another build stored what this one cannot read."""
    try:
        args = compile_value(declared.args)
    except ExpressionSyntaxError:
        return None
    return Binding(declared.query, declared.workflow_id, args, declared.ttl_seconds, declared.must_exist)

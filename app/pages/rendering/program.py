"""A compiled page: a short list of operations that writes the page's HTML with the variables of one visit.

`TextOp` is what the compiler could decide, the rest is decided in a request.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any, Protocol, TypeAlias

import structlog
from markupsafe import Markup, escape

from app.expressions.evaluate import EvaluationError, Program
from app.pages.rendering.context import NEUTRAL, ComponentContext
from app.pages.rendering.islands import Island, escape_json
from app.pages.rendering.live import CLOSE, LIVE, LiveValue, in_comment

log = structlog.get_logger("onefold.pages.rendering.program")
Variables: TypeAlias = Mapping[str, Any]
STATE = "$state"
"""Where the variables hold the PageState; no expression can name it."""
AT = "$at"
"""Where the variables hold what stands behind ids: the places in the repetitions around, such as `.3.0`."""
MAX_ITEMS = 1_000
"""Items that one repetition shows."""
MAX_REPEATED = 10_000
"""Items that a repetition shows with those of the repetitions inside it."""
_LEFT = "$left"
Macro: TypeAlias = Callable[[Any, Any, Markup], str]


def attribute(name: str, value: Any) -> str:
    """Return ` name="value"`, escaped; nothing for None and false, the bare name for true."""
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{escape(value)}"'


class Coercion(Protocol):
    """Makes of what an expression gave what a template outputs: the spec of a prop, or the classes of a style."""

    @property
    def name(self) -> str:
        """The prop or rule, for the log."""
        ...

    def coerce(self, value: Any) -> Any:
        """Return the value as it is output."""
        ...


@dataclass(frozen=True, slots=True)
class Bound:
    """An expression in the place of a prop, the paths it reads, and what the browser evaluates again."""

    program: Program
    spec: Coercion
    reads: frozenset[tuple[str, ...]] = frozenset()
    live: LiveValue | None = None

    def value(self, variables: Variables) -> Any:
        """Return the prop's value with these variables; an expression that fails gives nothing."""
        try:
            value = self.program(variables)
        except EvaluationError as error:
            log.debug("page_expression_failed", prop=self.spec.name, reason=str(error))
            value = None
        return self.spec.coerce(value)


def with_styles(context: ComponentContext, styles: tuple[Bound, ...], variables: Variables) -> ComponentContext:
    """Return the context of a component with the classes that expressions choose for it."""
    if not styles:
        return context
    return replace(context, style=context.style + "".join(bound.value(variables) for bound in styles))


def placed(context: ComponentContext, variables: Variables) -> ComponentContext:
    """Return the context of a component with the id that it has at this place of the repetitions around it."""
    at = variables.get(AT)
    return replace(context, id=f"{context.id}{at}") if at else context


@dataclass(frozen=True, slots=True)
class TextOp:
    """HTML as it stands."""

    html: str

    def write(self, variables: Variables, out: list[str]) -> None:
        """Append it."""
        out.append(self.html)


@dataclass(frozen=True, slots=True)
class HoleOp:
    """A bound prop between tags or inside a quoted attribute."""

    bound: Bound

    def write(self, variables: Variables, out: list[str]) -> None:
        """Append the value, escaped."""
        value = self.bound.value(variables)
        out.append("" if value is None else str(escape(value)))


@dataclass(frozen=True, slots=True)
class AttrOp:
    """A whole attribute, left out when its value is nothing or false."""

    name: str
    bound: Bound

    def write(self, variables: Variables, out: list[str]) -> None:
        """Append the attribute."""
        out.append(attribute(self.name, self.bound.value(variables)))


@dataclass(frozen=True, slots=True)
class PropsOp:
    """The attributes of an island's root element, where its props or its style hold expressions."""

    island: Island
    literal: Mapping[str, Any]
    bound: Mapping[str, Bound]
    context: ComponentContext
    styles: tuple[Bound, ...] = ()

    def write(self, variables: Variables, out: list[str]) -> None:
        """Append the attributes."""
        values = {name: bound.value(variables) for name, bound in self.bound.items()}
        context = placed(with_styles(self.context, self.styles, variables), variables)
        given = self.island.attributes({**self.literal, **values}, context)
        out += (given, _live_props(self.island, self.bound, variables))


@dataclass(frozen=True, slots=True)
class IfOp:
    """Children that stand there only when the condition is true."""

    condition: Program
    body: tuple["Op", ...]

    def write(self, variables: Variables, out: list[str]) -> None:
        """Append the body, or nothing."""
        try:
            visible = self.condition(variables)
        except EvaluationError:
            visible = False
        if visible:
            render_program(self.body, variables, out)


@dataclass(frozen=True, slots=True)
class PlaceOp:
    """What stands behind an id inside repetitions."""

    def write(self, variables: Variables, out: list[str]) -> None:
        """Append it."""
        out.append(str(variables.get(AT, "")))


@dataclass(frozen=True, slots=True)
class EachOp:
    """Children that stand there once for each item, which they read as `item`, and its place, from 0, as `index`."""

    items: Bound
    body: tuple["Op", ...]

    def write(self, variables: Variables, out: list[str]) -> None:
        """Append the body for each of the first items."""
        left = variables.get(_LEFT) or [MAX_REPEATED]
        at = variables.get(AT, "")
        for index, item in enumerate((self.items.value(variables) or [])[:MAX_ITEMS]):
            if not left[0]:
                break
            left[0] -= 1
            render_program(
                self.body, {**variables, "item": item, "index": index, AT: f"{at}.{index}", _LEFT: left}, out
            )


@dataclass(frozen=True, slots=True)
class LiveTextOp:
    """A text that the browser writes again when a variable changes, between two comments."""

    bound: Bound
    live: LiveValue

    def write(self, variables: Variables, out: list[str]) -> None:
        """Append the comments and the text as it stands with the defaults."""
        value = self.bound.value(variables)
        words = "" if value is None else str(escape(value))
        folded = self.live.fold(variables)
        out.append(words if folded is None else f"{in_comment('=', folded)}{words}{CLOSE}")


def _live_props(island: Island, bound: Mapping[str, Bound], variables: Variables) -> str:
    """Return the attribute that says how the browser makes props of an island again; nothing where it does not."""
    live = [(name, one.live.fold(variables)) for name, one in bound.items() if one.live and name in island.props]
    parts = [[f".{name}", *folded] for name, folded in live if folded]
    return f" {LIVE}='{escape_json(parts)}'" if parts else ""


LivePart: TypeAlias = str | Bound


@dataclass(frozen=True, slots=True)
class LiveAttributesOp:
    """The attribute that says how the browser makes others of its element again.

    An attribute is given whole, by one expression, or in parts, of which some may be the server's.
    """

    whole: tuple[tuple[str, Bound], ...]
    parts: tuple[tuple[str, tuple[LivePart, ...]], ...]

    def write(self, variables: Variables, out: list[str]) -> None:
        """Append the attribute."""
        found: list[list[Any]] = []
        for name, bound in self.whole:
            folded = bound.live.fold(variables) if bound.live else None
            if folded is not None:
                found.append([name, *folded])
        for name, parts in self.parts:
            made = [_fold_part(part, variables) for part in parts]
            if None not in made:
                found.append([name, made])
        if found:
            out.append(f" {LIVE}='{escape_json(found)}'")


def _fold_part(part: LivePart, variables: Variables) -> Any:
    if isinstance(part, str):
        return part
    if part.live is not None:
        return part.live.fold(variables)
    value = part.value(variables)
    return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class LiveIfOp:
    """Children that the browser shows and hides: what is hidden at first waits in a template."""

    condition: Program
    live: LiveValue
    body: tuple["Op", ...]

    def write(self, variables: Variables, out: list[str]) -> None:
        """Append the body, shown or not."""
        try:
            visible = self.condition(variables)
        except EvaluationError:
            visible = False
        folded = self.live.fold(variables)
        if folded is None:
            if visible:
                render_program(self.body, variables, out)
            return
        out.append(in_comment("?", folded))
        if not visible:
            out.append("<template>")
        render_program(self.body, variables, out)
        out.append(CLOSE if visible else f"</template>{CLOSE}")


@dataclass(frozen=True, slots=True)
class CallOp:
    """A component whose template is run in the request."""

    macro: Macro
    literal: Mapping[str, Any]
    bound: Mapping[str, Bound]
    context: ComponentContext
    body: tuple["Op", ...]
    island: Island | None = None
    styles: tuple[Bound, ...] = ()

    def write(self, variables: Variables, out: list[str]) -> None:
        """Append what the template makes of the props."""
        children: list[str] = []
        render_program(self.body, variables, children)
        values = {name: bound.value(variables) for name, bound in self.bound.items()}
        given = {**self.literal, **values}
        props = SimpleNamespace(**given)
        context = self.context.in_state(variables.get(STATE, NEUTRAL))
        context = placed(with_styles(context, self.styles, variables), variables)
        if self.island is not None:
            live = Markup(_live_props(self.island, self.bound, variables))  # noqa: S704 (escaped there)
            context = replace(context, island=self.island.attributes(given, context) + live)
        out.append(str(self.macro(props, context, Markup("".join(children)))))  # noqa: S704 (our own HTML)


@dataclass(frozen=True, slots=True)
class StateOp:
    """A component that shows what a request did to it: its template runs only in a request that did something."""

    untouched: tuple["Op", ...]
    call: CallOp

    def write(self, variables: Variables, out: list[str]) -> None:
        """Append what was compiled, or what the template makes of the request's state."""
        state = variables.get(STATE, NEUTRAL)
        if state is NEUTRAL or self.call.context.in_state(state) is self.call.context:
            render_program(self.untouched, variables, out)
        else:
            self.call.write(variables, out)


Op: TypeAlias = (
    TextOp
    | HoleOp
    | AttrOp
    | PropsOp
    | PlaceOp
    | LiveTextOp
    | LiveAttributesOp
    | IfOp
    | LiveIfOp
    | EachOp
    | CallOp
    | StateOp
)


def render_program(ops: tuple[Op, ...], variables: Variables, out: list[str]) -> None:
    """Write a program's HTML, piece by piece."""
    for op in ops:
        op.write(variables, out)


def merge(ops: list[Op]) -> tuple[Op, ...]:
    """Return the ops with neighbouring texts joined and empty ones dropped."""
    merged: list[Op] = []
    for op in ops:
        if isinstance(op, TextOp):
            if not op.html:
                continue
            if merged and isinstance(merged[-1], TextOp):
                merged[-1] = TextOp(merged[-1].html + op.html)
                continue
        merged.append(op)
    return tuple(merged)

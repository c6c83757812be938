"""Compiles the styles of nodes into classes: equal styles share one, and what an expression chooses has one a value.

A class is named after what it says, so that the HTML of one process fits the sheet of another.
"""

import base64
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from app.expressions.evaluate import EvaluationError, compile_ast
from app.expressions.lower import Ast
from app.expressions.parse import compile_value, references
from app.expressions.scan import ExpressionSyntaxError
from app.expressions.values import MAX_STEPS, text
from app.pages.rendering.live import LiveValue, reads_browser
from app.pages.rendering.program import Bound
from app.pages.rendering.style.declarations import DECLARATIONS
from app.pages.rendering.style.model import PART_OF, PHONE, TABLET, VARIANTS, StyleRules, choices_of

BASE = ""
_MOVES = (
    "transition:background-color 150ms,color 150ms,border-color 150ms,box-shadow 200ms,transform 200ms,opacity 150ms"
)
_FOCUS = ("{0}:focus-visible", "{0}:has(:focus-visible)")
_STATES = {"hover", "focus"}
_SCREENS = ("base", "tablet", "phone")


def _at_most(pixels: int) -> str:
    # Windows of a zoomed page have parts of a pixel.
    return f"(max-width:{pixels}.98px)"


_MEDIA = {
    BASE: "",
    "tablet": _at_most(TABLET),
    "phone": _at_most(PHONE),
    "hover": "(hover:hover)",
    "focus": "",
    "moves": "(prefers-reduced-motion:no-preference)",
    "hidden base": f"(min-width:{TABLET + 1}px)",
    "hidden tablet": f"(min-width:{PHONE + 1}px) and {_at_most(TABLET)}",
    "hidden phone": _at_most(PHONE),
}
"""When the rules of each part of a sheet hold, in the order of the sheet."""

LeftOut = Callable[[str, str], None]
"""Takes a rule that is left out, and why."""


def _class_of(*said: Any) -> str:
    digest = hashlib.blake2b(json.dumps(said, sort_keys=True).encode(), digest_size=5).digest()
    return f"of-s-{base64.b32encode(digest).decode().lower()}"


@dataclass(frozen=True, slots=True)
class ClassChoice:
    """Turns what an expression gave into the class of that value; anything else into nothing."""

    name: str
    classes: Mapping[str, str]

    def coerce(self, value: Any) -> str:
        """Return the class with a blank before it, or nothing."""
        found = self.classes.get(_written(value))
        return f" {found}" if found else ""


def _bind(ast: Ast, choice: ClassChoice) -> Bound:
    """Return what chooses a class in the request, and in the browser where only that knows what is read."""
    reads = frozenset(references(ast))
    live = None
    if reads_browser(reads):
        classes: Ast = ["dict"]
        for value, name in choice.classes.items():
            classes += [["lit", value], ["lit", f" {name}"]]
        live = LiveValue("t", ["get", classes, ["~", ast, ["lit", ""]]])
    return Bound(compile_ast(ast), choice, reads, live)


def _written(value: Any) -> str:
    try:
        return text(value, [MAX_STEPS])
    except EvaluationError:
        return ""


@dataclass(frozen=True, slots=True)
class NodeClasses:
    """The classes of one node: those that are known now, each with a blank before it, and those of expressions."""

    literal: str = ""
    bound: tuple[Bound, ...] = ()


NO_CLASSES = NodeClasses()


@dataclass(slots=True)
class StyleCompiler:
    """Collects the rules of the nodes of one page."""

    _rules: dict[tuple[str, int, bool, str], list[str]] = field(default_factory=dict)
    """Declarations by the part of the sheet, their rank, whether an expression chooses them, and the class."""
    _known: set[str] = field(default_factory=set)

    def add(self, style: Mapping[str, Any], left_out: LeftOut) -> NodeClasses:
        """Return the classes of a node's style; what of it this build does not know is left out."""
        literal: dict[str, dict[str, Any]] = {}
        bound: list[Bound] = []
        moved = set[str]()
        for variant, rules in _variants(style, left_out):
            for rule, value in rules.items():
                place = f"{variant}.{rule}" if variant else rule
                try:
                    compiled = compile_value(value)
                    if not compiled.dynamic:
                        StyleRules.model_validate({rule: value}, strict=True)
                        literal.setdefault(variant, {})[rule] = value
                    elif choices_of(rule):
                        spec = self._bound_rule(variant, rule)
                        moved.add(variant)
                        bound.append(_bind(compiled.ast, spec))
                    else:
                        left_out(place, "no expression can give it")
                except ValidationError as error:
                    left_out(place, error.errors()[0]["msg"])
                except ExpressionSyntaxError as error:
                    left_out(place, str(error))
        has_states = bool(_STATES & (moved | {variant for variant, own in literal.items() if own}))
        name = self._literal(literal, has_states=has_states, beside_bound=bool(bound))
        return NodeClasses(name, tuple(bound))

    def _literal(self, rules: Mapping[str, Mapping[str, Any]], *, has_states: bool, beside_bound: bool) -> str:
        if not any(rules.values()) and not has_states:
            return ""
        name = _class_of(rules, has_states, beside_bound)
        if name in self._known:
            return f" {name}"
        self._known.add(name)
        if has_states:
            self._put("moves", 0, name, _MOVES)
        for variant, own in rules.items():
            around = {**rules.get(BASE, {}), **own} if variant else own
            written = {PART_OF.get(rule, rule) for rule in own} & around.keys() - {"hidden"}
            for rule in sorted(written, key=_ORDER.__getitem__):
                rank = _rank(rule) if beside_bound else 0
                self._put(variant, rank, name, DECLARATIONS[rule](around[rule], around))
        for screen in _hidden_on(rules):
            self._put(f"hidden {screen}", 0, name, "display:none")
        return f" {name}"

    def _bound_rule(self, variant: str, rule: str) -> ClassChoice:
        classes: dict[str, str] = {}
        for value in choices_of(rule):
            name = _class_of(variant, rule, value)
            if (variant, _rank(rule), True, name) not in self._rules:
                self._put(variant, _rank(rule), name, DECLARATIONS[rule](value, {rule: value}), is_bound=True)
            classes[_written(value)] = name
        return ClassChoice(rule, classes)

    def _put(self, part: str, rank: int, name: str, declarations: str, *, is_bound: bool = False) -> None:
        if declarations:
            self._rules.setdefault((part, rank, is_bound, name), []).append(declarations)

    def css(self) -> str:
        """Return the rules of all nodes. Within a part, what is said of all sides comes before one side."""
        written: list[str] = []
        for part, media in _MEDIA.items():
            own = sorted(
                (key[1:3], at, key[3], said) for at, (key, said) in enumerate(self._rules.items()) if key[0] == part
            )
            css = "".join(f"{_selector(part, name)}{{{';'.join(said)}}}" for _, _, name, said in own)
            if css:
                written.append(f"@media {media}{{{css}}}" if media else css)
        return "".join(written)


def _selector(part: str, name: str) -> str:
    if part == "hover":
        return f".{name}:hover"
    if part == "focus":
        return ",".join(pattern.format(f".{name}") for pattern in _FOCUS)
    return f".{name}"


_ORDER = {rule: place for place, rule in enumerate(DECLARATIONS)}


def _rank(rule: str) -> int:
    """Return after what a rule is written: one of a single side, or of a part of another, wins whoever gives it."""
    if rule.endswith(("_block", "_inline")) or rule in ("columns", "row_gap", "column_gap", "border_color", "color"):
        return 1
    return 2 if rule.endswith(("_top", "_bottom", "_start", "_end")) or rule == "wrap" else 0


def _variants(style: Mapping[str, Any], left_out: LeftOut) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the rules at every width, then those of each variant, without rules that there are not."""
    yield BASE, _known({rule: value for rule, value in style.items() if rule not in VARIANTS}, "", left_out)
    for variant in VARIANTS:
        rules = style.get(variant)
        if isinstance(rules, dict):
            yield variant, _known(rules, f"{variant}.", left_out)
        elif rules is not None:
            left_out(variant, "it is no object")


def _known(rules: Mapping[str, Any], before: str, left_out: LeftOut) -> dict[str, Any]:
    for rule in rules:
        if rule not in StyleRules.model_fields:
            left_out(f"{before}{rule}", "there is no such rule")
    return {rule: value for rule, value in rules.items() if rule in StyleRules.model_fields and value is not None}


def _hidden_on(rules: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yield the screens on which a node is hidden; a narrower one is as the wider one unless it says otherwise."""
    is_hidden = False
    for screen in _SCREENS:
        own = rules.get(BASE if screen == "base" else screen, {})
        is_hidden = own.get("hidden", is_hidden)
        if is_hidden:
            yield screen

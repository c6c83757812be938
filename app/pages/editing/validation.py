"""What is wrong with a page's tree: everything that must be right before it can be compiled."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from app.core.draft_problems import DraftProblem
from app.core.input_errors import InputError, describe_errors, place_of
from app.core.text import did_you_mean, no_such
from app.expressions.parse import Compiled, ExpressionSyntaxError, compile_value, references
from app.pages.editing.declarations import list_declaration_problems
from app.pages.editing.styles import list_bound_rules, list_style_errors
from app.pages.rendering.actions import AnyAction, Close, Navigate, Open, Refresh, RunWorkflow, SetVariable, Toast
from app.pages.rendering.component import Component
from app.pages.rendering.context import VERSION_FIELD, form_around
from app.pages.rendering.node_props import UnknownToThisBuild, read_props
from app.pages.rendering.props import PropSpec, safe_url
from app.pages.rendering.registry import Registered, components
from app.pages.rendering.tree import MAX_DEPTH, MAX_NODES, NODE_ID, PageNode, PageTree, walk

VARIABLES = frozenset({"page", "session", "cookies"})
PAGE_NAMES = frozenset({"data", "params", "site", *VARIABLES})
INPUT_NAMES = frozenset({"data", "fields", "params", *VARIABLES})
EFFECT_NAMES = INPUT_NAMES | {"result"}
ITEM_NAMES = frozenset({"item", "index"})
"""What can be read besides in a component that is repeated."""
LATER_NAMES = frozenset({"visitor"})
RESERVED_FIELDS = frozenset({VERSION_FIELD, "vars", "row"})
_CODES = {"extra_forbidden": "unknown_prop", "missing": "missing_prop", "unsafe_url": "unsafe_url"}
NOTHING_BESIDE: Mapping[str, str] = MappingProxyType({})
_action = TypeAdapter[Any](AnyAction)


def list_problems(tree: PageTree, beside: Mapping[str, str] = NOTHING_BESIDE) -> list[DraftProblem]:
    """Return all problems of a tree that can be seen without looking anything up.

    `beside` are the types of further components on the page, by id: a part of it may be checked alone.
    """
    depth = _depth(tree)
    if depth > MAX_DEPTH:
        return [_problem("too_deep", None, None, f"Components are nested {depth} deep; {MAX_DEPTH} is the most.")]
    nodes = list(walk(tree.root.children))
    if len(nodes) > MAX_NODES:
        return [
            _problem("too_many_nodes", None, None, f"The page has {len(nodes)} components; {MAX_NODES} is the most.")
        ]
    types = {**beside, **{node.id: node.type for node, _ in nodes}}
    checker = _Checker(types, {(one.scope, one.name) for one in tree.variables})
    seen: set[str] = set()
    for node, parents in nodes:
        checker.check_node(node, parents)
        if node.id in seen:
            checker.add("duplicate_id", node, None, f"Two components have the id {node.id!r}.")
        seen.add(node.id)
    return checker.problems + list_declaration_problems(tree)


def _depth(tree: PageTree) -> int:
    depth, level = 0, tree.root.children
    while level:
        depth += 1
        level = [child for node in level for child in node.children]
    return depth


def _problem(code: str, node_id: str | None, prop: str | None, message: str) -> DraftProblem:
    return DraftProblem(code=code, node_id=node_id, param=prop, message=message)


class _Checker:
    """Collects the problems of one tree."""

    def __init__(self, types: dict[str, str], variables: set[tuple[str, str]]) -> None:
        self.types = types
        self.variables = variables
        self.problems: list[DraftProblem] = []
        self.readable = PAGE_NAMES
        self._fields: set[tuple[str, str]] = set()

    def add(self, code: str, node: PageNode, prop: str | None, message: str) -> None:
        self.problems.append(_problem(code, node.id, prop, message))

    def check_node(self, node: PageNode, parents: tuple[PageNode, ...]) -> None:
        if not NODE_ID.fullmatch(node.id):
            self.add("bad_id", node, None, "An id is a letter, then letters, digits, _ and -; at most 64 of them.")
        is_repeated = any(components()[one.type].component.each for one in parents if one.type in components())
        self.readable = PAGE_NAMES | ITEM_NAMES if is_repeated else PAGE_NAMES
        known = components().get(node.type)
        if known is None:
            self.add("unknown_component", node, None, no_such("component", node.type, components()))
            return
        self.check_style(node)
        if node.children and not known.component.has_children:
            self.add("children_not_allowed", node, None, f"{node.type} holds no other components.")
        if isinstance(node.visible, str):
            compiled = self.compiled(node, "visible", node.visible)
            if compiled is not None and not compiled.dynamic:
                self.add("invalid_prop", node, "visible", "visible is true, false or {{ an expression }}.")
        self.check_props(node, known)
        self.check_place(node, parents, known.component)

    def check_style(self, node: PageNode) -> None:
        for rule, message in list_style_errors(node.style or {}):
            self.add("wrong_style", node, f"style.{rule}", message)
        for rule, value in list_bound_rules(node.style or {}):
            self.compiled(node, f"style.{rule}", value)

    def check_props(self, node: PageNode, known: Registered) -> None:
        looked_at = set(known.events)
        for name, value in node.props.items():
            spec = known.specs.get(name)
            if spec is None:
                continue
            if spec.kind == "event":
                self.check_event(node, name, value)
            elif self.is_bound(node, spec, value):
                looked_at.add(name)
            elif isinstance(value, bool) and spec.kind == "value" and not spec.is_boolean:
                # Pydantic would take it for the number 1.
                self.add("invalid_prop", node, name, "This is neither true nor false.")
                looked_at.add(name)
        literal = {name: value for name, value in node.props.items() if name not in looked_at}
        for error in _errors(known.component.props, literal):
            if error.loc and error.loc[0] in looked_at:
                continue
            self.add_error(node, error)

    def is_bound(self, node: PageNode, spec: PropSpec, value: Any) -> bool:
        """Return whether an expression gives the prop; notes what is wrong with that."""
        if spec.bindable:
            compiled = self.compiled(node, spec.name, value)
            return compiled is None or compiled.dynamic
        if isinstance(value, str) and "{{" in value:
            self.add("not_bindable", node, spec.name, "This cannot hold an expression.")
            return True
        return False

    def add_error(self, node: PageNode, error: InputError) -> None:
        path = place_of(error.loc)
        self.add(_CODES.get(error.type, "invalid_prop"), node, path, error.message)

    def compiled(self, node: PageNode, prop: str, value: Any, names: frozenset[str] | None = None) -> Compiled | None:
        """Return the compiled value; None, with a problem noted, when an expression in it is wrong."""
        names = self.readable if names is None else names
        try:
            compiled = compile_value(value)
        except ExpressionSyntaxError as error:
            self.add("expression_syntax", node, prop, f"The expression does not parse: {error}.")
            return None
        paths = references(compiled)
        for root in sorted({path[0] for path in paths if path} - names):
            later = " yet" if root in LATER_NAMES else ""
            known = ", ".join(sorted(names))
            hint = did_you_mean(root, names) if not later else "."
            self.add("unknown_name", node, prop, f"{root!r} cannot be read here{later}{hint} These can: {known}.")
        for scope, name in sorted({path[:2] for path in paths if len(path) > 1 and path[0] in VARIABLES & names}):
            self.check_variable(node, prop, scope, name)
        return compiled

    def check_variable(self, node: PageNode, prop: str, scope: str, name: str) -> None:
        if (scope, name) not in self.variables:
            declared = [known for of, known in self.variables if of == scope]
            self.add("unknown_variable", node, prop, no_such(f"variable of {scope}", name, declared))

    def check_event(self, node: PageNode, prop: str, value: Any) -> None:
        if not isinstance(value, list) or len(value) > 20:
            self.add("invalid_prop", node, prop, "This is a list of at most 20 actions.")
            return
        for position, item in enumerate(value):
            path = f"{prop}.{position}"
            try:
                action = _action.validate_python(item)
            except ValidationError as error:
                for wrong in describe_errors(error.errors(include_url=False), AnyAction):
                    self.add("invalid_action", node, place_of((path, *wrong.loc)), wrong.message)
                continue
            self.check_action(node, path, action)

    def check_action(self, node: PageNode, path: str, action: Any) -> None:
        if isinstance(action, RunWorkflow):
            self.compiled(node, path, action.input, INPUT_NAMES)
        elif isinstance(action, Toast):
            self.compiled(node, path, action.message, EFFECT_NAMES)
        elif isinstance(action, Navigate):
            compiled = self.compiled(node, path, action.to, EFFECT_NAMES)
            if compiled is not None and not compiled.dynamic and safe_url(action.to) is None:
                self.add("unsafe_url", node, path, "Use an http(s) address or a path on this site.")
        elif isinstance(action, SetVariable):
            self.compiled(node, path, action.value, EFFECT_NAMES)
            self.check_variable(node, path, action.scope, action.name)
        elif isinstance(action, Refresh) and not self.shows_rows(action.target):
            tables = filter(self.shows_rows, self.types)
            self.add("unknown_target", node, path, no_such("component with rows", action.target, tables))
        elif isinstance(action, Open | Close) and not self.opens(action.target):
            known = filter(self.opens, self.types)
            self.add("unknown_target", node, path, no_such("component that opens", action.target, known))

    def shows_rows(self, node_id: str) -> bool:
        known = components().get(self.types.get(node_id, ""))
        return known is not None and known.component.rows is not None

    def opens(self, node_id: str) -> bool:
        known = components().get(self.types.get(node_id, ""))
        return known is not None and known.component.opens is not None

    def check_repeated(self, node: PageNode, component: Component) -> None:
        """Note a component that cannot be repeated: a post or a query would not say of which item."""
        if self.readable == PAGE_NAMES:
            return
        if component.rows or component.field or component.sends:
            message = f"{node.type} cannot be repeated for each item: what it sends would not say of which."
            self.add("not_repeatable", node, None, message)

    def check_place(self, node: PageNode, parents: tuple[PageNode, ...], component: Component) -> None:
        self.check_repeated(node, component)
        self.check_parent(node, parents[-1] if parents else None, component)
        around = form_around(parents)
        if component.sends and component.sends.takes_fields and around is not None:
            self.add("nested_form", node, None, "A form cannot stand inside another form.")
        for wrong in component.problems(node.props) if component.problems else ():
            self.add(wrong.code, node, wrong.prop, wrong.message)
        if component.field is None:
            return
        if around is None:
            self.add("field_outside_form", node, None, f"Put the {node.type} inside a form.")
            return
        try:
            name = component.field(read_props(node).declared).name
        except UnknownToThisBuild:
            return  # what is wrong with its props was said
        if (around.id, name) in self._fields:
            self.add("duplicate_field", node, "name", f"Two fields of this form are named {name!r}.")
        elif name in RESERVED_FIELDS:
            self.add("reserved_name", node, "name", f"The name {name!r} is taken by the form itself.")
        self._fields.add((around.id, name))

    def check_parent(self, node: PageNode, parent: PageNode | None, component: Component) -> None:
        if component.parents is not None and (parent is None or parent.type not in component.parents):
            self.add("parent_not_allowed", node, None, f"{node.type} stands only in {_any_of(component.parents)}.")
        holds = components()[parent.type].component.children if parent and parent.type in components() else None
        if parent and holds is not None and node.type not in holds:
            self.add("child_not_allowed", node, None, f"{parent.type} holds only {_any_of(holds)}.")


def _any_of(names: list[str]) -> str:
    return " or ".join(names)


def _errors(model: type[BaseModel], values: dict[str, Any]) -> list[InputError]:
    try:
        model.model_validate(values, strict=True)
    except ValidationError as error:
        return describe_errors(error.errors(include_url=False), model, noun="prop")
    return []

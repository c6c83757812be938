"""Jinja's expression nodes to our JSON AST (its grammar is in `parse.py`)."""

from collections.abc import Callable
from typing import Any, TypeAlias

from jinja2 import nodes

from app.expressions.filters import FILTERS, REQUIRED
from app.expressions.habits import explain_call, explain_filter, explain_test
from app.expressions.predicates import TESTS
from app.expressions.scan import ExpressionSyntaxError
from app.expressions.values import JsonValue

Ast: TypeAlias = list[Any]
"""A JSON list; its grammar is in `parse.py`."""

MAX_DEPTH = 64
"""Levels of nesting in an AST, and so Python frames in an evaluation."""

_BINARY = {"Add": "+", "Sub": "-", "Mul": "*", "Div": "/", "FloorDiv": "//", "Mod": "%", "Pow": "**"}
_COMPARE = {
    "eq": "==",
    "ne": "!=",
    "lt": "<",
    "lteq": "<=",
    "gt": ">",
    "gteq": ">=",
    "in": "in",
    "notin": "not in",
}


def _fail(node: nodes.Node, message: str) -> ExpressionSyntaxError:
    return ExpressionSyntaxError(message, node.lineno)


def _many(items: list[nodes.Expr], depth: int) -> list[JsonValue]:
    return [lower(item, depth) for item in items]


def _const(node: nodes.Const, depth: int) -> Ast:
    return ["lit", node.value]


def _name(node: nodes.Name, depth: int) -> Ast:
    return ["lit", None] if node.name == "null" else ["path", node.name]


def _list(node: nodes.List | nodes.Tuple, depth: int) -> Ast:
    return ["list", *_many(node.items, depth)]


def _dict(node: nodes.Dict, depth: int) -> Ast:
    flat: Ast = ["dict"]
    for pair in node.items:
        flat += [lower(pair.key, depth), lower(pair.value, depth)]
    return flat


def _access(node: nodes.Getattr | nodes.Getitem, depth: int) -> Ast:
    """Static keys extend a path, others make a `get`; a chain is one flat node, however long."""
    keys: list[Ast] = []
    base: nodes.Expr = node
    while isinstance(base, nodes.Getattr | nodes.Getitem):
        if isinstance(base, nodes.Getattr):
            keys.append(["lit", base.attr])
        elif isinstance(base.arg, nodes.Slice):
            break
        elif isinstance(base.arg, nodes.Tuple):
            raise _fail(base, "a subscript is one key, one position or one slice")
        else:
            keys.append(lower(base.arg, depth))
        base = base.node
    if not keys:
        return _slice(base, depth)
    target = lower(base, depth)
    for key in reversed(keys):
        static = key[0] == "lit" and key[1].__class__ in (str, int)
        if target[0] == "path" and static:
            target.append(key[1])
        elif target[0] == "get":
            target.append(key)
        else:
            target = ["get", target, key]
    return target


def _slice(node: nodes.Expr, depth: int) -> Ast:
    assert isinstance(node, nodes.Getitem)
    assert isinstance(node.arg, nodes.Slice)
    bounds = (node.arg.start, node.arg.stop, node.arg.step)
    lowered = [["lit", None] if bound is None else lower(bound, depth) for bound in bounds]
    return ["slice", lower(node.node, depth), *lowered]


def _binary(node: nodes.BinExpr, depth: int) -> Ast:
    return [_BINARY[type(node).__name__], lower(node.left, depth), lower(node.right, depth)]


def _chain(node: nodes.And | nodes.Or, depth: int) -> Ast:
    """`a and b and c` is one flat node, however long."""
    operands: list[nodes.Expr] = []
    left: nodes.Expr = node
    while type(left) is type(node):
        operands.append(left.right)
        left = left.left
    return [type(node).__name__.lower(), *_many([left, *reversed(operands)], depth)]


def _concat(node: nodes.Concat, depth: int) -> Ast:
    return ["~", *_many(node.nodes, depth)]


def _unary(node: nodes.UnaryExpr, depth: int) -> Ast:
    operand = lower(node.node, depth)
    name = type(node).__name__.lower()
    if name == "neg" and operand[0] == "lit" and operand[1].__class__ in (int, float):
        return ["lit", -operand[1]]
    return [name, operand]


def _compare(node: nodes.Compare, depth: int) -> Ast:
    flat: Ast = ["compare", lower(node.expr, depth)]
    for operand in node.ops:
        flat += [_COMPARE[operand.op], lower(operand.expr, depth)]
    return flat


def _condition(node: nodes.CondExpr, depth: int) -> Ast:
    otherwise = ["lit", None] if node.expr2 is None else lower(node.expr2, depth)
    return choose(lower(node.test, depth), lower(node.expr1, depth), otherwise)


def choose(condition: Ast, then: Ast, otherwise: Ast) -> Ast:
    """Return the expression that is one of two others."""
    return ["if", condition, then, otherwise]


def _no_unpacking(node: nodes.Call | nodes.Filter | nodes.Test) -> None:
    if node.dyn_args is not None or node.dyn_kwargs is not None:
        raise _fail(node, "* and ** are not allowed in arguments")


def _bind(node: nodes.Filter, depth: int) -> list[JsonValue]:
    """Arguments in the order of the filter's parameters; defaults fill what lies between."""
    parameters = FILTERS[node.name].parameters
    positional = len(parameters) if FILTERS[node.name].positional is None else FILTERS[node.name].positional
    if len(node.args) > (positional or 0):
        raise _fail(node, f"filter '{node.name}' takes {_signature(node.name)}")
    given: dict[str, JsonValue] = {
        name: lower(value, depth) for (name, _), value in zip(parameters, node.args, strict=False)
    }
    keywords: list[Any] = node.kwargs  # Jinja annotates them as pairs; they are Keyword nodes
    for keyword in keywords:
        value: JsonValue = lower(keyword.value, depth)
        if keyword.key == "equalto" and node.name in ("select", "reject") and "test" not in given:
            given["test"], given["argument"] = ["lit", "equalto"], value
            continue
        if keyword.key in given or keyword.key not in dict(parameters):
            raise _fail(node, f"filter '{node.name}' takes {_signature(node.name)}")
        given[keyword.key] = value
    bound: list[JsonValue] = []
    for name, default in parameters:
        if name not in given and default is REQUIRED:
            raise _fail(node, f"filter '{node.name}' needs '{name}'")
        bound.append(given.get(name, ["lit", default]))
    last = max((index for index, (name, _) in enumerate(parameters) if name in given), default=-1)
    return bound[: last + 1]


def _signature(name: str) -> str:
    parameters = [parameter for parameter, _ in FILTERS[name].parameters]
    return f"({', '.join(parameters)})" if parameters else "no arguments"


def _filter(node: nodes.Filter, depth: int) -> Ast:
    if node.node is None or node.name not in FILTERS:
        raise _fail(node, explain_filter(node.name))
    _no_unpacking(node)
    arguments = _bind(node, depth)
    names = [name for name, _ in FILTERS[node.name].parameters]
    if "test" in names[: len(arguments)]:
        chosen = arguments[names.index("test")]
        if isinstance(chosen, list) and chosen[0] == "lit" and chosen[1] not in (None, *TESTS):
            raise _fail(node, explain_test(str(chosen[1])))
    return ["filter", node.name, lower(node.node, depth), *arguments]


def _test(node: nodes.Test, depth: int) -> Ast:
    if node.name not in TESTS:
        raise _fail(node, explain_test(node.name))
    _no_unpacking(node)
    if node.kwargs or len(node.args) != TESTS[node.name].arguments:
        raise _fail(node, f"test '{node.name}' takes {TESTS[node.name].arguments} arguments")
    return ["test", node.name, lower(node.node, depth), *_many(node.args, depth)]


def _call(node: nodes.Call, depth: int) -> Ast:
    if not isinstance(node.node, nodes.Name) or node.node.name != "range":
        raise _fail(node, explain_call(str(getattr(node.node, "name", getattr(node.node, "attr", "")))))
    _no_unpacking(node)
    if node.kwargs or not 1 <= len(node.args) <= 3:
        raise _fail(node, "range takes (stop), (start, stop) or (start, stop, step)")
    return ["range", *_many(node.args, depth)]


_LOWER: dict[type[nodes.Node], Callable[[Any, int], Ast]] = {
    nodes.Const: _const,
    nodes.Name: _name,
    nodes.List: _list,
    nodes.Tuple: _list,
    nodes.Dict: _dict,
    nodes.Getattr: _access,
    nodes.Getitem: _access,
    nodes.And: _chain,
    nodes.Or: _chain,
    nodes.Concat: _concat,
    nodes.Not: _unary,
    nodes.Neg: _unary,
    nodes.Pos: _unary,
    nodes.Compare: _compare,
    nodes.CondExpr: _condition,
    nodes.Filter: _filter,
    nodes.Test: _test,
    nodes.Call: _call,
} | {getattr(nodes, name): _binary for name in _BINARY}


def lower(node: nodes.Node, depth: int = 0) -> Ast:
    """The AST of a Jinja expression node; raises ExpressionSyntaxError for what we do not have."""
    if depth > MAX_DEPTH:
        raise _fail(node, f"the expression is nested deeper than {MAX_DEPTH} levels")
    convert = _LOWER.get(type(node))
    if convert is None:
        raise _fail(node, f"{type(node).__name__} is not part of the expression language")
    return convert(node, depth + 1)

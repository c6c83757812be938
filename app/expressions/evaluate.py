"""AST to value. An AST is compiled once into nested Python functions; evaluating only calls them.

Missing names, keys and positions are nothing (`None`), and so is what is read from nothing. The meaning of
each operation is in `values.py`, shared with `evaluate.ts` through `vectors.json`.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from app.expressions.filters import FILTERS
from app.expressions.lower import Ast
from app.expressions.parse import Compiled
from app.expressions.predicates import TESTS
from app.expressions.values import (
    MAX_STEPS,
    OPERATORS,
    PLAIN,
    Budget,
    EvaluationError,
    JsonValue,
    as_index,
    check_text,
    compare,
    contains,
    equal,
    is_number,
    kind_of,
    materialise,
    member,
    number,
    spend,
    text,
)

__all__ = ["EvaluationError", "Program", "compile_ast", "evaluate", "render"]

Variables: TypeAlias = Mapping[str, Any]
Program: TypeAlias = Callable[[Variables], JsonValue]
_Step: TypeAlias = Callable[[Variables, Budget], Any]

MAX_RANGE = 10_000
"""Elements that one range() may make."""


def _literal(node: Ast) -> _Step:
    value = node[1]
    return lambda variables, budget: value


def _path(node: Ast) -> _Step:
    root, *keys = node[1:]
    if not keys:

        def read(variables: Variables, budget: Budget) -> Any:
            value = variables.get(root)
            return value if value.__class__ in PLAIN else materialise(value)

        return read

    def follow(variables: Variables, budget: Budget) -> Any:
        value = variables.get(root)
        for key in keys:
            value = value.get(key) if value.__class__ is dict else member(value, key)
        return value if value.__class__ in PLAIN else materialise(value)

    return follow


def _get(node: Ast) -> _Step:
    target, *keys = map(_compile, node[1:])

    def run(variables: Variables, budget: Budget) -> Any:
        value = target(variables, budget)
        for key in keys:
            if value.__class__ is str:
                spend(budget, len(value) // 16)
            value = member(value, key(variables, budget))
        return value if value.__class__ in PLAIN else materialise(value)

    return run


def _slice(node: Ast) -> _Step:
    target, *bounds = map(_compile, node[1:])

    def run(variables: Variables, budget: Budget) -> Any:
        value = target(variables, budget)
        positions = [bound(variables, budget) for bound in bounds]
        if not isinstance(value, str | list):
            return None
        whole = [None if position is None else as_index(position) for position in positions]
        if [position is None for position in positions] != [position is None for position in whole]:
            raise EvaluationError("a slice wants whole numbers")
        if whole[2] == 0:
            raise EvaluationError("a slice wants a step that is not 0")
        spend(budget, 1 + len(value) // 16)
        return value[slice(*whole)]

    return run


def _list(node: Ast) -> _Step:
    items = [_compile(item) for item in node[1:]]
    return lambda variables, budget: [item(variables, budget) for item in items]


def _dict(node: Ast) -> _Step:
    steps = [_compile(item) for item in node[1:]]
    pairs = list(zip(steps[::2], steps[1::2], strict=True))

    def run(variables: Variables, budget: Budget) -> Any:
        made: dict[str, Any] = {}
        for key, value in pairs:
            name = key(variables, budget)
            if name.__class__ is not str:
                raise EvaluationError(f"an object's key is a string, not a {kind_of(name)}")
            made[name] = value(variables, budget)
        return made

    return run


def _not(node: Ast) -> _Step:
    operand = _compile(node[1])
    return lambda variables, budget: not operand(variables, budget)


def _sign(node: Ast) -> _Step:
    operand = _compile(node[1])
    negative = node[0] == "neg"

    def run(variables: Variables, budget: Budget) -> Any:
        value = operand(variables, budget)
        if value is None:
            return None
        if not is_number(value):
            raise EvaluationError(f"a sign wants a number, not a {kind_of(value)}")
        return number(-value if negative else value)

    return run


def _and(node: Ast) -> _Step:
    *first, last = map(_compile, node[1:])

    def run(variables: Variables, budget: Budget) -> Any:
        for operand in first:
            value = operand(variables, budget)
            if not value:
                return value
        return last(variables, budget)

    return run


def _or(node: Ast) -> _Step:
    *first, last = map(_compile, node[1:])

    def run(variables: Variables, budget: Budget) -> Any:
        for operand in first:
            value = operand(variables, budget)
            if value:
                return value
        return last(variables, budget)

    return run


def _if(node: Ast) -> _Step:
    test, then, otherwise = map(_compile, node[1:])
    return lambda variables, budget: (then if test(variables, budget) else otherwise)(variables, budget)


def _operator(node: Ast) -> _Step:
    operation = OPERATORS[str(node[0])]
    left, right = map(_compile, node[1:])
    return lambda variables, budget: operation(left(variables, budget), right(variables, budget), budget)


def _concat(node: Ast) -> _Step:
    parts = [_compile(part) for part in node[1:]]

    def run(variables: Variables, budget: Budget) -> Any:
        pieces = [text(part(variables, budget), budget) for part in parts]
        length = sum(map(len, pieces))
        if length > 256:
            check_text(length)
            spend(budget, length // 256)
        return "".join(pieces)

    return run


def _order(accept: Callable[[int], bool]) -> Callable[[Any, Any, Budget], Any]:
    def run(left: Any, right: Any, budget: Budget) -> Any:
        order = compare(left, right)
        return None if order is None else accept(order)

    return run


_COMPARE: dict[str, Callable[[Any, Any, Budget], Any]] = {
    "==": equal,
    "!=": lambda left, right, budget: not equal(left, right, budget),
    "<": _order(lambda order: order < 0),
    "<=": _order(lambda order: order <= 0),
    ">": _order(lambda order: order > 0),
    ">=": _order(lambda order: order >= 0),
    "in": lambda left, right, budget: contains(right, left, budget),
    "not in": lambda left, right, budget: not contains(right, left, budget),
}


def _compare(node: Ast) -> _Step:
    first = _compile(node[1])
    rest = [(_COMPARE[str(operator)], _compile(item)) for operator, item in zip(node[2::2], node[3::2], strict=True)]
    if len(rest) == 1:
        ((only, second),) = rest
        return lambda variables, budget: only(first(variables, budget), second(variables, budget), budget)

    def run(variables: Variables, budget: Budget) -> Any:
        left, result = first(variables, budget), None
        for operation, item in rest:
            right = item(variables, budget)
            result = operation(left, right, budget)
            if not result:
                return result
            left = right
        return result

    return run


def _filter(node: Ast) -> _Step:
    known = FILTERS[str(node[1])]
    target, *arguments = map(_compile, node[2:])
    run, takes_nothing = known.run, known.takes_nothing

    def apply(variables: Variables, budget: Budget) -> Any:
        value = target(variables, budget)
        if value is None and not takes_nothing:
            return None
        return run(budget, value, *[argument(variables, budget) for argument in arguments])

    return apply


def _test(node: Ast) -> _Step:
    run = TESTS[str(node[1])].run
    target, *arguments = map(_compile, node[2:])
    return lambda variables, budget: run(
        budget, target(variables, budget), *[argument(variables, budget) for argument in arguments]
    )


def _range(node: Ast) -> _Step:
    bounds = [_compile(item) for item in node[1:]]

    def run(variables: Variables, budget: Budget) -> Any:
        whole = []
        for bound in bounds:
            position = as_index(bound(variables, budget))
            if position is None:
                raise EvaluationError("range wants whole numbers")
            whole.append(position)
        if len(whole) == 3 and whole[2] == 0:
            raise EvaluationError("range wants a step that is not 0")
        numbers = range(*whole)
        try:
            length = len(numbers)
        except OverflowError:
            length = MAX_RANGE + 1
        if length > MAX_RANGE:
            raise EvaluationError(f"range makes at most {MAX_RANGE:,} numbers")
        spend(budget, length)
        return list(numbers)

    return run


_STEPS: dict[str, Callable[[Ast], _Step]] = {
    "lit": _literal,
    "path": _path,
    "get": _get,
    "slice": _slice,
    "list": _list,
    "dict": _dict,
    "not": _not,
    "neg": _sign,
    "pos": _sign,
    "and": _and,
    "or": _or,
    "if": _if,
    "~": _concat,
    "compare": _compare,
    "filter": _filter,
    "test": _test,
    "range": _range,
    **dict.fromkeys(OPERATORS, _operator),
}


def _compile(node: Any) -> _Step:
    return _STEPS[node[0]](node)


def compile_ast(ast: Ast) -> Program:
    """The function that evaluates `ast` (one that `parse` made) with these variables.

    It returns a JSON value, raises EvaluationError, and does at most MAX_STEPS of work. A returned list or
    object may belong to the variables: do not change it. The variables are any mapping; what it computes on
    demand (a nested mapping) is read key by key.
    """
    step = _compile(ast)
    return lambda variables: step(variables, [MAX_STEPS])


def evaluate(ast: Ast, variables: Mapping[str, Any]) -> JsonValue:
    """The value of an expression once; keep `compile_ast(ast)` to evaluate it again and again."""
    return compile_ast(ast)(variables)


def render(compiled: Compiled, variables: Mapping[str, Any]) -> JsonValue:
    """The JSON value that `compile_value` compiled, with every expression evaluated in `variables`."""
    if compiled.program is None:
        compiled.program = compile_ast(compiled.ast)
    program: Program = compiled.program
    return program(variables)

"""Random ASTs and scopes: every operation, filter and test, over values chosen to collide."""

from app.expressions.filters import FILTERS
from app.expressions.predicates import TESTS
from app.expressions.values import OPERATORS

NAMES = ["a", "b", "c", "d", "e", "missing"]
KEYS = ["x", "y", "constructor", "__proto__", "length", 0, 1, -1]
SCALARS = [None, True, False, 0, 1, -1, 2, 3.5, -0.5, 1e-7, 1e21, 9007199254740992, "", "a", "b", "10", "A b", "é😀"]
SCALARS += ["x", "x.y", "%Y", "2026-03-01T10:00:00Z", '{"a": [1]}', "YQ==", "\n\t", "common", "odd", "gt", "\uffff"]
ORDERS = ["==", "!=", "<", "<=", ">", ">=", "in", "not in"]


def random_value(rng, depth=3):
    """Any JSON value; integer-like object keys are left out, because JavaScript sorts them."""
    kind = rng.randrange(6) if depth else 0
    if kind == 4:
        return [random_value(rng, depth - 1) for _ in range(rng.randrange(4))]
    if kind == 5:
        return {rng.choice(["x", "y", "z"]): random_value(rng, depth - 1) for _ in range(rng.randrange(3))}
    return rng.choice(SCALARS)


def random_scope(rng):
    """Values for some of the names."""
    return {name: random_value(rng) for name in NAMES if name != "missing" and rng.randrange(8)}


def random_ast(rng, depth=4):
    """Any AST the parser could make, arguments of any type included."""
    if not depth or not rng.randrange(5):
        if rng.randrange(2):
            return ["lit", rng.choice(SCALARS)]
        return ["path", rng.choice(NAMES), *(rng.choice(KEYS) for _ in range(rng.randrange(3)))]

    def some(low, high):
        return [random_ast(rng, depth - 1) for _ in range(rng.randint(low, high))]

    kind = rng.choice(["fixed", "operator", "many", "compare", "filter", "filter", "filter", "test"])
    if kind == "operator":
        return [rng.choice(sorted(OPERATORS)), *some(2, 2)]
    if kind == "many":
        return [rng.choice(["and", "or", "~", "list"]), *some(1, 4)]
    if kind == "compare":
        return [
            "compare",
            *some(1, 1),
            *(part for _ in range(rng.randint(1, 2)) for part in (rng.choice(ORDERS), *some(1, 1))),
        ]
    if kind == "filter":
        name = rng.choice(sorted(FILTERS))
        required = sum(default is not None and type(default) is object for _, default in FILTERS[name].parameters)
        return ["filter", name, *some(1, 1), *some(required, len(FILTERS[name].parameters))]
    if kind == "test":
        name = rng.choice(sorted(TESTS))
        return ["test", name, *some(1 + TESTS[name].arguments, 1 + TESTS[name].arguments)]
    op, count = rng.choice(
        [("not", 1), ("neg", 1), ("pos", 1), ("if", 3), ("get", 2), ("slice", 4), ("dict", 4), ("range", 2)]
    )
    return [op, *some(count, count)]

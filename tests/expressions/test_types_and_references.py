"""What the API promises to its callers: kept types, positions, references, lazy scopes, documentation."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.expressions.dates import DIRECTIVES
from app.expressions.evaluate import EvaluationError, compile_ast, evaluate, render
from app.expressions.filters import FILTERS
from app.expressions.parse import (
    ExpressionSyntaxError,
    compile_value,
    is_template,
    parse_expression,
    parse_template,
    references,
)
from app.expressions.predicates import TESTS

DOCS = (Path(__file__).parents[2] / "docs" / "expressions.md").read_text("utf-8")


class Lazy(Mapping):
    """Computes a value when it is read and remembers which were."""

    def __init__(self, compute, names=()):
        self.compute = compute
        self.names = names
        self.read = []

    def __getitem__(self, key):
        if key not in self.names:
            raise KeyError(key)
        self.read.append(key)
        return self.compute(key)

    def __iter__(self):
        return iter(self.names)

    def __len__(self):
        return len(self.names)


@pytest.mark.parametrize("value", [None, True, 0, 1.5, "s", "", [1], {"a": None}, 2**60])
def test_a_single_expression_keeps_its_type(value):
    for text in ("{{ v }}", "  {{v}}\n"):
        got = render(compile_value(text), {"v": value})
        assert got == value
        assert type(got) is type(value)
    assert isinstance(render(compile_value("{{ v }}."), {"v": value}), str)


def test_a_whole_value_is_rendered_and_its_keys_are_not():
    compiled = compile_value(
        {
            "{{ k }}": "{{ n }}",
            "list": ["{{ n }}", {"deep": "n={{ n }}"}],
            "__typename": 1,
            "plain": [True, None, 2.5],
        }
    )
    assert compiled.dynamic
    expected = {"{{ k }}": 5, "list": [5, {"deep": "n=5"}], "__typename": 1, "plain": [True, None, 2.5]}
    assert render(compiled, {"n": 5}) == expected
    assert render(compiled, {"n": 5}) is not render(compiled, {"n": 5})


def test_a_plain_value_is_not_dynamic_and_renders_to_a_fresh_copy():
    value = {"a": [1, {"b": "text"}]}
    compiled = compile_value(value)
    assert not compiled.dynamic
    render(compiled, {})["a"].append(2)
    assert render(compiled, {}) == value


def test_is_template():
    assert is_template("a {{ b }}")
    assert is_template("{{")
    assert not is_template("{ b } {% c %}")


@pytest.mark.parametrize(
    ("source", "paths"),
    [
        ("nodes.fetch.output.body", {("nodes", "fetch", "output", "body")}),
        ("nodes['fetch'].output", {("nodes", "fetch", "output")}),
        ("trigger.body.items[0].name", {("trigger", "body", "items")}),
        ("nodes[which].output", {("nodes",), ("which",)}),
        ("secrets.NAME ~ env.X", {("secrets", "NAME"), ("env", "X")}),
        ("now|date", {("now",)}),
        ("(a or b).c", {("a",), ("b",)}),
        ("a if b.c else [d, {'e': f}]", {("a",), ("b", "c"), ("d",), ("f",)}),
        ("a|default(b.c)|map(attribute='x')", {("a",), ("b", "c")}),
        ("a is equalto b and c < d", {("a",), ("b",), ("c",), ("d",)}),
        ("a[b:c]", {("a",), ("b",), ("c",)}),
        ("range(a)", {("a",)}),
        ("'path' ~ ['path', 'x']", set()),
        ("1 + 2", set()),
    ],
)
def test_references(source, paths):
    assert references(parse_expression(source)) == paths
    assert references(parse_template("x {{ " + source + " }}")) == paths
    assert references(compile_value({"k": ["{{ " + source + " }}"]})) == paths


@pytest.mark.parametrize(
    ("source", "position"),
    [
        ("a +* b", 3),
        ("a b", 2),
        ("a.b.__c", 4),
        ("a|nope", 2),
        ("x ~ 'abc", 4),
        ("a[1, 2]", 1),
        ("ab(1)", 2),
        ("(a]", 2),
    ],
)
def test_a_syntax_error_says_where(source, position):
    with pytest.raises(ExpressionSyntaxError) as caught:
        parse_expression(source)
    assert caught.value.position == position
    with pytest.raises(ExpressionSyntaxError) as caught:
        parse_template("xyz {{" + source + "}}")
    assert caught.value.position == position + 6
    assert isinstance(caught.value, ValueError)
    assert str(position + 6) in str(caught.value)


def test_a_missing_closing_brace_points_at_the_opening_one():
    with pytest.raises(ExpressionSyntaxError) as caught:
        parse_template("abc {{ d")
    assert caught.value.position == 4


def test_lazy_scopes_compute_only_what_is_read():
    secrets = Lazy(lambda name: f"value of {name}", ("A", "B"))
    scope = Lazy({"secrets": secrets, "other": 1}.get, ("secrets", "other"))
    assert evaluate(parse_expression("secrets.A ~ secrets.missing"), scope) == "value of A"
    assert secrets.read == ["A"]
    assert scope.read == ["secrets", "secrets"]
    assert evaluate(parse_expression("secrets"), scope) == {"A": "value of A", "B": "value of B"}


def test_what_is_not_json_never_comes_out():
    for foreign in (object(), datetime.now(UTC), b"bytes", {1, 2}, print):
        with pytest.raises(EvaluationError):
            evaluate(parse_expression("v"), {"v": foreign})
        with pytest.raises(EvaluationError):
            evaluate(parse_expression("v.a"), {"v": {"a": foreign}})
        with pytest.raises(EvaluationError):
            evaluate(parse_expression("'' ~ [v]"), {"v": foreign})
    assert evaluate(parse_expression("v"), {"v": (1, 2)}) == [1, 2]


def test_a_python_attribute_is_never_read():
    class Trap(dict):
        secret = "attribute"

    trap = Trap(data=1)
    assert evaluate(parse_expression("t.secret"), {"t": trap}) is None
    assert evaluate(parse_expression("t.data"), {"t": trap}) == 1
    assert evaluate(parse_expression("t.items"), {"t": trap}) is None


def test_large_integers_pass_through_exactly():
    snowflake = 2**63 - 25
    scope = {"id": snowflake}
    assert evaluate(parse_expression("id"), scope) == snowflake
    assert evaluate(parse_expression("'' ~ id"), scope) == str(snowflake)
    assert evaluate(parse_expression("{'id': id}|json"), scope) == json.dumps(
        {"id": snowflake}, separators=(",", ":")
    )
    assert isinstance(evaluate(parse_expression("id + 1"), scope), float)
    with pytest.raises(EvaluationError):
        evaluate(parse_expression("id + 1"), {"id": 10**400})
    with pytest.raises(EvaluationError):
        evaluate(parse_expression("'' ~ id"), {"id": 10**5000})


def test_a_program_is_reused():
    compiled = compile_value("{{ a }}")
    render(compiled, {"a": 1})
    program = compiled.program
    assert render(compiled, {"a": 2}) == 2
    assert compiled.program is program


def test_the_ast_survives_json():
    ast = parse_expression("a.b[0]|default({'x': [1.5, none]}) ~ 'é' if c is not odd else d[1:]")
    again = json.loads(json.dumps(ast))
    assert again == ast
    scope = {"a": {"b": [1]}, "c": 2}
    assert compile_ast(again)(scope) == compile_ast(ast)(scope) == "1é"


@pytest.mark.parametrize("name", [*FILTERS, *TESTS, *(f"%{letter}" for letter in DIRECTIVES)])
def test_every_filter_test_and_directive_is_documented(name):
    assert re.search(rf"^\| `{re.escape(name)}[`( ]", DOCS, re.MULTILINE)


EXAMPLES = re.findall(r"`\{\{ (.+?) \}\}` → `(.+?)`", DOCS)


@pytest.mark.parametrize(("source", "result"), EXAMPLES, ids=[source for source, _ in EXAMPLES])
def test_the_manual_s_examples_are_true(source, result):
    scope = {
        "user": {"name": "Ann", "tags": ["x", "y"], "age": 41},
        "rows": [{"id": 2, "name": "b", "paid": True}, {"id": 1, "name": "a", "paid": False}],
        "price": 12.5,
        "note": None,
        "at": "2026-03-01T12:30:45.678Z",
    }
    assert evaluate(parse_expression(source.replace("\\|", "|")), scope) == json.loads(result)


def test_every_filter_and_test_has_an_example_in_the_manual():
    examples = " ".join(source.replace("\\|", "|") for source, _ in EXAMPLES)
    assert [name for name in FILTERS if f"|{name}" not in examples] == []
    assert [name for name in TESTS if not re.search(rf" is (not )?{name}\b", examples)] == []


@pytest.mark.parametrize("name", ["int", "float", "round", "round(2)", "abs"])
def test_a_long_whole_number_that_arrives_as_data_keeps_its_digits(name):
    given = render(compile_value("{{ id|" + name + " }}"), {"id": 8202522731445525542})
    assert (type(given), given) == (int, 8202522731445525542)

"""Hostile text is refused, or evaluates to nothing, before it costs anything."""

import time

import pytest

from app.expressions.evaluate import EvaluationError, compile_ast
from app.expressions.lower import MAX_DEPTH
from app.expressions.parse import (
    MAX_EXPRESSIONS,
    ExpressionSyntaxError,
    compile_value,
    parse_expression,
    parse_template,
)
from app.expressions.scan import MAX_BRACKETS, MAX_SOURCE, MAX_TOKENS
from app.expressions.values import MAX_ITEMS, MAX_STEPS, MAX_TEXT

MIB = 1024 * 1024
LIMIT = 0.01
DUNDERS = [
    "__class__",
    "x.__class__",
    "x.__class__.__mro__[1].__subclasses__()",
    "x|map(attribute='y')|__class__",
    "x is __class__",
    "self.__init__.__globals__",
    "cycler.__init__.__globals__.os.popen('id')",
    "x|default(__import__)",
]
CALLS = [
    "x()",
    "x.y()",
    "x.format(1)",
    "''.join([])",
    "[].append(1)",
    "dict(a=1)",
    "lipsum()",
    "range.x(1)",
    "(x)(1)",
]
CALLS += ["x|attr('y')", "x|map('upper')", "x|join(*y)", "x|join(**y)", "namespace()", "x['y'](1)", "caller()"]
DEEP = {
    "parentheses": "(" * 10_000 + "1" + ")" * 10_000,
    "brackets within the source limit": "[" * (MAX_BRACKETS + 1) + "]" * (MAX_BRACKETS + 1),
    "braces": "{'a':" * 100 + "1" + "}" * 100,
    "subscripts": "a[" * 100 + "0" + "]" * 100,
    "not": "not " * 10_000 + "1",
    "signs": "- " * 10_000 + "1",
    "signs without space": "-" * 500 + "1",
    "conditions": "1 if 1 else " * 1_000 + "1",
    "conditions without else": "1" + " if 1" * 200,
    "filters": "a" + "|upper" * 10_000,
    "filters within the token limit": "a" + "|upper" * 300,
    "members": "a" + ".b" * 10_000,
    "sums": "1" + "+1" * 10_000,
    "sums within the token limit": "1" + "+1" * 300,
    "powers": "2" + "**2" * 300,
    "nested filters": "a|default(" * 100 + "1" + ")" * 100,
    "tests": "a is equalto(" * 100 + "1" + ")" * 100,
    "slices": "a" + "[:]" * 200,
    "unclosed": "(" * 60_000,
}
LONG = {
    "1 MiB of a name": "a" * MIB,
    "1 MiB of digits": "9" * MIB,
    "many digits": "9" * 60_000,
    "a 1 MiB string": "'" + "a" * MIB + "'",
    "1 MiB of open quotes": "'" * (MIB + 1),
    "1 MiB of spaces": " " * MIB,
    "1 MiB of backslashes": "'" + "\\" * MIB,
    "escapes": "'" + "\\n" * 32_000 + "'",
    "many parts": "+".join("1" * 30_000),
    "a long list": "[" + "1," * 30_000 + "]",
    "spaces": "1" + " " * 70_000,
}
COSTLY = [
    "'a' * 10 ** 9",
    "10 ** 9 * 'a'",
    "'a' * 9007199254740992",
    "range(10 ** 9)",
    "range(0, 10 ** 300)",
    "range(-(10 ** 15), 10 ** 15, 1)",
    "2 ** (10 ** 6)",
    "9 ** (9 ** 9)",
    "10 ** 308 * 10",
    "mib ~ mib",
    "mib + mib",
    "mib|upper",
    "mib|replace('x', mib)",
    "half|replace('x', 'xxx')",
    "'%s' * 1000|replace('%s', half)",
    "mib|split('x')",
    "mib|reverse",
    "mib|slugify",
    "mib|url_encode",
    "mib|base64",
    "mib|json|json",
    "[half, half, half]|join",
    "range(10000)|join(half)",
    "rows|sort",
    "rows|unique|length",
    "rows|select('in', rows)",
    "rows|map(attribute='a.b.c.d.e.f')|map(attribute='a')",
    "many + many",
    "many|map(attribute='a')",
    "many|join",
    "many|json",
    "many|select('odd')",
    "many == many[:]",
    "json_list|from_json",
    "json_deep|from_json",
    "deep|json",
    "deep ~ ''",
    "deep == other_deep",
    "[range(10000), range(10000), range(10000), range(10000), range(10000), range(10000)]|json",
    "x % 'a'",
    "'%c' % 1000000000",
]
NOTHING = [
    "x['__class__']",
    "''['__class__']['__mro__']",
    "[]['__class__']",
    "{}['__proto__']['polluted']",
    "x['__pro' ~ 'to__']",
    "[x]|map(attribute='__class__')|first",
    "x.mro.gi_frame.f_globals",
    "config.SECRET",
    "request.environ",
    "range",
    "a" + ".b" * 300,
    "mib[2000000]",
    "mib.format_map",
]


def nested(depth):
    """Lists in lists."""
    value = []
    for _ in range(depth):
        value = [value]
    return value


SCOPE = {
    "x": {"y": "z"},
    "mib": "x" * MIB,
    "half": "x" * (MIB // 2),
    "rows": [{"n": number} for number in range(20_000)],
    "many": list(range(60_000)),
    "json_list": "[" + "1," * 300_000 + "1]",
    "json_deep": "[" * 5_000 + "]" * 5_000,
    "deep": nested(500),
    "other_deep": nested(500),
}


def quickly(work):
    """The outcome of `work`, an error included, and the least CPU seconds of five runs.

    CPU time, because the promise is about work: a busy machine must not fail it.
    """
    best = float("inf")
    outcome = None
    for _ in range(5):
        begun = time.thread_time()
        try:
            outcome = work()
        except (ExpressionSyntaxError, EvaluationError) as error:
            outcome = error
        best = min(best, time.thread_time() - begun)
        if best < LIMIT:
            break
    return outcome, best


@pytest.mark.parametrize("source", [*DUNDERS, *CALLS])
def test_python_s_inside_is_out_of_reach(source):
    with pytest.raises(ExpressionSyntaxError):
        parse_expression(source)


@pytest.mark.parametrize("source", [*DEEP.values(), *LONG.values()], ids=[*DEEP, *LONG])
def test_deep_and_long_text_is_a_syntax_error(source):
    outcome, seconds = quickly(lambda: parse_expression(source))
    assert isinstance(outcome, ExpressionSyntaxError)
    assert 0 <= outcome.position <= len(source)
    assert seconds < LIMIT


@pytest.mark.parametrize("source", [*DEEP.values(), *LONG.values()], ids=[*DEEP, *LONG])
def test_the_same_inside_a_template(source):
    outcome, seconds = quickly(lambda: parse_template("text {{ " + source + " }} text"))
    assert isinstance(outcome, ExpressionSyntaxError)
    assert seconds < LIMIT


@pytest.mark.parametrize("source", COSTLY)
def test_costly_expressions_are_refused_before_the_work(source):
    program = compile_ast(parse_expression(source))
    outcome, seconds = quickly(lambda: program(SCOPE))
    assert isinstance(outcome, EvaluationError)
    assert seconds < LIMIT


@pytest.mark.parametrize("source", NOTHING)
def test_what_is_not_data_is_nothing(source):
    assert compile_ast(parse_expression(source))(SCOPE) is None


def test_parsing_deep_text_needs_little_of_the_callers_stack():
    deepest = "(" * MAX_BRACKETS + "not " * 60 + "1" + ")" * MAX_BRACKETS

    def under(frames):
        return under(frames - 1) if frames else parse_expression(deepest)

    assert under(300)[0] == "not"


def test_a_stack_that_is_nearly_used_up_is_a_syntax_error():
    deepest = "(" * MAX_BRACKETS + "1" + "+ 1)" * MAX_BRACKETS

    def under():
        try:
            return under()
        except RecursionError:
            return parse_expression(deepest)

    with pytest.raises((ExpressionSyntaxError, RecursionError)):
        under()


def test_limits_are_exact():
    assert parse_expression("a" * MAX_SOURCE) == ["path", "a" * MAX_SOURCE]
    assert len(parse_expression("[" + "1," * (MAX_TOKENS // 2 - 1) + "]")) == MAX_TOKENS // 2
    assert parse_expression("1" + "+1" * (MAX_DEPTH - 1))[0] == "+"
    with pytest.raises(ExpressionSyntaxError):
        parse_expression("1" + "+1" * (MAX_DEPTH + 1))
    exact = compile_ast(parse_expression(f"'a' * {MAX_TEXT}"))({})
    assert len(exact) == MAX_TEXT
    with pytest.raises(EvaluationError):
        compile_ast(parse_expression(f"'a' * {MAX_TEXT + 1}"))({})
    half = list(range(MAX_ITEMS // 2))
    assert len(compile_ast(parse_expression("half + half"))({"half": half})) == MAX_ITEMS
    with pytest.raises(EvaluationError):
        compile_ast(parse_expression("half + half + [1]"))({"half": half})
    parse_template("{{ a }}" * MAX_EXPRESSIONS)
    with pytest.raises(ExpressionSyntaxError):
        parse_template("{{ a }}" * (MAX_EXPRESSIONS + 1))


def test_the_step_budget_is_that_of_one_evaluation():
    program = compile_ast(parse_expression("rows|map(attribute='n')|length"))
    rows = [{"n": 1}] * (MAX_STEPS // 2 - 10)
    assert [program({"rows": rows}) for _ in range(3)] == [len(rows)] * 3
    with pytest.raises(EvaluationError):
        program({"rows": rows + rows})


def test_a_template_s_expressions_are_bounded_together():
    for text in ("{{ a }}" * 200_000, "{{ a+b+c+d+e+f }}" * 99, "{{" * 200_000, "{{ a " * 90 + "x" * MIB):
        outcome, seconds = quickly(lambda text=text: parse_template(text))
        assert isinstance(outcome, ExpressionSyntaxError)
        assert seconds < LIMIT


def test_a_value_nested_without_end_is_a_syntax_error():
    with pytest.raises(ExpressionSyntaxError):
        compile_value(nested(500))


def test_text_from_the_scope_is_never_an_expression():
    evil = "{{ x.y }} {% for a in b %} ${7*7}"
    assert compile_ast(parse_template("<{{ evil }}>").ast)({"evil": evil}) == f"<{evil}>"

"""What other languages and tools write is answered with what is written here."""

import pytest

from app.expressions.parse import ExpressionSyntaxError, parse_template

TIME = "in a workflow the time is now, without brackets; now|date('%Y-%m-%d') formats it"
VALUES = "a workflow reads nodes.<id>.output and trigger, a page data and params"
HABITS = {
    "{{ a && b }}": "write `and` for && (at character 5)",
    "{{ a || b }}": "write `or` for || (at character 5)",
    "{{ !a }}": "write `not` for ! (at character 3)",
    "{{ a === b }}": "write == for === (at character 5)",
    "{{ a !== b }}": "write != for !== (at character 5)",
    "{{ a <> b }}": "write != for <> (at character 5)",
    "{{ a = b }}": "write == to compare; nothing is assigned here (at character 5)",
    "{{ a?.b }}": "write . for ?.; what is read from nothing is nothing (at character 4)",
    "{{ a ?? b }}": "write value|default(other) for ?? (at character 5)",
    "{{ a ? b : c }}": "write `a if condition else b` for condition ? a : b (at character 5)",
    "{{ a++ }}": "an expression reads and changes nothing (at character 4)",
    "{{ a; b }}": "an expression is one value, without ; (at character 4)",
    "{{ `a` }}": "write strings in single or double quotes, and join them with ~ (at character 3)",
    "{{ \u201ca\u201d }}": "write straight quotes, ' or \" (at character 3)",
    "Hello {{ $json.name }}": f"{VALUES} (at character 9)",
    "{{ $node['a'].json }}": f"{VALUES} (at character 3)",
    "{{ $env.URL }}": "in a workflow variables are read as env.NAME (at character 3)",
    "{{ new Date() }}": f"{TIME} (at character 3)",
    "{{ $now.toISO() }}": f"{TIME} (at character 3)",
    "{{ now() }}": f"only range() can be called; {TIME} (at character 6)",
    "{{ a.map(one) }}": "only range() can be called; write value|map(attribute='name') for map() (at character 8)",
    "{{ a.toUpperCase() }}": "only range() can be called; write value|upper for toUpperCase() (at character 16)",
    "{{ len(a) }}": "only range() can be called; write value|length for len() (at character 6)",
    "{{ JSON.stringify(a) }}": "only range() can be called; write value|json for stringify() (at character 17)",
    "{{ a.includes('b') }}": "only range() can be called; write `'x' in value` (at character 13)",
    "{{ a.explode() }}": "only range() can be called; filters do such work: value|name (at character 12)",
    "{{ typeof a }}": "ask with a test, as in `value is string` (at character 3)",
    "{{ #each a }}": "there are no statements; a list is read with filters, a choice is `a if condition else b` "
    "(at character 3)",
    "{{ a|uper }}": "there is no filter 'uper'; did you mean 'upper'? (at character 5)",
    "{{ a|tojson }}": "there is no filter 'tojson'; write json (at character 5)",
    "{{ a is defned }}": "there is no test 'defned'; did you mean 'defined'? (at character 5)",
    "{{ a }": "unexpected '}': an expression ends with }} (at character 5)",
    "{{ (1 + 2 }}": "unexpected '}': ')' is missing before it (at character 10)",
    "{{ 1) }}": "unexpected ')': no bracket is open there (at character 4)",
    "{{{ a }}}": "write two braces, {{ and }}, not three (at character 0)",
    "{{ a": "'{{' is not closed by '}}' (at character 0)",
    "{{ 1 + }}": "unexpected end of the expression (at character 5)",
    "{{ a is }}": "unexpected end of the expression, expected 'name' (at character 5)",
}


@pytest.mark.parametrize(("text", "message"), HABITS.items())
def test_a_habit_is_answered_with_how_it_is_written_here(text: str, message: str) -> None:
    with pytest.raises(ExpressionSyntaxError) as caught:
        parse_template(text)
    assert str(caught.value) == message


def test_signs_inside_a_string_are_no_habit() -> None:
    with pytest.raises(ExpressionSyntaxError, match=r"^unexpected 'b'"):
        parse_template("{{ 'x && y' b }}")

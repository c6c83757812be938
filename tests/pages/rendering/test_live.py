"""What the browser is told of expressions that read its variables: enough to run them again, and nothing more."""

import json
import re
from html import unescape
from typing import Any

import pytest

from app.expressions.evaluate import evaluate
from app.pages.rendering.compile import CompiledPage, compile_page
from app.pages.rendering.program import render_program
from app.pages.rendering.tree import PageTree
from tests.pages.conftest import node, tree
from tests.pages.rendering.test_compile import HOSTILE

DEFAULTS: list[dict[str, Any]] = [
    {"scope": "page", "name": "x", "type": "string", "default": "a"},
    {"scope": "session", "name": "n", "type": "number", "default": 1},
    {"scope": "cookies", "name": "c", "type": "string", "default": "k"},
]
ROWS = {"rows": [{"name": "Ann", "salary": "a secret"}], "row_count": 1}


def compiled(*nodes: dict[str, Any]) -> CompiledPage:
    page = PageTree.model_validate(tree(*nodes) | {"variables": DEFAULTS})
    return compile_page(page, slug="live", version=1)


def html_of(*nodes: dict[str, Any], given: Any = "5") -> str:
    page = compiled(*nodes)
    out: list[str] = []
    render_program(page.ops, {**page.variables, "data": {"q": ROWS}, "params": {"p": given}}, out)
    return "".join(out)


def in_comments(html: str) -> list[Any]:
    return [json.loads(found) for found in re.findall(r"<!--[=?](\[.*?\])-->", html)]


def of_element(html: str) -> list[Any]:
    (found,) = re.findall(r"data-live='([^']*)'", html)
    value: list[Any] = json.loads(unescape(found))
    return value


def test_only_what_reads_a_variable_of_the_browser_is_marked() -> None:
    html = html_of(node("t", "Text", text="{{ data.q.row_count }} {{ cookies.c }} {{ params.p }}", variant="lead"))
    assert html == '<p class="of-text of-text--lead of-align--start">1 k 5</p>'
    assert compiled(node("t", "Text", text="x")).browser is not None
    static = compile_page(PageTree.model_validate(tree(node("t", "Text", text="x"))), slug="a", version=1)
    assert static.browser is None


def test_a_text_stands_between_comments_with_its_expression() -> None:
    html = html_of(node("t", "Text", text="{{ page.x }}!"))
    assert html.endswith(">a!<!--/--></p>")
    assert in_comments(html) == [["t", ["~", ["path", "page", "x"], ["lit", "!"]]]]


def test_an_element_says_how_its_attributes_are_made() -> None:
    html = html_of(node("l", "Link", text="Go", href="/p/{{ page.x }}?b={{ params.p }}&c"), given='"')
    (live,) = of_element(html)
    name, kind, ast = live
    assert (name, kind) == ("href", "u")
    assert evaluate(ast, {"page": {"x": "z"}}) == '/p/z?b="&c'
    ((name, parts),) = of_element(html_of(node("t", "Text", text="x", variant="{{ page.x }}")))
    assert (name, parts[0], parts[2]) == ("class", "of-text of-text--", " of-align--start")
    kind, ast = parts[1]
    assert [evaluate(ast, {"page": {"x": value}}) for value in ("lead", "x y", None)] == ["lead", "body", "body"]


def test_what_stands_in_a_component_is_marked_once() -> None:
    inside = node("t", "Text", text="{{ page.x }}", variant="{{ page.x }}")
    alone = html_of(inside)
    around = html_of(node("s", "Section", inside, background="{{ page.x }}"))
    assert around.count(alone) == 1
    assert around.count("data-live") == 2
    assert len(in_comments(around)) == 1


def test_what_the_browser_cannot_write_keeps_its_default() -> None:
    level = node("h", "Heading", text="x", level="{{ session.n }}")
    assert re.sub(r" data-live='[^']*'", "", html_of(level)).endswith(">x</h1>")
    area = node("a", "Textarea", name="a", label="A", value="{{ page.x }}")
    assert "<!--" not in html_of(node("f", "Form", area))
    rows = node("r", "Repeater", node("t", "Text", text="x"), items="{{ [session.n] }}")
    assert compiled(level, node("f", "Form", area), rows).stuck == (("h", "level"), ("a", "value"), ("r", "items"))


def test_what_the_server_knows_goes_along_as_a_value_and_no_row_does() -> None:
    counted = html_of(node("t", "Text", text="{{ data.q.rows | length + session.n }}"))
    assert in_comments(counted) == [["t", ["+", ["lit", 1], ["path", "session", "n"]]]]
    picked = html_of(node("t", "Text", text="{{ (data.q.rows | selectattr('name', 'eq', page.x) | first).salary }}"))
    assert "secret" not in picked
    assert picked == '<p class="of-text of-text--body of-align--start"></p>'


def test_what_is_hidden_at_first_waits_in_a_template() -> None:
    one = node("t", "Text", text="Here")
    shown = html_of(one | {"visible": "{{ session.n == 1 }}"})
    hidden = html_of(one | {"visible": "{{ session.n == 2 }}"})
    here = '<p class="of-text of-text--body of-align--start">Here</p>'
    assert shown.endswith(f"-->{here}<!--/-->")
    assert hidden.endswith(f"--><template>{here}</template><!--/-->")
    assert in_comments(hidden) == [["v", ["compare", ["path", "session", "n"], "==", ["lit", 2]]]]


@pytest.mark.parametrize("value", [*HOSTILE, "--><script>x</script>", "--!><b>", "]]>", "' x='"])
def test_no_value_leaves_its_comment_or_attribute(value: str) -> None:
    words = value.replace("{{", "").replace("\0", "")
    html = html_of(
        node("t", "Text", text=words + "{{ page.x }}{{ params.p }}"),
        node("b", "Button", label=words + "{{ page.x }}{{ params.p }}", on_click=[{"do": "toast", "message": "x"}]),
        node("l", "Link", text="x", href="/p/{{ page.x }}?{{ params.p }}"),
        node("g", "Text", text="x") | {"visible": "{{ page.x == params.p }}"},
        given=value,
    )
    assert len(in_comments(html)) == 2
    for wrong in ("<script", "<b>", "<img", 'onmouseover="'):
        assert wrong not in html
    assert html.count("-->") == 4

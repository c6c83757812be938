"""The compiler: what it folds equals what rendering everything in the request gives, whatever the content."""

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.pages.editing.validation import list_problems
from app.pages.rendering.bindings import ROWS
from app.pages.rendering.compile import CompiledPage, compile_page, environment
from app.pages.rendering.context import PageState
from app.pages.rendering.node_props import read_props
from app.pages.rendering.program import STATE, CallOp, TextOp, render_program
from app.pages.rendering.props import PropSpec
from app.pages.rendering.query import Asked
from app.pages.rendering.registry import components
from app.pages.rendering.table_views import TableView
from app.pages.rendering.tree import PageNode, PageTree
from tests.pages.conftest import CASES, cases_of, node, tree

HOSTILE = [
    "<script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "{{ 7*7 }} {% raw %} {# #}",
    "</textarea></style><img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "\0" + "0" * 16 + ".0\0",
    "&lt;b&gt; &amp; &",
    "null",
    "",
]
ROW: dict[str, Any] = {"name": "Ann", "site": "https://example.com/?a=1&b=2", "picture": "/files/a.png"}


def scope_of(value: Any) -> dict[str, Any]:
    row = dict.fromkeys(ROW, value)
    entries = {"rows": [row, ROW], "row_count": value}
    shown = entries | {"has_more": value is None, "totals": {"price": value, "site": value}}
    return {"data": {"entries": entries, "nothing": {"rows": [], "row_count": 0}}, ROWS: {"it": shown}}


def html_of(compiled: CompiledPage, scope: dict[str, Any]) -> str:
    out: list[str] = []
    render_program(compiled.ops, scope, out)
    return "".join(out)


def in_place(type_: str, props: dict[str, Any]) -> dict[str, Any]:
    """Return a tree with a component where it may stand."""
    one = node("it", type_, **props)
    if components()[type_].component.has_children:
        one["children"] = [node("child", "Text", text="Child & {{ data.entries.row_count }}")]
    if holds := components()[type_].component.children:
        one["children"] = [node("part", holds[0], *one["children"], **cases_of(holds[0])[0])]
    if parents := components()[type_].component.parents:
        one = node("around", parents[0], one, **cases_of(parents[0])[0])
    if components()[type_].component.field is not None:
        one = node("form", "Form", one)
    return tree(one) | {"variables": [{"scope": "page", "name": "x", "type": "number", "default": 1}]}


STATES = [
    PageState(),
    PageState(sent="it"),
    PageState(
        form="form", message="No", errors={"m": "<b>", "n": '"', "email": "x"}, values={"m": "\n<b>", "ok": "1"}
    ),
    PageState(asked=Asked(views={"it": TableView(page=2, search="é&")}, params={"id": "4 2"})),
]


@pytest.mark.parametrize(("name", "props"), CASES)
def test_folding_changes_no_byte(name: str, props: dict[str, Any]) -> None:
    page = PageTree.model_validate(in_place(name, props))
    assert list_problems(page) == []
    for state in STATES:
        folded = compile_page(page, slug="a/b", version=3)
        whole = compile_page(page, slug="a/b", version=3, fold=False)
        assert all(isinstance(op, CallOp) for op in whole.ops)
        for value in [*HOSTILE, None, 5, 1.5, True, ["a"], {"b": "<"}, ROW["site"]]:
            scope = scope_of(value) | {STATE: state}
            assert html_of(folded, scope) == html_of(whole, scope), value


@pytest.mark.parametrize(("name", "props"), CASES)
def test_what_a_component_says_of_itself_follows_from_its_fixed_props(name: str, props: dict[str, Any]) -> None:
    """Any other prop may be given by an expression, and then the component's functions do not get it."""
    known = components()[name]
    node_of = PageNode.model_validate(node("it", name, **props))
    declared = read_props(node_of).declared
    fixed = SimpleNamespace(**{key: getattr(declared, key) for key, spec in known.specs.items() if is_fixed(spec)})
    for tell in (known.component.field, known.component.rows, known.component.references):
        assert tell is None or tell(fixed) is not None


def is_fixed(spec: PropSpec) -> bool:
    """Return whether no expression can give a prop."""
    return not spec.bindable and spec.kind != "event"


@pytest.mark.parametrize("name", list(components()))
def test_every_component_has_cases_that_are_right(name: str) -> None:
    assert cases_of(name)


def test_what_is_not_bound_is_one_piece_of_text() -> None:
    page = tree(node("s", "Section", node("h", "Heading", text="Hi"), node("b", "Link", text="Go", href="/p/x")))
    compiled = compile_page(PageTree.model_validate(page), slug="a", version=1)
    assert [type(op) for op in compiled.ops] == [TextOp]
    bound = tree(node("h", "Heading", text="{{ data.q.row_count }}"))
    compiled = compile_page(PageTree.model_validate(bound), slug="a", version=1)
    assert [type(op).__name__ for op in compiled.ops] == ["TextOp", "HoleOp", "TextOp"]


def check_inert(html: str) -> None:
    assert "<script" not in html
    assert "<img src=x" not in html
    assert 'onmouseover="' not in html
    assert 'href="javascript' not in html
    assert "\0" not in html


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_stay_text(value: str) -> None:
    for name in components():
        for props in cases_of(name):
            page = PageTree.model_validate(in_place(name, props))
            check_inert(html_of(compile_page(page, slug="a", version=1), scope_of(value)))


def test_a_value_that_looks_like_an_expression_is_not_evaluated() -> None:
    page = PageTree.model_validate(tree(node("t", "Text", text="{{ data.entries.row_count }}")))
    assert "{{ 7*7 }}" in html_of(compile_page(page, slug="a", version=1), scope_of("{{ 7*7 }}"))


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.com/a?b=c#d", True),
        ("/p/about", True),
        ("#top", True),
        ("about", True),
        ("tel:+49123", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("\tjavascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//evil.example", False),
        ("/\\evil.example", False),
        ("vbscript:x", False),
    ],
)
def test_only_safe_addresses_become_links(url: str, safe: bool) -> None:
    bound = PageTree.model_validate(tree(node("l", "Link", text="x", href="{{ data.entries.row_count }}")))
    assert ("href=" in html_of(compile_page(bound, slug="a", version=1), scope_of(url))) is safe
    literal = PageTree.model_validate(tree(node("l", "Link", text="x", href=url)))
    assert ([problem.code for problem in list_problems(literal)] == []) is safe


def test_visible_decides_in_the_request() -> None:
    page = tree(node("t", "Text", text="Here") | {"visible": "{{ data.entries.row_count > 3 }}"})
    compiled = compile_page(PageTree.model_validate(page), slug="a", version=1)
    assert "Here" in html_of(compiled, scope_of(4))
    assert html_of(compiled, scope_of(3)) == ""
    assert html_of(compiled, scope_of("x")) == ""


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=50))
def test_no_text_poses_as_a_hole(words: str) -> None:
    page = tree(
        node("t", "Text", text="{{ data.entries.row_count }}"), node("u", "Text", text=words.replace("{{", ""))
    )
    parsed = PageTree.model_validate(page)
    scope = scope_of(words)
    assert html_of(compile_page(parsed, slug="a", version=1), scope) == html_of(
        compile_page(parsed, slug="a", version=1, fold=False), scope
    )


@pytest.mark.parametrize(
    "use",
    [
        "{% if it %}x{% endif %}",
        "{{ it | upper }}",
        "{{ it is none }}",
        "{% if it is none %}x{% endif %}",
        "{% for x in it %}{{ x }}{% endfor %}",
        "{{ it + 1 }}",
        "{{ 'a' if it == 'b' }}",
        "{{ (it ~ 'a') | length }}",
        "{{ (it ~ 'a') | upper }}",
        "{{ it.name }}",
        "{{ it['name'] }}",
        "{% set x %}{{ it }}{% endset %}",
        "{{ it in ['a'] }}",
        "{{ '%s' | format(it) }}",
    ],
)
def test_a_template_that_looks_into_a_hole_is_left_to_the_request(use: str, monkeypatch: pytest.MonkeyPatch) -> None:
    source = "{% macro render(props, context, children) %}{% set it = props.text %}" + use + "{% endmacro %}"
    macro = environment().from_string(source).module.render  # type: ignore[attr-defined]
    monkeypatch.setattr("app.pages.rendering.compile.macro_of", lambda name: macro)
    page = PageTree.model_validate(tree(node("t", "Text", text="{{ data.entries.row_count }}")))
    compiled = compile_page(page, slug="a", version=1)
    assert [type(op) for op in compiled.ops] == [CallOp]

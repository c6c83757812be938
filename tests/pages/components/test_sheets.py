"""The sheet of a page has the rules of everything its components write."""

import re
from typing import Any

import pytest

from app.pages.rendering.compile import compile_page
from app.pages.rendering.program import render_program
from app.pages.rendering.sheets import base_css, component_css, minify, plain_sheet
from app.pages.rendering.tree import PageTree
from tests.pages.conftest import CASES, node, tree

SCOPE: dict[str, Any] = {"data": {"entries": {"rows": [{}], "row_count": 1}}, "params": {}}
WHOLE = plain_sheet().body.decode()


def rules_for(name: str, css: str) -> int:
    """Return how often a class stands in the selectors of a sheet."""
    return len(re.findall(rf"\.{name}(?![\w-])", css))


@pytest.mark.parametrize(("name", "props"), CASES)
def test_every_class_that_a_component_writes_has_all_its_rules(name: str, props: dict[str, Any]) -> None:
    it = node("it", name, **props)
    compiled = compile_page(PageTree.model_validate(tree(node("f", "Form", it))), slug="a", version=1)
    out: list[str] = []
    render_program(compiled.ops, SCOPE, out)
    css = base_css() + component_css(compiled.used, compiled.islands)
    classes = {one for found in re.findall(r'class="([^"]*)"', "".join(out)) for one in found.split()}
    assert name in compiled.used
    # Some rules that name a class are about another component around or within it; none of its own is missing.
    missing = {one for one in classes if rules_for(one, WHOLE) and not rules_for(one, css)}
    assert missing == set()


def test_what_one_component_needs_is_not_sent_with_another() -> None:
    words = component_css({"Text"}, set())
    assert ".of-text" in words
    assert ".of-table" not in words
    assert len(words) < len(WHOLE) / 8


@pytest.mark.parametrize(
    ("css", "small"),
    [
        ("/* a */ .a {\n  color: red;\n  margin: 0 1px;\n}\n", ".a{color:red;margin:0 1px}"),
        (".a > .b :hover { width: calc(100% - 2 * 1px) }", ".a > .b :hover{width:calc(100% - 2 * 1px)}"),
        ("@media (min-width: 40rem) { .a, .b { top: 0; } }", "@media (min-width:40rem){.a,.b{top:0}}"),
    ],
)
def test_a_sheet_says_the_same_without_its_spaces(css: str, small: str) -> None:
    assert minify(css) == small

"""The root element of every component takes the classes of its node's style."""

import re
from dataclasses import replace
from typing import Any

import pytest

from app.pages.rendering import compile as compiling
from app.pages.rendering.compile import compile_page
from app.pages.rendering.context import ComponentContext, make_context
from app.pages.rendering.program import render_program
from app.pages.rendering.tree import PageTree
from tests.pages.conftest import CASES, node, tree

PROBE = " probe-1 probe-2"
SCOPE: dict[str, Any] = {
    "data": {"entries": {"rows": [{}], "row_count": 1}, "nothing": {"rows": [], "row_count": 0}},
    "params": {},
}


@pytest.mark.parametrize("in_form", [False, True])
@pytest.mark.parametrize(("name", "props"), CASES)
def test_the_root_element_takes_the_classes_of_its_style(
    name: str, props: dict[str, Any], in_form: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def probed(one: Any, *others: Any, **named: Any) -> ComponentContext:
        made = make_context(one, *others, **named)
        return replace(made, style=PROBE) if one.id == "it" else made

    monkeypatch.setattr(compiling, "make_context", probed)
    it = node("it", name, **props)
    page = tree(node("form", "Form", it) if in_form else it)
    out: list[str] = []
    compiled = compile_page(PageTree.model_validate(page), slug="a", version=1)
    render_program(compiled.ops, SCOPE, out)
    html = re.sub(r" data-props='[^']*'", "", "".join(out))
    with_style = re.findall(r'<[^<>]* class="([^"]*)"', html)
    assert [found.endswith(PROBE) for found in with_style].count(True) == 1
    assert html.count(PROBE) == 1
    root = html.split('name="version" value="1">', 1)[1] if in_form else html
    assert PROBE in root[: root.index(">")]

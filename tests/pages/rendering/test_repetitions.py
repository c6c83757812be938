"""Components that stand there once for each item of a list."""

import json
import re
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.pages.rendering.compile import compile_page
from app.pages.rendering.component import Component
from app.pages.rendering.context import PageState
from app.pages.rendering.program import MAX_ITEMS, MAX_REPEATED, STATE, EachOp, render_program
from app.pages.rendering.registry import components
from app.pages.rendering.tree import PageTree
from tests.conftest import ONE_DATABASE
from tests.pages.conftest import Publish, cases_of, node, tree
from tests.pages.rendering.test_compile import HOSTILE, ROW, check_inert, html_of, scope_of

TREE_DEPTH = 4


def repeat(items: str, *children: dict[str, Any], id_: str = "r", **props: Any) -> dict[str, Any]:
    return node(id_, "Repeater", *children, items=items, **props)


def compiled(*nodes: dict[str, Any], fold: bool = True) -> Any:
    return compile_page(PageTree.model_validate(tree(*nodes)), slug="a", version=1, fold=fold)


def shown(page: Any, scope: dict[str, Any]) -> list[str]:
    return re.findall(r"<p class=\"of-text.*?>(.*?)</p>", html_of(page, scope))


def test_items_nest_and_hide_and_have_ids_of_their_own() -> None:
    text = node("t", "Text", text="{{ index }}{{ item.name }}")
    hidden = node("h", "Text", text="even") | {"visible": "{{ index % 2 == 0 }}"}
    inner = repeat("{{ item.parts }}", node("i", "Heading", text="{{ item }}"), id_="inner", empty_text="no parts")
    page = compiled(repeat("{{ data.q.rows }}", text, hidden, inner))
    rows = [{"name": "a", "parts": ["x", "y"]}, {"name": "<b>", "parts": []}, {"name": "c"}]
    html = html_of(page, {"data": {"q": {"rows": rows}}})
    assert re.findall(r">(0a|1&lt;b&gt;|2c|even|x|y|no parts)<", html) == [
        "0a", "even", "x", "y", "1&lt;b&gt;", "no parts", "2c", "even", "no parts",
    ]  # fmt: skip
    ids = re.findall(r' id="(.*?)"', html)
    assert len(set(ids)) == len(ids)
    assert {"r", "inner.0", "inner.2", "i.0.0", "i.0.1"} <= set(ids)


@pytest.mark.parametrize("items", [None, 5, "text", {"a": 1}, True, []])
def test_what_is_no_list_has_no_items(items: Any) -> None:
    page = compiled(repeat("{{ data.q }}", node("t", "Text", text="x"), empty_text="EMPTY"))
    html = html_of(page, {"data": {"q": items}})
    assert ("EMPTY" in html, shown(page, {"data": {"q": items}})) == (True, [])


def test_only_so_many_items_are_shown() -> None:
    many = list(range(MAX_ITEMS + 5))
    page = compiled(repeat("{{ data.q }}", node("t", "Text", text="{{ item }}")))
    assert len(shown(page, {"data": {"q": many}})) == MAX_ITEMS
    inner = repeat("{{ data.q }}", node("t", "Text", text="{{ item }}"), id_="inner")
    nested = compiled(repeat("{{ data.q }}", inner))
    texts = shown(nested, {"data": {"q": many}})
    assert MAX_REPEATED - 2 * MAX_ITEMS < len(texts) <= MAX_REPEATED


def is_repeatable(component: Component) -> bool:
    return not (component.rows or component.field or component.sends or component.parents)


REPEATABLE = [
    (name, props) for name in components() if is_repeatable(components()[name].component) for props in cases_of(name)
]
VALUES = st.one_of(st.sampled_from([*HOSTILE, None, 5, 1.5, True, ["a"], {"b": "<"}]), st.text(max_size=8))


@st.composite
def trees(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Some components of any kind in one another, bound to items and data, hidden or not, repeated or not."""
    count = 0

    def some(depth: int) -> list[dict[str, Any]]:
        nonlocal count
        made = []
        for name, props in draw(st.lists(st.sampled_from(REPEATABLE), min_size=1, max_size=2)):
            count += 1
            component = components()[name].component
            bound = json.loads(json.dumps(props))
            for prop, spec in components()[name].specs.items():
                if spec.bindable and spec.kind == "text" and draw(st.booleans()):
                    bound[prop] = draw(st.sampled_from(["{{ item.name }}", "{{ index }} {{ item }}", "{{ item }}"]))
            if component.each:
                bound[component.each] = draw(
                    st.sampled_from(["{{ data.entries.rows }}", "{{ item.parts }}", "{{ item }}"])
                )
            one = node(f"n{count}", name, **bound)
            if component.has_children and not component.children and depth < TREE_DEPTH:
                one["children"] = some(depth + 1)
            if draw(st.booleans()):
                one["visible"] = draw(st.sampled_from(["{{ item }}", "{{ index }}", "{{ data.entries.row_count }}"]))
            made.append(one)
        return made

    return [repeat("{{ data.entries.rows }}", *some(0), id_="outer")]


@given(trees(), VALUES)
@settings(max_examples=150, deadline=None)
def test_folding_changes_no_byte_of_any_tree(nodes: list[dict[str, Any]], value: Any) -> None:
    scope = scope_of(value)
    scope["data"]["entries"]["rows"][0]["parts"] = [value, {"parts": [value, ROW]}]
    for state in (PageState(), PageState(sent="n1")):
        folded, whole = (html_of(compiled(*nodes, fold=fold), scope | {STATE: state}) for fold in (True, False))
        assert folded == whole
        check_inert(folded)


def test_a_repeated_component_that_must_be_called_has_its_id_too() -> None:
    page = compiled(repeat("{{ data.q }}", node("p", "Heading", text="{{ item }}", level="{{ item }}")))
    each = next(op for op in page.ops[0].body if isinstance(op, EachOp))
    out: list[str] = []
    render_program(each.body, {"item": 3, "index": 0, "$at": ".0"}, out)
    assert 'id="p.0"' in "".join(out)


@ONE_DATABASE
async def test_a_list_of_products_links_to_each(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    query = {"name": "both", "source": "local", "sql": "SELECT 'a b' AS id UNION ALL SELECT 'c?d'"}
    assert (await owner.post("/api/queries", json=query)).status_code == 201
    link = node("l", "Link", text="{{ item.id }}", href="/p/products/{{ item.id | url_encode }}")
    await publish("products", repeat("{{ data.both.rows }}", link))
    html = (await client.get("/p/products")).text
    assert re.findall(r'href="(/p/products/.*?)"', html) == ["/p/products/a%20b", "/p/products/c%3Fd"]


@ONE_DATABASE
async def test_what_cannot_be_repeated_is_named(owner: httpx.AsyncClient) -> None:
    draft = tree(
        repeat(
            "{{ data.q.rows }}",
            node("b", "Button", label="{{ item.x }}"),
            node("d", "DataTable", query="q", columns=[{"key": "a", "label": "A"}]),
        ),
        node("t", "Text", text="{{ item.x }}"),
    )
    made = await owner.post("/api/pages", json={"slug": "x", "title": "x", "draft": draft})
    found = (await owner.post(f"{made.headers['location']}/validate")).json()["problems"]
    assert [(one["code"], one["node_id"]) for one in found] == [
        ("not_repeatable", "b"),
        ("not_repeatable", "d"),
        ("unknown_name", "t"),
    ]

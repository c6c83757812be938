"""What a builder shows of a draft: parts written anew, however wrong, and the document that they are put into."""

import re
from typing import Any

import httpx
import pytest

from tests.pages.conftest import CASES, Publish, node, tree

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
HOSTILE: list[Any] = [
    None,
    True,
    -1,
    1e300,
    "",
    "{{",
    "{{ a && b }}",
    "{{ data.nothing.rows }}",
    "{{ params.a.b.c }}",
    "-->",
    "<script>alert(1)</script>",
    "x" * 3_000,
    [],
    [None, 1, "a", {}],
    [{"do": "toast"}, {"do": 1}, 5],
    {},
    {"a": {"b": [1]}},
]


async def create(owner: httpx.AsyncClient, *children: dict[str, Any], slug: str = "page", **draft: Any) -> str:
    """Return the address of a new page with this draft."""
    body = {"slug": slug, "title": "Page", "draft": tree(*children) | draft}
    created = await owner.post("/api/pages", json=body)
    assert created.status_code == 201, created.text
    return f"/api/pages/{created.json()['id']}"


async def render(owner: httpx.AsyncClient, page: str, **body: Any) -> dict[str, Any]:
    """Return what the server renders of a page."""
    answer = await owner.post(f"{page}/render", json=body)
    assert answer.status_code == 200, answer.text
    rendered: dict[str, Any] = answer.json()
    return rendered


def html_of(rendered: dict[str, Any]) -> dict[str, str]:
    """Return the HTML of each fragment."""
    return {one["id"]: one["html"] for one in rendered["fragments"]}


async def test_a_part_is_written_as_the_whole_page_has_it(owner: httpx.AsyncClient) -> None:
    section = node("s", "Section", node("a", "Heading", text="One", level=1), node("b", "Text", text="Two"))
    page = await create(owner, section, node("c", "Text", text="Three"))
    whole = html_of(await render(owner, page))
    assert list(whole) == ["s", "c"]
    assert whole["s"].startswith("<!--[s-->")
    assert whole["s"].endswith("<!--]-->")
    parts = html_of(await render(owner, page, only=["b", "a", "gone"]))
    assert list(parts) == ["b", "a"]
    assert all(part in whole["s"] for part in parts.values())
    body = html_of(await render(owner, page, only=[""]))[""]
    assert all(part in body for part in whole.values())
    assert "<main" in body


async def test_what_was_edited_is_written_and_not_stored(owner: httpx.AsyncClient) -> None:
    page = await create(owner, node("s", "Section", node("b", "Text", text="Before")))
    changed = node("b", "Text", text="After {{ page.name }}") | {"style": {"background": "muted"}}
    rendered = await render(owner, page, root=[changed], ancestors=[{"id": "s", "type": "Section"}])
    assert "After" in html_of(rendered)["b"]
    assert [one["code"] for one in rendered["problems"]] == ["unknown_variable"]
    assert rendered["reads"] == [["page", "name"]]
    (style,) = re.findall(r"of-s-\w+", html_of(rendered)["b"])
    assert f".{style}" in rendered["css"]
    assert "Before" in html_of(await render(owner, page))["s"]
    assert "Before" in (await owner.get(page)).text


async def test_a_part_knows_what_it_stands_in(owner: httpx.AsyncClient) -> None:
    field = node("i", "Input", name="email", label="Mail")
    page = await create(owner, node("f", "Form", field))
    alone = await render(owner, page, root=[field])
    assert [one["code"] for one in alone["problems"]] == ["field_outside_form"]
    inside = await render(owner, page, root=[field], ancestors=[{"id": "f", "type": "Form"}])
    assert inside["problems"] == []
    assert html_of(inside)["i"] == html_of(await render(owner, page, only=["i"]))["i"]


async def test_a_button_may_open_what_is_not_sent_along(owner: httpx.AsyncClient) -> None:
    button = node("b", "Button", label="Open", on_click=[{"do": "open", "target": "m"}])
    page = await create(owner, button, node("m", "Modal", node("t", "Text", text="Hi"), title="More"))
    rendered = await render(owner, page, root=[button])
    assert rendered["problems"] == []
    assert 'commandfor="m"' in html_of(rendered)["b"]


async def test_a_wrong_component_is_a_box_that_says_why(owner: httpx.AsyncClient) -> None:
    wrong = [
        node("x", "Carousel"),
        node("y", "Text", txt="a"),
        node("a--><b>", "Text", text="b"),
        node("z", "Heading", level=9),
    ]
    page = await create(owner, *wrong, node("ok", "Text", text="Fine"))
    rendered = await render(owner, page)
    shown = html_of(rendered)
    assert "Fine" in shown["ok"]
    assert all("of-canvas-problem" in shown[name] for name in "xyz")
    assert "Carousel" in shown["x"]
    assert "<b>" not in shown["a--><b>"]
    said = {(one["node_id"], one["code"]) for one in rendered["problems"]}
    assert {("x", "unknown_component"), ("y", "unknown_prop"), ("z", "invalid_prop"), ("a--><b>", "bad_id")} <= said


async def test_a_component_of_a_later_build_is_a_box_too(owner: httpx.AsyncClient) -> None:
    page = await create(owner)
    rendered = await render(owner, page, root=[node("t", "Text", text="Hi") | {"v": 7}])
    assert "of-canvas-problem" in html_of(rendered)["t"]
    assert [(one["node_id"], one["code"]) for one in rendered["problems"]] == [("t", "not_shown")]


@pytest.mark.parametrize("name", sorted({str(case.values[0]) for case in CASES}))
async def test_no_value_of_a_prop_is_too_wrong(owner: httpx.AsyncClient, name: str) -> None:
    good = next(props for props in (case.values[1] for case in CASES if case.values[0] == name))
    assert isinstance(good, dict)
    page = await create(owner)
    schema = (await owner.get("/api/components")).json()["items"]
    props = next(one for one in schema if one["type"] == name)["props"]["properties"]
    nodes = [
        node(f"n{at}-{prop}", name, node(f"c{at}-{prop}", "Text", text="Inside"), **{**good, prop: value})
        for at, value in enumerate(HOSTILE)
        for prop in props
    ]
    rendered = await render(owner, page, root=nodes)
    assert len(rendered["fragments"]) == len(nodes)
    assert "<script>alert" not in str(rendered["fragments"])


async def test_a_tree_that_is_too_deep_is_said(owner: httpx.AsyncClient) -> None:
    deep = node("n0", "Text", text="In")
    for at in range(1, 60):
        deep = node(f"n{at}", "Section", deep)
    page = await create(owner, deep)
    rendered = await render(owner, page)
    assert (rendered["fragments"], [one["code"] for one in rendered["problems"]]) == ([], ["too_deep"])
    assert (await owner.get(await canvas_of(owner, page))).status_code == 200


async def test_what_cannot_be_read_has_samples(owner: httpx.AsyncClient) -> None:
    table = node("t", "DataTable", query="gone", columns=[{"key": "name", "label": "Name"}])
    text = node("x", "Text", text="{{ data.one.row.city }} of {{ data.one.row_count }} for {{ params.who }}")
    declared = [{"name": "one", "query": "gone", "args": {"a": "{{"}, "must_exist": True}]
    page = await create(owner, table, text, data=declared)
    rendered = await render(owner, page, state={"params": {"who": "Ada"}})
    assert "Name 1" in html_of(rendered)["t"]
    assert "city 1 of 3 for Ada" in html_of(rendered)["x"]
    warned = {(one["code"], one["node_id"]) for one in rendered["problems"] if one["severity"] == "warning"}
    assert ("data_not_read", "t") in warned
    sampled = await render(owner, page, data="sample")
    assert "Name 1" in html_of(sampled)["t"]
    assert "data_not_read" not in {one["code"] for one in sampled["problems"]}


async def canvas_of(owner: httpx.AsyncClient, page: str) -> str:
    """Return the address of the canvas of a page."""
    made = (await owner.post(f"{page}/preview-token")).json()
    return str(httpx.URL(made["canvas_url"]).raw_path.decode())


async def test_the_canvas_holds_the_draft_in_an_origin_of_its_own(
    owner: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    page = await create(owner, node("s", "Section", node("t", "Text", text="Hi")), node("x", "Carousel"))
    answer = await client.get(await canvas_of(owner, page))
    assert answer.status_code == 200
    assert "<!--[s-->" in answer.text
    assert "<!--[t-->" in answer.text
    assert "of-canvas-problem" in answer.text
    policy = answer.headers["content-security-policy"]
    assert policy.endswith("sandbox allow-scripts")
    assert "form-action 'none'" in policy
    assert answer.headers["cache-control"] == "private, no-store"
    (script,) = re.findall(r'<script defer src="([^"]+)">', answer.text)
    assert (await client.get(script)).status_code == 200
    assert answer.text.count("<script") == 1
    refused = await client.get(f"{page}/canvas?token=1.1.x")
    assert (refused.status_code, refused.json()["code"]) == (403, "preview_token_invalid")


async def test_the_canvas_of_a_version_there_is_not(owner: httpx.AsyncClient, publish: Publish) -> None:
    page = await publish("old", node("t", "Text", text="Hi"))
    address = f"/api/pages/{page['id']}"
    made = (await owner.post(f"{address}/preview-token", json={"version": 1})).json()
    assert made["canvas_url"] is None
    refused = await owner.get(f"{address}/canvas", params={"token": made["token"]})
    assert (refused.status_code, refused.json()["code"]) == (403, "preview_token_invalid")


async def test_a_published_page_and_a_preview_hold_no_marks(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    inside = node("t", "Text", text="Hi {{ params.a }}")
    page = await publish("plain", node("s", "Section", inside), node("f", "Form", node("b", "Button", label="Go")))
    made = (await owner.post(f"/api/pages/{page['id']}/preview-token")).json()
    for address in ("/p/plain", "/p/plain?a=1", httpx.URL(made["url"]).raw_path.decode()):
        answer = await client.get(address)
        assert answer.status_code == 200
        assert "Hi" in answer.text
        assert "<!--[" not in answer.text
        assert "<!--]" not in answer.text

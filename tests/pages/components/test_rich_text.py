"""RichText and the content of a Text: what an editor makes becomes HTML of ours, and nothing else does."""

from typing import Any

import httpx
import pytest
from markupsafe import escape
from pydantic import ValidationError

from app.pages.components.RichText.props import RichTextProps
from app.pages.rendering.props import IN_REQUEST
from app.pages.rendering.richtext import MAX_DEPTH, MAX_NODES, RichDocument
from tests.conftest import ONE_DATABASE
from tests.pages.conftest import Publish, node, tree
from tests.pages.guestbook import add_entry, make_entries

Node = dict[str, Any]


def run(words: str, *marks: Node) -> Node:
    return {"type": "text", "text": words, "marks": list(marks)}


def paragraph(*content: Node) -> Node:
    return {"type": "paragraph", "content": list(content)}


def document(*content: Node) -> Node:
    return {"type": "doc", "content": list(content)}


def link(href: str) -> Node:
    return {"type": "link", "attrs": {"href": href, "target": "_blank", "rel": "noopener", "class": None}}


def html_of(content: Node) -> str:
    return str(escape(RichTextProps.model_validate({"document": content}).document))


@pytest.mark.parametrize(
    ("content", "html"),
    [
        (paragraph(run("1 < 2 & \"3\"")), "<p>1 &lt; 2 &amp; &#34;3&#34;</p>"),
        (paragraph(run("a", {"type": "bold"}, {"type": "italic"})), "<p><strong><em>a</em></strong></p>"),
        (paragraph(run("a", link("/p/x?a=1&b"))), '<p><a class="of-link" href="/p/x?a=1&amp;b">a</a></p>'),
        (paragraph(run("a"), {"type": "hardBreak"}), "<p>a<br></p>"),
        ({"type": "heading", "attrs": {"level": 3, "textAlign": "left"}, "content": [run("H")]}, "<h3>H</h3>"),
        (
            {"type": "orderedList", "attrs": {"start": 3}, "content": [{"type": "listItem"}]},
            '<ol start="3"><li></li></ol>',
        ),
        ({"type": "bulletList", "content": [{"type": "listItem"}]}, "<ul><li></li></ul>"),
        ({"type": "blockquote", "content": [paragraph(run("a"))]}, "<blockquote><p>a</p></blockquote>"),
        ({"type": "horizontalRule"}, "<hr>"),
        (
            {"type": "codeBlock", "attrs": {"language": "js"}, "content": [run("</code>")]},
            '<pre tabindex="0"><code>&lt;/code&gt;</code></pre>',
        ),
        (
            {"type": "image", "attrs": {"src": "/a.png", "alt": '"x"', "title": None}},
            '<img src="/a.png" alt="&#34;x&#34;" loading="lazy" decoding="async">',
        ),
        (
            {"type": "table", "content": [{"type": "tableRow", "content": [
                {"type": "tableHeader", "attrs": {"colspan": 2, "rowspan": 1, "colwidth": [9]}},
                {"type": "tableCell"}]}]},
            '<div class="of-wide" tabindex="0"><table><tr><th colspan="2"></th><td></td></tr></table></div>',
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_each_node_becomes_its_html(content: Node, html: str) -> None:
    assert html_of(document(content)) == html


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "script"},
        {"type": "paragraph", "html": "<b>"},
        {"type": "heading", "attrs": {"level": 7}},
        {"type": "heading", "attrs": {"level": "1><script>"}},
        paragraph(run("a", {"type": "style"})),
        paragraph(run("a", link("javascript:alert(1)"))),
        paragraph(paragraph()),
        {"type": "image", "attrs": {"src": "data:text/html,x"}},
        {"type": "image", "attrs": {"src": "/a.png", "width": "1 onload=x"}},
        {"type": "table", "content": [paragraph()]},
        {"type": "bulletList", "content": [paragraph()]},
        {"type": "orderedList", "attrs": {"start": "1\"><script>"}, "content": []},
        run("loose"),
        "words",
        None,
    ],
    ids=str,
)  # fmt: skip
def test_what_is_no_rich_text_is_refused(wrong: Any) -> None:
    with pytest.raises(ValidationError):
        RichTextProps.model_validate({"document": document(wrong)}, strict=True)


def test_a_document_has_bounds() -> None:
    deep: Node = paragraph(run("x"))
    for _ in range(MAX_DEPTH):
        deep = {"type": "blockquote", "content": [deep]}
    for wrong in (document(deep), document(*[paragraph()] * MAX_NODES)):
        with pytest.raises(ValidationError, match="at most 5000 nodes, at most 24 deep"):
            RichTextProps.model_validate({"document": wrong})
    assert html_of(document(*[paragraph()] * (MAX_NODES - 1))).startswith("<p></p>")


def test_an_address_that_an_expression_gives_is_checked_again() -> None:
    made = document(paragraph(run("a", link("javascript:alert(1)"))), {"type": "image", "attrs": {"src": "\\\\x"}})
    read = RichDocument.model_validate(made, context=IN_REQUEST)
    assert str(escape(read)) == "<p>a</p>"


@ONE_DATABASE
async def test_a_bound_document_shows_values_as_text(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    await make_entries(owner)
    await add_entry(owner, "<b>Ann</b>", "javascript:alert(1)")
    row = "data.entries.rows[0]"
    words = [run(f"{{{{ {row}.name }}}}", link(f"{{{{ {row}.message }}}}"), {"type": "bold"})]
    await publish(
        "bound", node("r", "RichText", document=document(paragraph(*words))), node("t", "Text", content=words)
    )
    html = (await client.get("/p/bound")).text
    assert '<div class="of-richtext of-block"><p><strong>&lt;b&gt;Ann&lt;/b&gt;</strong></p></div>' in html
    assert "<strong>&lt;b&gt;Ann&lt;/b&gt;</strong></p>" in html.split("of-text", 1)[1]


@ONE_DATABASE
async def test_a_wrong_document_says_where(owner: httpx.AsyncClient) -> None:
    wrong = document(paragraph(run("a", link("javascript:alert(1)"))))
    draft = tree(node("r", "RichText", document=wrong))
    page = (await owner.post("/api/pages", json={"slug": "wrong", "title": "W", "draft": draft})).json()
    (problem,) = (await owner.post(f"/api/pages/{page['id']}/validate")).json()["problems"]
    assert problem["code"] == "unsafe_url"
    assert problem["param"] == "document.content.0.content.0.marks.0.attrs.href"

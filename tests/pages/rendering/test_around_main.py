"""What a component may say about its place in the document and about what it loads."""

import re

import httpx

from app.pages.rendering.component import Component, Props
from tests.conftest import ONE_DATABASE
from tests.pages.conftest import Publish, Register, node

pytestmark = ONE_DATABASE


class NoProps(Props):
    """No props."""


def parts(html: str) -> list[str]:
    found = re.finditer(r'<(/?main)|<(hr|p) class="([\w-]+)', html.split("<body>")[1])
    return [one[1] or one[3] for one in found]


async def test_landmarks_stand_around_the_main_content_and_nowhere_else(
    client: httpx.AsyncClient, publish: Publish, register: Register
) -> None:
    register("Top", Component("Top", "layout", NoProps, landmark="header"), '<hr class="top">')
    register("End", Component("End", "layout", NoProps, landmark="footer"), '<hr class="end">')
    words = node("t", "Text", text="x")
    top, end = node("top", "Top"), node("end", "End")
    for slug, nodes, expected in (
        ("usual", (top, words, end), ["top", "main", "of-text", "/main", "end"]),
        ("none", (words,), ["main", "of-text", "/main"]),
        ("bare", (top, end), ["top", "main", "/main", "end"]),
        ("only-top", (top,), ["top", "main", "/main"]),
        ("only-end", (end,), ["main", "/main", "end"]),
        ("inside", (words, top, end, words | {"id": "u"}), ["main", "of-text", "top", "end", "of-text", "/main"]),
        ("turned", (end, top), ["main", "end", "top", "/main"]),
        ("nested", (node("s", "Section", top, end),), ["main", "top", "end", "/main"]),
    ):
        await publish(slug, *nodes)
        assert parts((await client.get(f"/p/{slug}")).text) == expected, slug


async def test_only_a_page_with_what_loads_more_may_load_more(
    client: httpx.AsyncClient, publish: Publish, register: Register
) -> None:
    sources = {"frame-src": ["https://b.example", "https://a.example"], "media-src": ["'self'"]}
    register("Film", Component("Film", "static", NoProps, sources=lambda _props: sources), "<hr>")
    form = node("f", "Form", node("n", "Input", name="n", label="N", required=True))
    await publish("film", node("a", "Film"), node("b", "Film"), form)
    await publish("plain", node("t", "Text", text="x"))
    more = "; frame-src https://a.example https://b.example; media-src 'self'"
    plain = (await client.get("/p/plain")).headers["content-security-policy"]
    assert "frame-src" not in plain
    assert (await client.get("/p/film")).headers["content-security-policy"] == plain + more
    headers = {"Origin": str(client.base_url), "Accept": "text/html"}
    wrong = await client.post("/p/film/forms/f", data={"version": "1"}, headers=headers)
    assert (wrong.status_code, wrong.headers["content-security-policy"]) == (422, plain + more)

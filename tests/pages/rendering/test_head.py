"""What search engines and link previews read in the head of a page."""

import json
import re
from typing import Any

import httpx

from tests.conftest import ONE_DATABASE
from tests.pages.conftest import Publish, node, tree

pytestmark = ONE_DATABASE
ORIGIN = "http://127.0.0.1:8000"
BAD = "javascript:alert(1)"
TEXT = node("t", "Text", text="x")


def data_of(html: str) -> list[dict[str, Any]]:
    return [json.loads(found) for found in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)]


async def test_structured_data_is_typed_filled_from_the_page_and_cannot_break_out(
    client: httpx.AsyncClient, publish: Publish
) -> None:
    evil = "</script><script>alert(1)</script>\u2028<!--"
    structured = [
        {"type": "article", "author": evil, "published": "2026-11-26"},
        {
            "type": "product",
            "name": "{{ params.name }}",
            "price": "{{ 2 * 4.5 }}",
            "currency": "EUR",
            "availability": "in_stock",
        },
        {"type": "faq", "questions": [{"question": "Why?", "answer": evil}]},
        {
            "type": "breadcrumbs",
            "items": [{"name": "Home", "url": "/"}, {"name": "Bad", "url": "javascript:alert(1)"}],
        },
        {
            "type": "organization",
            "name": "Us",
            "logo": "/files/a/b.png",
            "same_as": ["https://example.com/us", "x:y"],
        },
        {"type": "webpage"},
    ]
    seo = {
        "description": "All about it",
        "image": "https://example.com/a.png",
        "lang": "de-AT",
        "structured": structured,
    }
    await publish("about", TEXT, title="About", seo=seo)
    html = (await client.get("/p/about", params={"name": evil})).text
    assert "alert(1)</script>" not in html
    assert "<!--" not in html.split("<body>")[0]
    article, product, faq, crumbs, organization, page = data_of(html)
    assert article["headline"] == "About"
    assert article["author"] == {"@type": "Person", "name": evil}
    assert (article["image"], article["mainEntityOfPage"]) == ("https://example.com/a.png", f"{ORIGIN}/p/about")
    assert (product["name"], product["offers"]["price"]) == (evil, "9")
    assert product["offers"]["availability"] == "https://schema.org/InStock"
    assert faq["mainEntity"][0]["acceptedAnswer"]["text"] == evil
    assert crumbs["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "Home", "item": f"{ORIGIN}/"},
        {"@type": "ListItem", "position": 2, "name": "Bad"},
    ]
    assert (organization["logo"], organization["sameAs"]) == (f"{ORIGIN}/files/a/b.png", ["https://example.com/us"])
    assert page["inLanguage"] == "de-AT"
    assert all(one["@context"] == "https://schema.org" for one in data_of(html))


async def test_wrong_structured_data_is_refused_or_left_out(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    body = {"slug": "a", "title": "A", "draft": tree(TEXT)}
    for wrong in (
        {"type": "recipe"},
        {"type": "faq"},
        {"type": "article", "colour": "red"},
        {"type": "product", "price": 9},
    ):
        refused = await owner.post("/api/pages", json=body | {"seo": {"structured": [wrong]}})
        assert refused.status_code == 422, wrong
    draft = body | {"seo": {"structured": [{"type": "article", "author": "{{ fields.name }}"}]}}
    page = (await owner.post("/api/pages", json=draft)).json()
    problems = (await owner.post(f"/api/pages/{page['id']}/validate")).json()["problems"]
    assert [(one["code"], one["param"]) for one in problems] == [("unknown_name", "seo.structured")]
    await publish("c", TEXT, seo={"structured": [{"type": "article", "author": "{{ params.who }}"}]})
    assert "author" not in data_of((await client.get("/p/c")).text)[0]


async def test_link_previews_and_other_languages(client: httpx.AsyncClient, publish: Publish) -> None:
    seo = {
        "image": "https://example.com/a.png",
        "image_alt": 'A "cat"',
        "image_width": 1200,
        "image_height": 630,
        "type": "article",
        "lang": "de-AT",
        "alternates": [{"lang": "en", "url": "/p/about"}, {"lang": "x-default", "url": "https://example.com/"}],
    }
    await publish("ueber", TEXT, seo=seo)
    html = (await client.get("/p/ueber")).text
    metas = dict(re.findall(r'<meta property="(og:[^"]+)" content="([^"]*)">', html))
    assert metas["og:type"] == "article"
    assert metas["og:locale"] == "de_AT"
    assert (metas["og:image:width"], metas["og:image:height"]) == ("1200", "630")
    assert metas["og:image:alt"] == "A &#34;cat&#34;"
    assert re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', html) == [
        ("de-AT", f"{ORIGIN}/p/ueber"),
        ("en", f"{ORIGIN}/p/about"),
        ("x-default", "https://example.com/"),
    ]


async def test_the_canonical_address_has_the_parameters_that_are_marked(
    client: httpx.AsyncClient, publish: Publish
) -> None:
    params = [
        {"name": "page", "from": "query", "type": "integer", "default": 1, "canonical": True},
        {"name": "sort", "from": "query", "choices": ["name", "price"]},
    ]
    text = node("t", "Text", text="{{ params.page }} {{ params.sort }}")
    await publish("list", draft=tree(text) | {"params": params})
    for query, canonical in {"": "", "?page=1": "", "?sort=name&page=3&utm=x": "?page=3"}.items():
        html = (await client.get(f"/p/list{query}")).text
        assert f'<link rel="canonical" href="{ORIGIN}/p/list{canonical}">' in html

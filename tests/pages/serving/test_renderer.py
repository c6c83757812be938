"""What visitors get at /p/{slug}: whole HTML, validators, compressed variants, and nothing that runs."""

import asyncio
import gzip
import re
from typing import Any
from uuid import UUID

import brotli
import httpx
import pytest

from app.main import OnefoldApp
from app.pages.models import Page
from app.pages.serving import renderer
from app.pages.serving.cache import KEPT_SECONDS
from tests.pages.conftest import Publish, node, tree

HTML = {"Accept": "text/html"}


async def test_a_published_page_is_whole_html_without_script(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    await publish(
        "about/us",
        node("s", "Section", node("h", "Heading", text="About us", level=1), node("t", "Text", text="Two\nlines")),
        node("i", "Image", src="/files/public/cat.jpg", alt="A cat", width=4, height=3),
        node("l", "Link", text="Mail", href="mailto:a@example.com"),
        title="About us",
        seo={"description": 'Who "we" are', "noindex": False},
    )
    page = await client.get("/p/about/us")

    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["cache-control"] == "public, max-age=0, must-revalidate"
    assert page.headers["vary"] == "Accept-Encoding"
    assert page.headers["x-request-id"]
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.text.startswith("<!doctype html>")
    assert "<title>About us</title>" in page.text
    assert 'content="Who &#34;we&#34; are"' in page.text
    assert '<h1 class="of-heading of-heading--1 of-align--start" id="h">About us</h1>' in page.text
    assert "Two\nlines</p>" in page.text
    assert 'src="/files/public/cat.jpg"' in page.text
    assert 'alt="A cat" width="4" height="3"' in page.text
    assert 'href="mailto:a@example.com"' in page.text
    assert "<script" not in page.text
    assert "style=" not in page.text
    assert "<style" not in page.text
    policy = page.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe-inline" not in policy
    public = (await client.get("/api/public/pages/about/us")).json()
    assert (public["title"], public["version"]) == ("About us", 1)


async def test_nothing_is_found_before_publishing_and_after_withdrawing(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    draft = tree(node("t", "Text", text="x"))
    await owner.post("/api/pages", json={"slug": "draft", "title": "Draft", "draft": draft})
    assert (await client.get("/p/draft")).json()["code"] == "page_not_found"
    page = await publish("gone", node("t", "Text", text="x"))
    assert (await client.get("/p/gone")).status_code == 200
    await owner.post(f"/api/pages/{page['id']}/unpublish")
    assert (await client.get("/p/gone")).status_code == 404
    await owner.post(f"/api/pages/{page['id']}/publish")
    assert (await client.get("/p/gone")).status_code == 200
    await owner.delete(f"/api/pages/{page['id']}")
    assert (await client.get("/p/gone")).status_code == 404


@pytest.mark.parametrize("path", ["/p/nope", "/p/", "/p/a%00b", "/p/%ff", "/p/" + "a" * 3000, "/p/a'b\"c", "/p/A"])
async def test_an_unknown_page_is_html_for_people_and_a_problem_for_programs(
    client: httpx.AsyncClient, path: str
) -> None:
    person = await client.get(path, headers=HTML)
    assert person.status_code == 404
    assert person.headers["content-type"] == "text/html; charset=utf-8"
    assert "Page not found" in person.text
    program = await client.get(path)
    assert (program.status_code, program.headers["content-type"]) == (404, "application/problem+json")


async def test_a_known_etag_is_answered_304_in_every_encoding(client: httpx.AsyncClient, publish: Publish) -> None:
    await publish("long", *(node(f"t{n}", "Text", text=f"Paragraph {n}") for n in range(50)))
    bodies = {}
    for coding in ("identity", "gzip", "br", "gzip;q=1.0, br;q=0", "br, gzip", "*;q=0"):
        # Twice: the first one renders the page, the second one is answered from memory.
        for _ in range(2):
            async with client.stream("GET", "/p/long", headers={"Accept-Encoding": coding}) as answer:
                raw = b"".join([chunk async for chunk in answer.aiter_raw()])
            used = answer.headers.get("content-encoding", "identity")
            assert int(answer.headers["content-length"]) == len(raw)
            plain = {"br": brotli.decompress, "gzip": gzip.decompress}.get(used, bytes)(raw)
            bodies[coding] = (used, plain)
            for tag in (answer.headers["etag"], f"W/{answer.headers['etag']}", f'"x", {answer.headers["etag"]}', "*"):
                known = await client.get("/p/long", headers={"Accept-Encoding": coding, "If-None-Match": tag})
                assert (known.status_code, known.content) == (304, b"")
                assert known.headers["cache-control"] == "public, max-age=0, must-revalidate"
    assert {used for used, _ in bodies.values()} == {"identity", "gzip", "br"}
    assert bodies["gzip;q=1.0, br;q=0"][0] == "gzip"
    assert len({plain for _, plain in bodies.values()}) == 1
    tag = (await client.get("/p/long", headers={"Accept-Encoding": "br"})).headers["etag"]
    known = await client.get("/p/long", headers={"Accept-Encoding": "br", "If-None-Match": tag})
    assert (known.status_code, known.headers["etag"]) == (304, tag), "a 304 names the ETag of its 200"
    for other in ('"other"', f'"zz{tag[1:-1]}zz"', tag[1:-1], tag.replace("-br", "")):
        again = await client.get("/p/long", headers={"Accept-Encoding": "br", "If-None-Match": other})
        assert again.status_code == 200, other


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_an_encoding_is_chosen_by_name_weight_and_nothing_else(
    client: httpx.AsyncClient, publish: Publish
) -> None:
    await publish("coded", *(node(f"t{n}", "Text", text=f"Paragraph {n}") for n in range(50)))
    chosen = {
        "sbr": None,
        "brotli": None,
        "BR": "br",
        "GZIP": "gzip",
        "br;level=3;q=0": None,
        "gzip;q=0.5, br;q=0.1": "gzip",
        "br;q=0.5, gzip;q=0.5": "br",
        "*": "br",
        "*;q=0.3, br;q=0": "gzip",
        "identity;q=1, gzip;q=0.5": None,
        "gzip;q=abc": None,
        "": None,
    }
    # The page, the style sheet and an answer of the API choose alike: there is one reader of the header.
    for accept, coding in chosen.items():
        for path in ("/p/coded", "/openapi.json"):
            answer = await client.get(path, headers={"Accept-Encoding": accept})
            assert answer.headers.get("content-encoding") == coding, (accept, path)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_page_rendered_before_a_change_is_not_kept_after_it(
    owner: httpx.AsyncClient,
    client: httpx.AsyncClient,
    publish: Publish,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = await publish("race", node("t", "Text", text="one"), title="Race")
    entered, leave = asyncio.Event(), asyncio.Event()
    load_data = renderer.load_data

    async def slow(*arguments: Any) -> Any:
        entered.set()
        await leave.wait()
        return await load_data(*arguments)

    monkeypatch.setattr(renderer, "load_data", slow)
    early = asyncio.create_task(client.get("/p/race"))
    await entered.wait()
    await owner.post(f"/api/pages/{page['id']}/unpublish")
    leave.set()
    assert "one" in (await early).text
    monkeypatch.undo()
    assert (await client.get("/p/race")).status_code == 404


async def test_head_answers_like_get_without_a_body(client: httpx.AsyncClient, publish: Publish) -> None:
    await publish("head", node("t", "Text", text="x"))
    for _ in range(2):
        head = await client.head("/p/head")
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["etag"] == (await client.get("/p/head")).headers["etag"]


async def test_a_request_id_is_kept_from_the_cache_too(client: httpx.AsyncClient, publish: Publish) -> None:
    await publish("ids", node("t", "Text", text="x"))
    seen = set()
    for _ in range(3):
        assert (await client.get("/p/ids", headers={"X-Request-ID": "mine-1"})).headers["x-request-id"] == "mine-1"
        answer = await client.get("/p/ids", headers={"X-Request-ID": "not safe\t"})
        assert answer.headers["x-request-id"] != "not safe\t"
        seen.add(answer.headers["x-request-id"])
    assert len(seen) == 3


async def test_publishing_shows_at_once_and_renaming_too(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    page = await publish("fast", node("t", "Text", text="one"))
    url = f"/api/pages/{page['id']}"
    revision = 2
    for words in ("two", "three", "four"):
        assert words not in (await client.get("/p/fast")).text
        saved = await owner.put(
            f"{url}/draft", json=tree(node("t", "Text", text=words)), headers={"If-Match": f'"r{revision}"'}
        )
        assert saved.status_code == 200
        await owner.post(f"{url}/publish")
        revision += 2
        assert words in (await client.get("/p/fast")).text
    await owner.patch(url, json={"slug": "faster"}, headers={"If-Match": f'"r{revision}"'})
    assert (await client.get("/p/fast")).headers["location"] == "/p/faster"
    assert "four" in (await client.get("/p/faster")).text


async def test_the_style_sheet_never_changes_under_its_url(client: httpx.AsyncClient, publish: Publish) -> None:
    await publish("styled", node("t", "Text", text="x"))
    found = re.search(
        r'<link rel="stylesheet" href="(/p/_styles/[0-9a-f-]+\.css)">', (await client.get("/p/styled")).text
    )
    assert found
    sheet = await client.get(found[1])
    assert (sheet.status_code, sheet.headers["content-type"]) == (200, "text/css; charset=utf-8")
    assert sheet.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert ".of-text" in sheet.text
    assert (await client.get("/p/_assets/0000.css")).status_code == 404


async def test_the_home_page_and_what_search_engines_read(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    empty = await client.get("/", headers=HTML)
    assert (empty.status_code, "home page" in empty.text) == (404, True)
    assert (await client.get("/")).json()["code"] == "page_not_found"
    first = await publish("start", node("t", "Text", text="Start"), is_home=True)
    await publish("hidden", node("t", "Text", text="x"), seo={"noindex": True})
    await publish("shown", node("t", "Text", text="x"))
    assert "Start" in (await client.get("/")).text
    draft = {"slug": "start2", "title": "x", "draft": tree(node("t", "Text", text="Second start")), "is_home": True}
    second = (await owner.post("/api/pages", json=draft)).json()
    assert "Start" in (await client.get("/")).text, "a draft that is marked as home changes nothing for visitors"
    # The page that is home is published again in the meantime: the draft stays marked for its turn.
    assert (await owner.post(f"/api/pages/{first['id']}/publish")).status_code == 200
    assert (await owner.get(f"/api/pages/{second['id']}")).json()["is_home"] is True
    assert (await owner.post(f"/api/pages/{second['id']}/publish")).status_code == 200
    assert "Second start" in (await client.get("/")).text
    replaced = (await owner.get(f"/api/pages/{first['id']}")).json()
    assert (replaced["is_home"], replaced["revision"]) == (False, 3), "who read that it is home builds on the past"

    sitemap = await client.get("/sitemap.xml")
    assert sitemap.headers["content-type"] == "application/xml"
    assert re.findall("<loc>http://127.0.0.1:8000(.*?)</loc>", sitemap.text) == ["/p/start", "/p/shown", "/"]
    robots = (await client.get("/robots.txt")).text
    assert "Disallow: /api/" in robots
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in robots
    assert "noindex" in (await client.get("/p/hidden")).text


async def test_query_parameters_are_read_by_name_and_never_kept_for_others(
    client: httpx.AsyncClient, publish: Publish
) -> None:
    await publish("hello", node("t", "Text", text="Hello {{ params.name or 'you' }}!"))
    assert "Hello you!" in (await client.get("/p/hello")).text
    answer = await client.get("/p/hello", params={"name": "<b>Ann</b>\0", "other": "x"})
    assert "Hello &lt;b&gt;Ann&lt;/b&gt;\ufffd!" in answer.text
    assert answer.headers["cache-control"] == "no-cache"
    assert "Hello you!" in (await client.get("/p/hello")).text


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_kept_page_names_another_address_once_it_is_home(
    app: OnefoldApp, client: httpx.AsyncClient, publish: Publish
) -> None:
    page = await publish("main", node("t", "Text", text="x"))
    assert 'rel="canonical" href="http://127.0.0.1:8000/p/main"' in (await client.get("/p/main")).text
    async with (
        app.resources.database.session() as session
    ):  # as another process does it, which tells this one nothing
        (await session.get_one(Page, UUID(page["id"]))).is_home = True
    app.resources.page_cache.get(("/p/main", "")).checked_at -= KEPT_SECONDS
    assert 'rel="canonical" href="http://127.0.0.1:8000/"' in (await client.get("/p/main")).text


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_trailing_slash_leads_to_the_page(client: httpx.AsyncClient, publish: Publish) -> None:
    await publish("land/ing", node("t", "Text", text="x"))
    moved = await client.get("/p/land/ing/?a=%C3%BC&b=1")
    assert (moved.status_code, moved.headers["location"]) == (308, "/p/land/ing?a=%C3%BC&b=1")
    assert (await client.head("/p/land/ing/")).status_code == 308
    assert (await client.get("/p/nothing/")).status_code == 404
    assert (await client.get("/p//evil.example/")).status_code == 404


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_allow_names_every_method_of_a_path(client: httpx.AsyncClient, publish: Publish) -> None:
    await publish("allowed", node("f", "Form"))
    for path, allow in {
        "/p/allowed": "GET, HEAD",
        "/": "GET, HEAD",
        "/p/allowed/forms/f": "GET, HEAD, POST",
        "/api/pages": "GET, POST",
        "/api/storage/buckets/b/objects/k": "DELETE, GET, HEAD, PUT",
    }.items():
        answer = await client.request("TRACE", path)
        assert (answer.status_code, answer.headers["allow"]) == (405, allow), path

"""The sitemap: whole however many pages there are, made once, and as new as the pages."""

import re
from uuid import uuid4

import httpx
import pytest
from sqlmodel import insert

from app.core.ids import uuid7
from app.main import OnefoldApp
from app.pages.models import Page, PageVersion
from app.pages.serving import sitemap
from tests.conftest import ONE_DATABASE
from tests.pages.conftest import Publish, node, tree

TEXT = node("t", "Text", text="x")


async def add_pages(app: OnefoldApp, many: int) -> None:
    """Store so many published pages, as an import would."""
    content = tree(TEXT)
    pages = [
        {"id": uuid7(), "slug": f"p{uuid4().hex}", "title": "x", "draft": content, "seo": {}, "published_version": 1}
        for _ in range(many)
    ]
    versions = [{"id": uuid7(), "page_id": page["id"], "number": 1, "tree": content, "title": "x"} for page in pages]
    async with app.resources.database.begin() as connection:
        await connection.execute(insert(Page), pages)
        await connection.execute(insert(PageVersion), versions)


def urls(text: str) -> list[str]:
    return re.findall("<loc>http://127.0.0.1:8000(.*?)</loc>", text)


async def test_many_addresses_are_split_and_none_is_lost(
    app: OnefoldApp, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemap, "MAX_URLS", 10)
    await add_pages(app, 10)
    whole = (await client.get("/sitemap.xml")).text
    assert ("<urlset" in whole, len(urls(whole))) == (True, 10)
    await add_pages(app, 15)
    app.resources.page_cache.forget_pages()
    index = (await client.get("/sitemap.xml")).text
    assert "<sitemapindex" in index
    assert urls(index) == ["/sitemap-1.xml", "/sitemap-2.xml", "/sitemap-3.xml"]
    parts = [urls((await client.get(path)).text) for path in urls(index)]
    assert [len(part) for part in parts] == [10, 10, 5]
    assert len({path for part in parts for path in part}) == 25
    for path in ("/sitemap-4.xml", "/sitemap-99999.xml"):
        assert (await client.get(path)).json()["code"] == "page_not_found"


@ONE_DATABASE
async def test_it_is_made_once_and_anew_after_a_change(
    app: OnefoldApp, owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    page = await publish("a", TEXT)
    first = await client.get("/sitemap.xml")
    assert urls(first.text) == ["/p/a"]
    await add_pages(app, 1)  # by another process, whose news was lost
    again = await client.get("/sitemap.xml", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    await publish("b", TEXT)
    assert len(urls((await client.get("/sitemap.xml")).text)) == 3
    await owner.post(f"/api/pages/{page['id']}/unpublish")
    assert "/p/a" not in urls((await client.get("/sitemap.xml")).text)
    site = await owner.get("/api/site")
    changed = await owner.patch(
        "/api/site", json={"head": {"noindex": True}}, headers={"If-Match": site.headers["etag"]}
    )
    assert changed.is_success, changed.text
    assert urls((await client.get("/sitemap.xml")).text) == []

"""A site's own pages for what is not there and for what failed."""

import httpx
import pytest

from app.main import OnefoldApp
from app.pages.serving import renderer
from app.pages.serving.own_pages import keep_error_page
from tests.conftest import ONE_DATABASE
from tests.pages.conftest import Publish, node, tree

HTML = {"Accept": "text/html"}


def words(text: str) -> dict[str, object]:
    return node("t", "Text", text=text * 30)


async def test_a_site_says_in_its_own_words_that_a_page_is_not_there(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    assert "Page not found" in (await client.get("/p/nothing", headers=HTML)).text
    draft = {"slug": "lost", "title": "Lost", "draft": tree(words("You are lost. ")), "role": "not_found"}
    page = (await owner.post("/api/pages", json=draft)).json()
    assert (page["role"], page["is_home"]) == ("not_found", False)
    assert "Page not found" in (await client.get("/p/nothing", headers=HTML)).text, "once it is published"
    assert (await owner.post(f"/api/pages/{page['id']}/publish")).is_success
    for path in ("/p/nothing", "/", "/p/a/b/c", "/p/lost/forms/x"):
        missing = await client.get(path, headers=HTML | {"Accept-Encoding": "gzip"})
        assert (missing.status_code, "You are lost." in missing.text) == (404, True), path
        assert missing.headers["cache-control"] == "no-store"
        assert missing.headers["content-encoding"] == "gzip"
        assert "etag" not in missing.headers
        assert missing.headers["content-type"] == "text/html; charset=utf-8"
        assert "default-src 'none'" in missing.headers["content-security-policy"]
        assert missing.headers["x-request-id"]
    assert (await client.head("/p/nothing", headers=HTML)).status_code == 404
    assert (await client.get("/p/nothing")).json()["code"] == "page_not_found", "programs read the problem"
    # It is a page of its own as well, which no search engine lists.
    own = await client.get("/p/lost")
    assert own.status_code == 200
    assert 'name="robots" content="noindex"' in own.text
    assert "canonical" not in own.text
    assert "/p/lost" not in (await client.get("/sitemap.xml")).text

    # Another page takes its part.
    await publish("gone", words("Nothing here. "), role="not_found")
    assert "Nothing here." in (await client.get("/p/nothing", headers=HTML)).text
    assert (await owner.get(f"/api/pages/{page['id']}")).json()["role"] is None


async def test_a_site_says_in_its_own_words_that_something_failed(
    app: OnefoldApp, client: httpx.AsyncClient, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    await publish("oops", words("We are sorry. "), role="error")
    await publish("broken", words("Never seen. "))
    await keep_error_page(app.resources.page_services)
    write_page = renderer.write_page

    def fail(_services: object, page: object, *rest: object) -> bytes:
        if getattr(page, "slug", "") == "broken":
            raise RuntimeError("a bug")
        return write_page(_services, page, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(renderer, "write_page", fail)
    failed = await client.get("/p/broken", headers=HTML)
    assert (failed.status_code, "We are sorry." in failed.text) == (500, True)
    assert failed.headers["cache-control"] == "no-store"
    assert (await client.get("/p/broken")).json()["code"] == "internal_error"


@ONE_DATABASE
async def test_a_page_has_one_role(owner: httpx.AsyncClient, publish: Publish) -> None:
    page = await publish("a", words("x"))
    url = f"/api/pages/{page['id']}"
    both = await owner.patch(url, json={"role": "error", "is_home": True}, headers={"If-Match": '"r2"'})
    assert (both.status_code, both.json()["code"]) == (422, "invalid_input")
    steps = [
        ({"role": "home"}, ("home", True)),
        ({"title": "Still home"}, ("home", True)),
        ({"role": "error"}, ("error", False)),
        ({"is_home": False}, ("error", False)),
        ({"is_home": True}, ("home", True)),
        ({"role": None}, (None, False)),
    ]
    for revision, (body, expected) in enumerate(steps, start=2):
        changed = await owner.patch(url, json=body, headers={"If-Match": f'"r{revision}"'})
        assert (changed.json()["role"], changed.json()["is_home"]) == expected, body

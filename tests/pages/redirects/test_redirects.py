"""Paths that lead elsewhere: made by hand, or by renaming a page, and asked for only where no page is."""

from typing import Any

import httpx
import pytest

from tests.conftest import ONE_DATABASE
from tests.pages.conftest import Publish, node

TEXT = node("t", "Text", text="Here I am")


async def rename(owner: httpx.AsyncClient, page: dict[str, Any], slug: str) -> httpx.Response:
    url = f"/api/pages/{page['id']}"
    etag = (await owner.get(url)).headers["etag"]
    return await owner.patch(url, json={"slug": slug}, headers={"If-Match": etag})


async def make(owner: httpx.AsyncClient, path: str, to: str, **fields: Any) -> dict[str, Any]:
    made = await owner.post("/api/redirects", json={"path": path, "to": to, **fields})
    assert made.status_code == 201, made.text
    redirect: dict[str, Any] = made.json()
    assert made.headers["location"] == f"/api/redirects/{redirect['id']}"
    return redirect


async def leads_to(client: httpx.AsyncClient, path: str) -> tuple[int, str]:
    answer = await client.get(path)
    return answer.status_code, answer.headers.get("location", "")


async def test_a_renamed_page_is_found_under_every_name_it_had(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    page = await publish("one", TEXT)
    for slug in ("two", "deep/three", "four"):
        assert (await rename(owner, page, slug)).is_success
    for old in ("one", "two", "deep/three"):
        assert await leads_to(client, f"/p/{old}?utm=a%20b") == (301, "/p/four?utm=a%20b"), "in one step"
        assert (await client.head(f"/p/{old}")).status_code == 301
    assert await leads_to(client, "/p/two/") == (301, "/p/four")
    assert (await client.get("/p/one")).headers["cache-control"] == "no-cache"
    # Back to a name it had, and another page takes one: the redirect from there has ended.
    assert (await rename(owner, page, "two")).is_success
    assert "Here I am" in (await client.get("/p/two")).text
    assert await leads_to(client, "/p/four") == (301, "/p/two")
    await publish("one", node("t", "Text", text="Somebody else"))
    assert "Somebody else" in (await client.get("/p/one")).text
    paths = [one["path"] for one in (await owner.get("/api/redirects")).json()["items"]]
    assert paths == ["/p/four", "/p/deep/three"]
    # Nobody sees the page: nothing leads there.
    await owner.post(f"/api/pages/{page['id']}/unpublish")
    assert await leads_to(client, "/p/four") == (404, "")
    await owner.post(f"/api/pages/{page['id']}/publish")
    assert await leads_to(client, "/p/four") == (301, "/p/two")
    await owner.delete(f"/api/pages/{page['id']}")
    assert await leads_to(client, "/p/four") == (404, "")


@ONE_DATABASE
async def test_renaming_a_draft_leaves_nothing_behind(owner: httpx.AsyncClient, client: httpx.AsyncClient) -> None:
    page = (await owner.post("/api/pages", json={"slug": "draft", "title": "Draft"})).json()
    assert (await rename(owner, page, "other")).is_success
    assert (await owner.get("/api/redirects")).json()["items"] == []


@ONE_DATABASE
async def test_a_form_that_stood_open_while_its_page_was_renamed_still_works(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    toast = [{"do": "toast", "message": "Thanks"}]
    page = await publish("form", node("f", "Form", on_submit=toast))
    assert (await rename(owner, page, "contact")).is_success
    headers = {"Origin": str(client.base_url).rstrip("/"), "Accept": "application/json"}
    sent = await client.post("/p/form/forms/f", data={"version": "1"}, headers=headers)
    assert (sent.status_code, sent.json()["effects"]) == (200, [{"do": "toast", "message": "Thanks"}])


async def test_made_by_hand_it_leads_to_a_page_a_path_or_another_site(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    page = await publish("shop", TEXT)
    await make(owner, "/p/for-now", "/p/shop", status=302)
    by_path = await make(owner, "/p/by%2Dpath/", "/p/shop/")
    assert (by_path["path"], by_path["page_id"], by_path["to"]) == ("/p/by-path", page["id"], "/p/shop")
    await make(owner, "/p/elsewhere", "https://example.com/a?b=c#d", status=308)
    await make(owner, "/p/Über uns.html", "/p/shop#about")
    assert (await rename(owner, page, "store")).is_success
    assert await leads_to(client, "/p/for-now") == (302, "/p/store")
    assert await leads_to(client, "/p/by-path") == (301, "/p/store")
    assert await leads_to(client, "/p/elsewhere?x=y") == (308, "https://example.com/a?b=c#d")
    assert await leads_to(client, "/p/%C3%9Cber%20uns.html?x=y") == (301, "/p/shop?x=y#about")

    found = (await owner.get("/api/redirects", params={"search": "elsewhere"})).json()["items"]
    assert [one["path"] for one in found] == ["/p/elsewhere"]
    url = f"/api/redirects/{found[0]['id']}"
    changed = await owner.patch(url, json={"to": "https://example.com/new", "status": 301})
    assert changed.json() | {"updated_at": None} == found[0] | {
        "to": "https://example.com/new",
        "status": 301,
        "updated_at": None,
    }
    assert await leads_to(client, "/p/elsewhere") == (301, "https://example.com/new")
    assert (await owner.patch(url, json={"to": "/p/store"})).json()["page_id"] == page["id"]
    assert await leads_to(client, "/p/elsewhere") == (301, "/p/store")
    assert (await owner.delete(url)).status_code == 204
    assert (await owner.get(url)).json()["code"] == "redirect_not_found"
    assert await leads_to(client, "/p/elsewhere") == (404, "")


@ONE_DATABASE
async def test_names_in_a_path_stand_for_one_segment_each(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    await make(owner, "/p/products/{id}", "https://shop.example/item?id={id}")
    await make(owner, "/p/{year}/{name}", "/p/blog/{name}")
    await make(owner, "/p/products/7", "/p/seven")
    assert await leads_to(client, "/p/products/42") == (301, "https://shop.example/item?id=42")
    assert await leads_to(client, "/p/products/a%26b%20%C3%BC") == (
        301,
        "https://shop.example/item?id=a%26b%20%C3%BC",
    )
    assert await leads_to(client, "/p/products/7") == (301, "/p/seven"), "the path itself comes before a pattern"
    assert await leads_to(client, "/p/2024/hello") == (301, "/p/blog/hello")
    assert await leads_to(client, "/p/2024") == (404, "")
    await publish("2024/hello", TEXT)
    assert "Here I am" in (await client.get("/p/2024/hello")).text, "a page comes before any redirect"


async def test_chains_collapse_and_loops_are_refused(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    page = await publish("end", TEXT)
    await make(owner, "/p/a", "/p/b")
    await make(owner, "/p/b", "/p/c")
    assert await leads_to(client, "/p/a") == (301, "/p/c"), "what led to b leads on"
    await make(owner, "/p/c", "/p/end")
    await make(owner, "/p/d", "http://127.0.0.1:8000/p/a")
    for path in "abcd":
        assert await leads_to(client, f"/p/{path}") == (301, "/p/end")
    c = (await owner.get("/api/redirects", params={"search": "/p/c"})).json()["items"][0]
    for body in ({"to": "/p/c"}, {"to": "/p/c/"}, {"path": "/p/x", "to": "http://127.0.0.1:8000/p/x"}):
        refused = await owner.patch(f"/api/redirects/{c['id']}", json=body)
        assert (refused.status_code, refused.json()["code"]) == (422, "redirect_loop"), body
    await owner.post(f"/api/pages/{page['id']}/unpublish")
    refused = await owner.post("/api/redirects", json={"path": "/p/end", "to": "/p/a"})
    assert refused.json()["code"] == "redirect_loop"
    # c goes to e, and e shall go to c: that is where e itself leads.
    await owner.patch(f"/api/redirects/{c['id']}", json={"to": "/p/e"})
    refused = await owner.post("/api/redirects", json={"path": "/p/e", "to": "/p/c"})
    assert refused.json()["code"] == "redirect_loop"


@ONE_DATABASE
async def test_a_path_leads_to_one_place(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    await publish("here", TEXT)
    await make(owner, "/p/there", "https://example.com/")
    taken = await owner.post("/api/redirects", json={"path": "/p/there/", "to": "/p/here"})
    assert (taken.status_code, taken.json()["code"]) == (409, "redirect_path_taken")
    page_there = await owner.post("/api/redirects", json={"path": "/p/here", "to": "/p/x"})
    assert (page_there.status_code, page_there.json()["code"]) == (409, "redirect_path_taken")


@ONE_DATABASE
@pytest.mark.parametrize(
    "body",
    [
        {"path": "/x", "to": "/p/a"},
        {"path": "/p", "to": "/p/a"},
        {"path": "/p/", "to": "/p/a"},
        {"path": "/p/a?b=c", "to": "/p/a"},
        {"path": "/p/a%3Fb", "to": "/p/a"},
        {"path": "/p/a//b", "to": "/p/a"},
        {"path": "/p/a%0d%0ab", "to": "/p/a"},
        {"path": "/p/" + "a" * 500, "to": "/p/a"},
        {"path": "/p/a", "to": "//evil.example"},
        {"path": "/p/a", "to": "javascript:alert(1)"},
        {"path": "/p/a", "to": "/p/b\r\nSet-Cookie: a=b"},
        {"path": "/p/a"},
        {"path": "/p/a", "to": ""},
        {"path": "/p/a", "to": "/p/b", "status": 307},
    ],
)
async def test_what_is_no_redirect_is_refused(owner: httpx.AsyncClient, body: dict[str, Any]) -> None:
    refused = await owner.post("/api/redirects", json=body)
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid_input"), body

"""A version that another build stored: what this one cannot show is left out, and the rest stands."""

import copy
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlmodel import select
from structlog.testing import capture_logs

from app.main import OnefoldApp
from app.pages.models import Page, PageVersion
from tests.pages.conftest import Publish, node, tree

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
STRANGE: dict[str, dict[str, Any]] = {
    "component": {"type": "Carousel"},
    "version": {"v": 7},
    "prop": {"props": {"text": "STRANGE", "colour": "red"}},
    "value": {"props": {"text": "STRANGE", "variant": "gigantic"}},
    "lacks": {"type": "Link", "props": {"text": "STRANGE"}},
    "expression": {"props": {"text": "STRANGE {{ a && b }}"}},
    "visible": {"props": {"text": "STRANGE"}, "visible": "{{ a && b }}"},
    "field": {"layout": "new in a later build"},
    "no-object": {"props": "STRANGE"},
}


async def test_what_this_build_cannot_show_is_left_out(
    app: OnefoldApp, client: httpx.AsyncClient, publish: Publish
) -> None:
    for name, change in STRANGE.items():
        parts = [
            node("before", "Text", text="FIRST"),
            node("odd", "Text", text="STRANGE"),
            node("n", "Text", text="L"),
        ]
        parts.append(node("around", "Section", node("inside", "Text", text="LAST")))
        await publish(f"odd-{name}", *parts)
        await store(app, f"Odd-{name.title()}", change)
        with capture_logs() as logs:
            for _ in range(2):
                page = await client.get(f"/p/odd-{name}", headers={"Accept": "text/html"})
                assert page.status_code == 200, (name, page.text)
                assert "FIRST" in page.text, name
                assert "LAST" in page.text, name
                assert "STRANGE" not in page.text, name
        said = [entry for entry in logs if entry["event"] == "page_node_left_out"]
        assert len(said) == 1, (name, said)
        assert (said[0]["log_level"], said[0]["slug"], said[0]["version"]) == ("warning", f"odd-{name}", 1)
        assert (said[0]["node"], bool(said[0]["reason"])) == ("odd", True)


async def test_forms_with_strange_parts_answer(app: OnefoldApp, client: httpx.AsyncClient, publish: Publish) -> None:
    fields = [
        node("odd", "Input", name="a", label="STRANGE", required=True),
        node("ok", "Input", name="b", label="B"),
    ]
    await publish("form", node("f", "Form", *fields, success_message="Thank you"), title="Form")
    await store(app, "Form", {"type": "Slider"}, inside="f")
    headers = {"Origin": "http://127.0.0.1:8000", "Accept": "application/json"}
    answer = await client.post("/p/form/forms/f", data={"b": "x"}, headers=headers)
    assert (answer.status_code, answer.json()["errors"]) == (200, [])
    strange: list[Any] = [[{"do": "dance"}], 7, {}, [{"do": "toast", "message": "{{ a && b }}"}]]
    for actions in strange:
        await store(app, "Form", {"props": {"on_submit": actions}}, node_id="f")
        answer = await client.post("/p/form/forms/f", data={"b": "x"}, headers=headers)
        assert answer.status_code == 422, actions
        assert answer.json()["errors"][0]["message"]
    fails = {"do": "toast", "message": "{{ 1 / 0 }}"}
    apology = {"do": "toast", "message": "Sorry"}
    await store(app, "Form", {"props": {"on_submit": [fails], "on_error": [fails, apology]}}, node_id="f")
    answer = await client.post("/p/form/forms/f", data={"b": "x"}, headers=headers)
    assert (answer.status_code, answer.json()["effects"]) == (422, [apology])
    await store(app, "Form", {"type": "Wizard"}, node_id="f")
    answer = await client.post("/p/form/forms/f", data={"b": "x"}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (404, "component_not_found")


async def test_seo_fields_of_another_build(
    app: OnefoldApp, owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    page = await publish("seo", node("t", "Text", text="Words"), title="Seo", seo={"description": "Known"})
    async with app.resources.database.session() as session:
        version = (await session.exec(select(PageVersion).where(PageVersion.title == "Seo"))).one()
        version.seo = version.seo | {"mood": "new", "noindex": "perhaps"}
        session.add(version)
        assert version.number == 1
    with capture_logs() as logs:
        for query in ("", "?a=1", "?sent=x"):
            shown = await client.get(f"/p/seo{query}")
            assert (shown.status_code, 'content="Known"' in shown.text) == (200, True)
    said = [entry for entry in logs if entry["event"] == "page_seo_read_in_part"]
    assert [(entry["slug"], entry["version"], entry["fields"]) for entry in said] == [("seo", 1, ["mood", "noindex"])]
    assert (await client.get("/sitemap.xml")).status_code == 200
    assert (await owner.get(f"/api/pages/{page['id']}/versions/1")).json()["seo"]["description"] == "Known"


async def test_drafts_of_another_build_are_shown_as_they_are_and_neither_published_nor_previewed(
    app: OnefoldApp, owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    parts = [node("odd", "Text", text="STRANGE"), node("ok", "Text", text="Words")]
    page = await publish("drafted", *parts, title="Drafted", seo={"description": "Known"})
    await store(app, "Drafted", {"layout": "new in a later build"})
    async with app.resources.database.session() as session:
        version = (await session.exec(select(PageVersion).where(PageVersion.title == "Drafted"))).one()
        version.seo = version.seo | {"mood": "new"}
        session.add(version)
    url = f"/api/pages/{page['id']}"
    for answer in (await owner.post(f"{url}/versions/1/restore"), await owner.get(url)):
        assert answer.status_code == 200
        assert [one.get("layout") for one in answer.json()["draft"]["root"]["children"]] == [
            "new in a later build",
            None,
        ]
        assert {"description": "Known", "mood": "new"}.items() <= answer.json()["seo"].items()
    assert (await owner.get(f"{url}/versions/1")).json()["seo"]["mood"] == "new"
    for places in ([("odd", "layout")], [(None, "seo.mood")]):
        for answer in (await owner.post(f"{url}/publish"), await client.get(await preview_url(owner, url))):
            assert (answer.status_code, answer.json()["code"]) == (422, "page_invalid")
            problems = answer.json()["problems"]
            assert [(one["code"], one["node_id"], one["param"]) for one in problems] == [("unreadable", *places[0])]
        assert (await owner.post(f"{url}/validate")).json()["valid"] is False
        mended = await owner.put(f"{url}/draft", json=tree(*parts), headers={"If-Match": "*"})
        assert mended.status_code == 200
    seo = await owner.patch(url, json={"seo": {"description": "Known"}}, headers={"If-Match": "*"})
    assert {"description", "image", "lang", "noindex"} <= seo.json()["seo"].keys()
    assert (await owner.post(f"{url}/publish")).status_code == 200
    assert "Words" in (await client.get("/p/drafted")).text


@pytest.mark.parametrize("access", ["visitors", "subscribers"])
async def test_a_page_that_another_build_keeps_for_some_is_shown_to_nobody(
    app: OnefoldApp, owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish, access: str
) -> None:
    page = await publish("closed", node("f", "Form"), is_home=True)
    assert (await client.get("/p/closed")).status_code == 200
    async with app.resources.database.session() as session:
        stored = await session.get_one(Page, UUID(page["id"]))
        stored.access = access
        session.add(stored)
    app.resources.page_cache.forget_pages()
    for path in ("/p/closed", "/", "/api/public/pages/closed"):
        assert (await client.get(path)).status_code == 404, path
    post = await client.post("/p/closed/forms/f", headers={"Origin": "http://127.0.0.1:8000"})
    assert post.status_code == 404
    assert "closed" not in (await client.get("/sitemap.xml")).text
    listed, read = await owner.get("/api/pages"), await owner.get(f"/api/pages/{page['id']}")
    assert [listed.json()["items"][0]["access"], read.json()["access"]] == [access, access]


async def preview_url(owner: httpx.AsyncClient, url: str) -> str:
    """Return the path of a link to the draft."""
    link: str = (await owner.post(f"{url}/preview-token")).json()["url"]
    return link[link.index("/api/") :]


async def store(
    app: OnefoldApp, title: str, change: dict[str, Any], node_id: str = "odd", inside: str | None = None
) -> None:
    """Change a node of a stored version behind the app's back, and forget what was made of it."""
    async with app.resources.database.session() as session:
        version = (await session.exec(select(PageVersion).where(PageVersion.title == title))).one()
        changed = copy.deepcopy(version.tree)
        nodes = changed["root"]["children"]
        if inside is not None:
            nodes = next(one for one in nodes if one["id"] == inside)["children"]
        next(one for one in nodes if one["id"] == node_id).update(change)
        version.tree = changed
        session.add(version)
    app.resources.page_cache.forget_pages()
    app.resources.page_cache.forget_programs()

"""The HTML around and between the components of a page: ids, language, ways around it."""

import re
from pathlib import Path

import httpx
import pytest

from app.core.settings import Settings
from app.pages.rendering.compile import compile_page
from app.pages.rendering.document import write_document
from app.pages.rendering.head import PageHead
from app.pages.rendering.seo import Seo
from app.pages.rendering.tree import NODE_ID, PageTree
from app.site.current import DEFAULT_LOOK
from tests.conftest import make_settings
from tests.pages.conftest import Publish, node


@pytest.fixture
def settings(tmp_path: Path, sqlite_template: Path) -> Settings:
    """Settings of an app on SQLite: nothing here depends on the database."""
    path = tmp_path / "onefold.db"
    path.write_bytes(sqlite_template.read_bytes())
    return make_settings(tmp_path / "data", f"sqlite:///{path}")


async def test_no_id_stands_twice_whatever_the_components_are_called(
    client: httpx.AsyncClient, publish: Publish
) -> None:
    names = ("x", "x-help", "x-error", "of-main")
    await publish(
        "ids",
        node("main", "Heading", text="Ids", level=1),
        node("f", "Form", *(node(name, "Input", name=name, label=name, help="Help.") for name in names)),
        node("help", "Section", node("t", "Text", text="{{ params.a }}")),
    )
    html = (await client.get("/p/ids")).text
    ids = re.findall(r' id="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))
    assert {"main", "help", *names} <= set(ids)
    ours = set(ids) - {"main", "help", "f", *names}
    assert len(ours) == 1 + 2 * len(names)
    assert not any(NODE_ID.fullmatch(one) for one in ours)
    named = re.findall(r' (?:for|aria-describedby|href)="#?([^"/]+)"', html)
    assert {one for words in named for one in words.split()} - {"data:,"} <= set(ids)


@pytest.mark.parametrize(
    ("lang", "opening"),
    [
        ("en", '<html lang="en">'),
        ("de-AT", '<html lang="de-AT">'),
        ("ar", '<html lang="ar" dir="rtl">'),
        ("he-IL", '<html lang="he-IL" dir="rtl">'),
        ("fa", '<html lang="fa" dir="rtl">'),
        ("UR", '<html lang="UR" dir="rtl">'),
        ("az-Arab", '<html lang="az-Arab" dir="rtl">'),
        ("ar-Latn", '<html lang="ar-Latn">'),
    ],
)
def test_the_language_of_a_page_says_its_direction(lang: str, opening: str) -> None:
    compiled = compile_page(PageTree(), slug="a", version=1)
    head = PageHead(title="T", seo=Seo(lang=lang), look=DEFAULT_LOOK, style="")
    html = write_document(compiled, {"data": {}, "params": {}}, head).decode()
    assert html.splitlines()[1] == opening


@pytest.mark.parametrize("lang", ["", "e", '"><script>', "en us", "en-", "x" * 40])
async def test_what_is_no_language_is_refused(owner: httpx.AsyncClient, lang: str) -> None:
    refused = await owner.post("/api/pages", json={"slug": "a", "title": "a", "seo": {"lang": lang}})
    assert (refused.status_code, refused.json()["errors"][0]["loc"]) == (422, ["body", "seo", "lang"])


async def test_messages_about_input_are_plain(owner: httpx.AsyncClient, client: httpx.AsyncClient) -> None:
    seo = {"description": "x" * 301}
    refused = (await owner.post("/api/pages", json={"slug": "A b", "title": "a", "seo": seo})).json()
    assert [error["msg"] for error in refused["errors"]] == [
        "a slug has lower-case letters, digits and hyphens, in segments separated by /; "
        "a whole segment may be a parameter, such as {id}",
        "Should have at most 300 characters",
    ]
    assert "Value error" not in refused["detail"]
    draft = {"root": {"children": [node("t", "Text", text="x" * 50_001)]}}
    made = await owner.post("/api/pages", json={"slug": "a", "title": "a", "draft": draft})
    told = (await owner.post(f"/api/pages/{made.json()['id']}/validate")).json()
    assert [problem["message"] for problem in told["problems"]] == ["Should have at most 50000 characters"]

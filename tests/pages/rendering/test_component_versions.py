"""A component that changes its props upgrades what is stored: drafts, and versions that never change."""

from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlmodel import col, select
from structlog.testing import capture_logs

from app.main import OnefoldApp
from app.pages.models import PageVersion
from app.pages.rendering.component import Component, Props
from tests.pages.conftest import Publish, Register, node

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


class FirstProps(Props):
    """The props of the first build."""

    words: str


class LaterProps(Props):
    """The props of a later build: renamed in version 2, and their tone a word instead of a number in version 3."""

    text: str
    tone: str = "calm"


def rename(props: dict[str, Any]) -> dict[str, Any]:
    """Upgrade from version 1."""
    return {"text": props.pop("words"), "tone": 1} | props


def name_tone(props: dict[str, Any]) -> dict[str, Any]:
    """Upgrade from version 2."""
    return props | {"tone": ["calm", "loud"][props["tone"]]}


FIRST = Component("Notice", "static", FirstProps)
LATER = Component("Notice", "static", LaterProps, version=3, upgrades={1: rename, 2: name_tone})
LATER_TEMPLATE = "<b>{{ props.tone }}: {{ props.text }}</b>"


def install_later(app: OnefoldApp, register: Register) -> None:
    """Go on as the later build, which has compiled nothing yet."""
    register("Notice", LATER, LATER_TEMPLATE)
    app.resources.page_cache.forget_pages()
    app.resources.page_cache.forget_programs()


@on_sqlite
async def test_what_an_older_build_stored_is_shown_edited_and_published_as_the_newest_version(
    app: OnefoldApp, owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish, register: Register
) -> None:
    register("Notice", FIRST, "<b>{{ props.words }}</b>")
    page = await publish("p", node("n", "Notice", words="Hello"), node("m", "Notice", words="{{ params.a }}"))
    assert "<b>Hello</b>" in (await client.get("/p/p")).text
    install_later(app, register)

    assert "<b>loud: Hello</b><b>loud: 42</b>" in (await client.get("/p/p?a=42")).text.replace("\n", "")
    url = f"/api/pages/{page['id']}"
    draft = (await owner.get(url)).json()["draft"]
    newest = {"v": 3, "props": {"text": "Hello", "tone": "loud"}}
    assert draft["root"]["children"][0].items() >= newest.items()
    assert (await owner.post(f"{url}/validate")).json()["valid"] is True
    headers = {"If-Match": (await owner.get(url)).headers["ETag"]}
    assert (await owner.put(f"{url}/draft", json=draft, headers=headers)).status_code == 200
    assert (await owner.post(f"{url}/publish")).json()["number"] == 2
    async with app.resources.database.session() as session:
        of_page = select(PageVersion).where(PageVersion.page_id == UUID(page["id"])).order_by(col(PageVersion.number))
        stored = [version.tree["root"]["children"][0] for version in await session.exec(of_page)]
    assert [(one["v"], one["props"]) for one in stored] == [(1, {"words": "Hello"}), (3, newest["props"])]


@on_sqlite
async def test_props_that_cannot_be_upgraded_are_left_out_and_named(
    app: OnefoldApp, owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish, register: Register
) -> None:
    register("Notice", FIRST, "<b>{{ props.words }}</b>")
    page = await publish("p", node("n", "Notice", words="Hello"), node("t", "Text", text="The rest"))
    url = f"/api/pages/{page['id']}"
    headers = {"If-Match": (await owner.get(url)).headers["ETag"]}
    wrong = {"root": {"children": [node("n", "Notice", wordz="Hello") | {"v": 1}]}}
    assert (await owner.put(f"{url}/draft", json=wrong, headers=headers)).status_code == 200
    broken = Component("Notice", "static", LaterProps, version=2, upgrades={1: lambda props: props["nothing"]})
    register("Notice", broken, LATER_TEMPLATE)
    app.resources.page_cache.forget_pages()
    app.resources.page_cache.forget_programs()

    with capture_logs() as logs:
        shown = await client.get("/p/p")
    assert ("The rest" in shown.text, "Hello" in shown.text) == (True, False)
    (said,) = [entry for entry in logs if entry["event"] == "page_node_left_out"]
    assert (said["node"], "Notice cannot be read as version 2" in said["reason"]) == ("n", True)
    (problem,) = (await owner.post(f"{url}/validate")).json()["problems"]
    assert (problem["code"], problem["node_id"], problem["param"]) == ("unreadable", "n", "props")


def test_an_upgrade_is_never_handed_what_is_stored() -> None:
    stored: dict[str, Any] = {"words": "Hello"}
    assert LATER.upgrade(stored, 1) == {"text": "Hello", "tone": "loud"}
    assert stored == {"words": "Hello"}


@pytest.mark.parametrize("upgrades", [{}, {2: name_tone}, {1: rename, 2: name_tone, 3: name_tone}])
def test_a_version_without_its_upgrades_is_refused(upgrades: Any) -> None:
    with pytest.raises(ValueError, match="needs an upgrade"):
        Component("Notice", "static", LaterProps, version=3, upgrades=upgrades)

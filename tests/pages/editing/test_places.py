"""Where a component may stand, and what it may hold, as it says of itself."""

import httpx

from app.pages.rendering.component import Component, Props
from tests.conftest import ONE_DATABASE
from tests.pages.conftest import Register, node, tree

pytestmark = ONE_DATABASE


class NoProps(Props):
    """No props."""


async def test_what_stands_in_a_wrong_place_is_named(owner: httpx.AsyncClient, register: Register) -> None:
    register("Tray", Component("Tray", "layout", NoProps, has_children=True, children=["Cup", "Jug"]), "<hr>")
    register("Cup", Component("Cup", "static", NoProps, parents=["Tray"]), "<hr>")
    register("Jug", Component("Jug", "static", NoProps), "<hr>")
    draft = tree(
        node("right", "Tray", node("cup", "Cup"), node("jug", "Jug")),
        node("top", "Cup"),
        node("section", "Section", node("inside", "Cup"), node("alone", "Jug")),
        node("wrong", "Tray", node("words", "Text", text="x")),
    )
    page = (await owner.post("/api/pages", json={"slug": "p", "title": "P", "draft": draft})).json()
    problems = (await owner.post(f"/api/pages/{page['id']}/validate")).json()["problems"]
    assert [(one["code"], one["node_id"], one["message"]) for one in problems] == [
        ("parent_not_allowed", "top", "Cup stands only in Tray."),
        ("parent_not_allowed", "inside", "Cup stands only in Tray."),
        ("child_not_allowed", "words", "Tray holds only Cup or Jug."),
    ]

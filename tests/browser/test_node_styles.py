"""Styles of nodes in a browser: they win over components, follow the window, and change with a variable."""

from typing import Any

import pytest

from tests.browser.conftest import OpenPage
from tests.pages.conftest import Publish, node, publish  # noqa: F401 (a fixture)

pytestmark = pytest.mark.browser
BOX = (
    "(id) => (({left, top, width}) => [left, top, width].map(Math.round))"
    "(document.getElementById(id).getBoundingClientRect())"
)
STYLE = "([id, name]) => getComputedStyle(document.getElementById(id).closest('.of-heading'))[name]"


def heading(name: str, **style: Any) -> dict[str, Any]:
    """Return a heading with a style."""
    return node(name, "Heading", text=name, level=2) | {"style": {"margin": "none"} | style}


async def test_a_style_wins_and_follows_the_window(
    publish: Publish,  # noqa: F811
    open_page: OpenPage,
) -> None:
    grid = node("grid", "Container", heading("a"), heading("b"), heading("c", order=-1, phone={"order": 0}))
    grid["style"] = {"columns": 3, "gap": "xl", "max_width": "full", "phone": {"columns": 1}}
    wide = heading("wide", tablet={"hidden": True}, hover={"background": "accent", "lift": "s"})
    narrow = heading("narrow", hidden=True, phone={"hidden": False, "padding": "none", "size": "xs"})
    await publish("styled", grid, wide, narrow)
    page = await open_page("/p/styled", viewport={"width": 1280, "height": 900})
    boxes = {name: await page.evaluate(BOX, name) for name in "abc"}
    assert len({top for _, top, _ in boxes.values()}) == 1
    assert boxes["c"][0] < boxes["a"][0] < boxes["b"][0]
    assert await page.locator("#wide").is_visible()
    assert not await page.locator("#narrow").is_visible()
    await page.emulate_media(reduced_motion="reduce")
    before = await page.evaluate(STYLE, ["wide", "color"])
    await page.hover("#wide")
    assert await page.evaluate(STYLE, ["wide", "color"]) == "rgb(255, 255, 255)" != before
    assert (await page.evaluate(STYLE, ["wide", "transform"])).endswith("-2)")
    await page.set_viewport_size({"width": 390, "height": 900})
    boxes = {name: await page.evaluate(BOX, name) for name in "abc"}
    assert boxes["a"][1] < boxes["b"][1] < boxes["c"][1]
    assert not await page.locator("#wide").is_visible()
    assert await page.locator("#narrow").is_visible()
    assert float((await page.evaluate(STYLE, ["narrow", "fontSize"])).removesuffix("px")) < 15


async def test_a_style_that_a_variable_chooses_changes_in_place(
    publish: Publish,  # noqa: F811
    open_page: OpenPage,
) -> None:
    colored = heading("colored", padding="s", background="{{ page.behind }}", italic="{{ page.behind == 'muted' }}")
    buttons = [
        node(
            value, "Button", label=value, on_click=[{"do": "set", "scope": "page", "name": "behind", "value": value}]
        )
        for value in ("accent", "muted")
    ]
    draft = {
        "root": {"children": [colored, *buttons]},
        "variables": [{"scope": "page", "name": "behind", "type": "string", "default": "inverse"}],
    }
    await publish("colored", draft=draft)
    page = await open_page("/p/colored", viewport={"width": 1280, "height": 900})
    seen = [await page.evaluate(STYLE, ["colored", "backgroundColor"])]
    for value in ("accent", "muted"):
        await page.get_by_role("button", name=value).click()
        await page.wait_for_function(
            "(before) => getComputedStyle(document.getElementById('colored')).backgroundColor !== before",
            arg=seen[-1],
        )
        seen.append(await page.evaluate(STYLE, ["colored", "backgroundColor"]))
    assert len(set(seen)) == 3
    assert seen[0] == "rgb(27, 27, 24)"
    assert await page.evaluate(STYLE, ["colored", "fontStyle"]) == "italic"
    assert await page.evaluate(STYLE, ["colored", "paddingTop"]) == "12px"

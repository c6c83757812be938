"""Rows, columns and grids on a desktop and on a phone, and the menu of a Navbar, where no script runs."""

import itertools
from typing import Any

import pytest
from playwright.async_api import Locator

from tests.browser.conftest import OpenPage
from tests.pages.conftest import Publish, node, publish  # noqa: F401 (a fixture)

pytestmark = pytest.mark.browser
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "java_script_enabled": False}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 800}, "java_script_enabled": False}


async def boxes(found: Locator) -> list[tuple[float, float, float, float]]:
    """Return left, top, width and height of each element."""
    each = [await one.bounding_box() for one in await found.all()]
    return [(box["x"], box["y"], box["width"], box["height"]) for box in each if box]


def row(mark: str, widths: list[str], **props: Any) -> dict[str, Any]:
    columns = [
        node(f"{mark}{at}", "Column", node(f"{mark}{at}t", "Text", text="Words " * (9 * at + 1)), width=width)
        for at, width in enumerate(widths)
    ]
    return node(mark, "Section", node(f"{mark}r", "Row", *columns, **props), width="full")


async def test_columns_take_their_shares_and_stand_below_each_other_on_a_phone(
    publish: Publish,  # noqa: F811
    open_page: OpenPage,
) -> None:
    shares = {"a": [1 / 2, 1 / 2], "b": [1 / 3, 2 / 3], "c": [1 / 4, 1 / 4, 1 / 2], "d": [1 / 4] * 4}
    rows = [
        row("a", ["auto", "auto"]),
        row("b", ["1/3", "auto"], gap="xl"),
        row("c", ["1/4", "1/4", "1/2"]),
        row("d", ["auto"] * 4, stack="never"),
    ]
    cards = [node(f"k{at}", "Card", node(f"k{at}t", "Text", text="Words " * (20 * at + 1))) for at in range(6)]
    await publish("rows", *rows, node("g", "Section", node("grid", "Grid", *cards), width="full"))
    page = await open_page("/p/rows", **DESKTOP)
    for mark, expected in shares.items():
        found = await boxes(page.locator(f"#{mark} .of-column"))
        gap = found[1][0] - found[0][0] - found[0][2]
        whole = sum(width for _, _, width, _ in found) + gap * len(found)
        assert len({round(top) for _, top, _, _ in found}) == 1, mark
        assert len({round(height) for _, _, _, height in found}) == 1, "columns are as high as the highest"
        for (_, _, width, _), share in zip(found, expected, strict=True):
            assert (width + gap) / whole == pytest.approx(share, abs=0.002), mark
    grid = await boxes(page.locator("#g .of-card"))
    assert [round(top) for _, top, _, _ in grid[:3]] == [round(grid[0][1])] * 3
    assert round(grid[3][1]) > round(grid[0][1])
    phone = await open_page("/p/rows", **PHONE)
    for mark in shares:
        found = await boxes(phone.locator(f"#{mark} .of-column"))
        if mark == "d":
            assert len({round(top) for _, top, _, _ in found}) == 1
            continue
        assert len({(round(left), round(width)) for left, _, width, _ in found}) == 1, mark
        assert all(one[1] + one[3] <= other[1] for one, other in itertools.pairwise(found)), mark
    assert len({round(left) for left, *_ in await boxes(phone.locator("#g .of-card"))}) == 1


async def test_the_menu_opens_and_closes_without_a_script(publish: Publish, open_page: OpenPage) -> None:  # noqa: F811
    links = [{"text": name, "href": f"/p/{name.lower()}"} for name in ("Menu1", "Menu2")]
    await publish("bar", node("n", "Navbar", brand="Ash", links=links), node("t", "Text", text="x"))
    wide = await open_page("/p/bar", **DESKTOP)
    assert await wide.get_by_role("link", name="Menu2").is_visible()
    assert not await wide.get_by_role("button", name="Menu").is_visible()
    phone = await open_page("/p/bar", **PHONE)
    link = phone.get_by_role("link", name="Menu2")
    assert not await link.is_visible()
    await phone.get_by_role("button", name="Menu").focus()
    await phone.keyboard.press("Enter")
    await link.wait_for()
    await phone.keyboard.press("Escape")
    await link.wait_for(state="hidden")
    await phone.get_by_role("button", name="Menu").click()
    await phone.get_by_role("button", name="Close").click()
    await link.wait_for(state="hidden")

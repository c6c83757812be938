"""Sorting, searching, filtering and paging a table and cards from a query, with and without JavaScript."""

import re
from pathlib import Path

import httpx
import pytest
from playwright.async_api import expect

from tests.browser.conftest import OpenPage, find_violations
from tests.pages.conftest import Publish, node, publish  # noqa: F401 (a fixture)
from tests.pages.serving.test_data import COLUMNS, foods  # noqa: F401 (a fixture)

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("foods")]


async def test_a_visitor_sorts_searches_filters_and_pages(
    owner: httpx.AsyncClient,
    publish: Publish,  # noqa: F811
    open_page: OpenPage,
    tmp_path: Path,
) -> None:
    shown = {"page_size": 2, "sort": "name", "counted": True, "caption": "Foods"}
    table = node("d", "DataTable", query="foods", columns=COLUMNS, **shown)
    card = node("card", "Card", node("name", "Heading", text="{{ item.name }}", level=2))
    cards = node("r", "Repeater", card, items="{{ data.foods.rows }}", layout="grid")
    title = node("title", "Heading", text="Foods to {{ params.verb }}", level=1)
    await publish("foods", node("s", "Section", title, table, cards))
    for with_script in (True, False):
        page = await open_page("/p/foods?verb=eat", java_script_enabled=with_script)
        cells = page.locator("tbody tr td:first-child")
        await expect(cells).to_have_text(["apple", "beet"])
        await page.get_by_role("link", name="Next").click()
        await expect(cells).to_have_text(["cherry", "date"])
        await page.get_by_role("link", name="Name").click()
        await expect(cells).to_have_text(["date", "cherry"])
        await expect(page.locator("th[aria-sort=descending]")).to_have_text(re.compile("Name"))
        await page.get_by_label("Search").fill("e")
        await page.get_by_label("Kind").select_option("fruit")
        await page.get_by_role("button", name="Show").click()
        await expect(cells).to_have_text(["date", "cherry"])
        await expect(page.get_by_text("3 in all")).to_be_visible()
        await expect(page.get_by_label("Kind")).to_have_value("fruit")
        await page.get_by_role("link", name="Next").click()
        await expect(cells).to_have_text(["apple"])
        await expect(page.get_by_label("Search")).to_have_value("e")
        await expect(page.get_by_role("heading", level=1)).to_have_text("Foods to eat")
        await expect(page.get_by_role("heading", level=2)).to_have_text(["beet", "cherry", "apple", "date"])
        for width, scheme in ((1280, "light"), (390, "dark")):
            await page.set_viewport_size({"width": width, "height": 900})
            await page.emulate_media(color_scheme=scheme)
            await page.screenshot(path=tmp_path / f"{width}-{with_script}.png", full_page=True)
            assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            if with_script:
                assert await find_violations(page) == []

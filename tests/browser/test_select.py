"""Choosing an option and sending it, with and without JavaScript."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import OpenPage
from tests.pages.conftest import Publish, node, publish  # noqa: F401 (a fixture)

pytestmark = pytest.mark.browser
SIZES = [{"value": "s", "label": "Small"}, {"value": "l", "label": "Large"}]


async def test_an_option_is_chosen_and_sent(publish: Publish, open_page: OpenPage) -> None:  # noqa: F811
    fields = [
        node("size", "Select", name="size", label="Size", options=SIZES, required=True),
        node("name", "Input", name="name", label="Name", type="tel"),
    ]
    await publish("order", node("f", "Form", *fields, success_message="Ordered."))
    for with_script in (True, False):
        page = await open_page("/p/order", java_script_enabled=with_script, ignore=("status of 422",))
        size, status = page.get_by_label("Size"), page.locator("#f [data-status]")
        await page.get_by_role("button", name="Send").click()
        await expect(status).to_have_text("")  # the browser itself asks for a choice
        await size.select_option(label="Large")
        await page.get_by_label("Name").fill("nobody")
        await page.get_by_role("button", name="Send").click()
        await expect(page.locator("#name\\.error")).to_contain_text("telephone")
        await expect(size).to_have_value("l")
        await page.get_by_label("Name").fill("112")
        await page.get_by_role("button", name="Send").click()
        await expect(status).to_have_text("Ordered.")

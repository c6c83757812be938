"""Tabs, dialogs, menus and switches: by keyboard alone, and without JavaScript."""

from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import OpenPage, find_violations
from tests.pages.conftest import Publish, node, publish, tree  # noqa: F401 (a fixture)

pytestmark = pytest.mark.browser
VARIABLES = [
    {"scope": "page", "name": "guests", "type": "number", "default": 1},
    {"scope": "session", "name": "loud", "type": "boolean", "default": False},
]


def panel(node_id: str, label: str) -> dict[str, Any]:
    return node(node_id, "Tab", node(f"{node_id}-text", "Text", text=f"About {label}."), label=label)


NODES = [
    node("topics", "Tabs", panel("one", "One"), panel("two", "Two"), panel("three", "Three"), label="Topics"),
    node(
        "faq",
        "Accordion",
        node("q1", "AccordionItem", node("a1", "Text", text="The first answer."), title="First"),
        node("q2", "AccordionItem", node("a2", "Text", text="The second answer."), title="Second"),
    ),
    node("ask", "Button", label="Ask", on_click=[{"do": "open", "target": "sure"}]),
    node(
        "sure",
        "Modal",
        node("no", "Button", label="No", on_click=[{"do": "close", "target": "sure"}]),
        title="Are you sure?",
    ),
    node("menu", "Dropdown", node("home", "Link", text="Home", href="/p/all"), label="Menu"),
    node("word", "Tooltip", label="API", text="How programs talk."),
    node(
        "loud",
        "Toggle",
        label="Loud",
        value="{{ session.loud }}",
        on_change=[{"do": "set", "scope": "session", "name": "loud", "value": "{{ not session.loud }}"}],
    ),
    node("guests", "Counter", label="Guests", sets="page.guests", value="{{ page.guests }}", min=0, max=2),
    node("share", "Progress", label="Share", value="{{ page.guests }}", max=2),
    node("show", "Button", label="Show", on_click=[{"do": "open", "target": "q2"}]),
]


@pytest.fixture
async def all_of_them(publish: Publish) -> None:  # noqa: F811
    """A page at /p/all with each of them."""
    await publish("all", draft=tree(*NODES) | {"variables": VARIABLES})


def tab(page: Page, name: str) -> Locator:
    return page.get_by_role("tab", name=name)


async def test_tabs_by_keyboard(all_of_them: None, open_page: OpenPage) -> None:
    page = await open_page("/p/all")
    await expect(page.get_by_role("tabpanel")).to_have_text("About One.")
    await page.keyboard.press("Tab")  # the link that leads past what stands above
    await page.keyboard.press("Tab")
    await expect(tab(page, "One")).to_be_focused()
    for key, name in (("ArrowRight", "Two"), ("ArrowRight", "Three"), ("ArrowRight", "One"), ("End", "Three")):
        await page.keyboard.press(key)
        await expect(tab(page, name)).to_be_focused()
        await expect(tab(page, name)).to_have_attribute("aria-selected", "true")
        await expect(page.get_by_role("tab", selected=True)).to_have_count(1)
        await expect(page.get_by_role("tabpanel")).to_have_text(f"About {name}.")
        await expect(page.get_by_role("tabpanel")).to_have_accessible_name(name)
    # One of them is in the order of the Tab key.
    await page.keyboard.press("Tab")
    await expect(page.locator("summary").first).to_be_focused()
    await page.keyboard.press("Shift+Tab")
    await expect(tab(page, "Three")).to_be_focused()
    assert "#" not in page.url


async def test_a_panel_that_the_address_names_is_shown(all_of_them: None, open_page: OpenPage) -> None:
    page = await open_page("/p/all#two")
    await expect(page.get_by_role("tabpanel")).to_have_text("About Two.")
    await expect(tab(page, "Two")).to_have_attribute("aria-selected", "true")


async def open_and_close(page: Page) -> None:
    dialog = page.get_by_role("dialog", name="Are you sure?")
    for close in ("No", "Close", "Escape"):
        await page.get_by_role("button", name="Ask").press("Enter")
        await expect(dialog).to_be_visible()
        if close == "Escape":
            await page.keyboard.press("Escape")
        else:
            await page.get_by_role("button", name=close).press("Enter")
        await expect(dialog).to_be_hidden()
        await expect(page.get_by_role("button", name="Ask")).to_be_focused()
    await page.get_by_role("button", name="Menu").press("Enter")
    await expect(page.get_by_role("link", name="Home")).to_be_visible()
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Home")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("link", name="Home")).to_be_hidden()
    await page.get_by_role("button", name="API").press("Enter")
    await expect(page.get_by_text("How programs talk.")).to_be_visible()
    await expect(page.get_by_role("button", name="API")).to_have_accessible_description("How programs talk.")
    await page.keyboard.press("Escape")
    await expect(page.get_by_text("How programs talk.")).to_be_hidden()
    await page.get_by_text("First", exact=True).press("Enter")
    await expect(page.get_by_text("The first answer.")).to_be_visible()
    await page.get_by_text("Second", exact=True).press("Enter")
    await expect(page.get_by_text("The second answer.")).to_be_visible()
    await expect(page.get_by_text("The first answer.")).to_be_hidden()


@pytest.mark.parametrize("has_script", [True, False])
async def test_what_opens_and_closes_does_without_a_script_too(
    all_of_them: None, open_page: OpenPage, has_script: bool
) -> None:
    await open_and_close(await open_page("/p/all", java_script_enabled=has_script))


async def test_axe_finds_nothing_in_what_is_open(all_of_them: None, open_page: OpenPage) -> None:
    page = await open_page("/p/all")
    for opened in ("Ask", "Menu", "API"):
        await page.get_by_role("button", name=opened).click()
        assert [found for found in await find_violations(page) if found[0] != "page-has-heading-one"] == []
        await page.keyboard.press("Escape")


async def test_tabs_without_javascript_are_links(all_of_them: None, open_page: OpenPage) -> None:
    page = await open_page("/p/all", java_script_enabled=False)
    await expect(page.get_by_role("tabpanel")).to_have_text("About One.")
    await tab(page, "Three").press("Enter")
    await expect(page.get_by_role("tabpanel")).to_have_text("About Three.")


async def test_switches_and_counters_set_variables(all_of_them: None, open_page: OpenPage) -> None:
    page = await open_page("/p/all")
    loud = page.get_by_role("switch", name="Loud")
    await expect(loud).not_to_be_checked()
    await loud.press("Space")
    await expect(loud).to_be_checked()
    for name, shown in (("More", "2"), ("More", "2"), ("Less", "1"), ("Less", "0"), ("Less", "0")):
        await page.get_by_role("button", name=name).press("Enter")
        await expect(page.get_by_role("group", name="Guests").get_by_role("status")).to_have_text(shown)
        assert await page.get_by_role("progressbar", name="Share").get_attribute("value") == shown
    await page.get_by_role("button", name="Show").click()
    await expect(page.get_by_text("The second answer.")).to_be_visible()
    await page.reload()
    await expect(loud).to_be_checked()

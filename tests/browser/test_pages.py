"""A visitor's browser on published pages: what is seen, sent and announced, with and without JavaScript."""

import httpx
import pytest
from playwright.async_api import expect

from tests.browser.conftest import OpenPage
from tests.pages.conftest import Publish, node, publish  # noqa: F401 (a fixture)
from tests.pages.guestbook import add_entry, guestbook, insert_entry, make_entries, make_workflow, respond

pytestmark = pytest.mark.browser
REFUSED = ("the server responded with a status of 422",)


async def test_a_static_page_loads_no_script_and_reports_nothing(publish: Publish, open_page: OpenPage) -> None:  # noqa: F811
    await publish(
        "about",
        node("s", "Section", node("h", "Heading", text="About us", level=1), background="accent"),
        node("t", "Text", text="We are {{ params.who or 'nobody' }}."),
        node("l", "Link", text="Back", href="/p/about"),
    )
    page = await open_page("/p/about?who=<img src=x onerror=alert(1)>")
    await expect(page.get_by_role("heading", level=1)).to_have_text("About us")
    await expect(page.get_by_text("We are <img src=x onerror=alert(1)>.")).to_be_visible()
    loaded = await page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.initiatorType)")
    assert "script" not in loaded
    assert await page.evaluate("getComputedStyle(document.querySelector('.of-section')).paddingLeft") != "0px"


@pytest.fixture
async def signing(owner: httpx.AsyncClient, publish: Publish) -> None:  # noqa: F811
    """The published guestbook."""
    await make_entries(owner)
    await publish("guestbook", *guestbook(await make_workflow(owner, insert_entry())))


async def test_a_form_is_sent_in_place_and_the_table_follows(
    signing: None, owner: httpx.AsyncClient, open_page: OpenPage
) -> None:
    page = await open_page("/p/guestbook")
    await expect(page.get_by_role("cell", name="Be the first.")).to_be_visible()
    await page.get_by_label("Your name").fill("Ann")
    await page.get_by_label("Message").fill("<script>alert(1)</script>")
    await page.get_by_role("button", name="Sign").click()
    await expect(page.get_by_role("status").first).to_have_text("Thank you for signing.")
    await expect(page.get_by_role("cell", name="Ann")).to_be_visible()
    await expect(page.get_by_role("cell", name="<script>alert(1)</script>")).to_be_visible()
    await expect(page.get_by_label("Your name")).to_have_value("")
    assert page.url.endswith("/p/guestbook")
    for name in ("B", "C", "D"):
        await add_entry(owner, name)
    await page.reload()
    await page.get_by_role("link", name="Next").click()
    await expect(page.get_by_text("Page 2")).to_be_visible()
    await expect(page.get_by_role("cell", name="Ann")).to_be_visible()
    assert page.url.endswith("/p/guestbook")


async def test_errors_are_shown_at_their_fields_and_go_away(signing: None, open_page: OpenPage) -> None:
    page = await open_page("/p/guestbook", ignore=REFUSED)
    # What the browser checks itself is switched off: the server's answer is what is tested.
    await page.evaluate("document.querySelector('form').noValidate = true")
    await page.get_by_label("E-mail").fill("nobody")
    await page.get_by_role("button", name="Sign").click()
    await expect(page.get_by_role("alert")).to_have_text("Please look at the marked fields.")
    name = page.get_by_label("Your name")
    await expect(name).to_be_focused()
    await expect(name).to_have_accessible_description("Fill this in.")
    await expect(page.get_by_label("E-mail")).to_have_accessible_description(
        "Never shown. Enter an e-mail address, like name@example.com."
    )
    await expect(page.get_by_label("E-mail")).to_have_value("nobody")
    await name.fill("Ann")
    await page.get_by_label("E-mail").fill("ann@example.com")
    await page.get_by_role("button", name="Sign").click()
    await expect(page.get_by_role("status").first).to_have_text("Thank you for signing.")
    await expect(name).to_have_accessible_description("")


async def test_without_javascript_the_form_works_the_same(signing: None, open_page: OpenPage) -> None:
    page = await open_page("/p/guestbook", ignore=REFUSED, java_script_enabled=False)
    await page.get_by_label("Your name").fill(" ")
    await page.get_by_label("Message").fill('Said "before"')
    await page.get_by_role("button", name="Sign").click()
    await expect(page.get_by_role("alert")).to_have_text("Please look at the marked fields.")
    await expect(page.get_by_text("Fill this in.")).to_be_visible()
    await expect(page.get_by_label("Message")).to_have_value('Said "before"')
    await page.get_by_label("Your name").fill("Ann")
    await page.get_by_role("button", name="Sign").click()
    await expect(page.get_by_role("status")).to_have_text("Thank you for signing.")
    await expect(page.get_by_role("cell", name="Ann")).to_be_visible()
    assert page.url.endswith("/p/guestbook?sent=sign")


async def test_a_button_shows_that_it_works_what_failed_and_what_came_of_it(
    owner: httpx.AsyncClient,
    publish: Publish,  # noqa: F811
    open_page: OpenPage,
) -> None:
    slow = {"id": "wait", "kind": "delay", "params": {"seconds": 1}}
    good = await make_workflow(owner, slow, respond({"total": 7}))
    bad = await make_workflow(owner, respond({"message": "Sold out."}, 409))
    await publish("done", node("h", "Heading", text="Done", level=1))
    await publish(
        "shop",
        node(
            "count",
            "Button",
            label="Count",
            on_click=[
                {"do": "run_workflow", "workflow_id": good},
                {"do": "toast", "message": "It is {{ result.total }}"},
            ],
        ),
        node("buy", "Button", label="Buy", on_click=[{"do": "run_workflow", "workflow_id": bad}]),
        node("go", "Button", label="Go", on_click=[{"do": "navigate", "to": "/p/done"}]),
    )
    page = await open_page("/p/shop", ignore=REFUSED)
    count = page.get_by_role("button", name="Count")
    await count.click()
    await expect(count).to_have_attribute("aria-busy", "true")
    await expect(page.get_by_text("It is 7")).to_be_visible()
    await expect(count).not_to_have_attribute("aria-busy", "true")
    await page.get_by_role("button", name="Buy").click()
    await expect(page.get_by_role("alert")).to_have_text("Sold out.")
    await page.get_by_role("button", name="Go").click()
    await expect(page.get_by_role("heading", name="Done")).to_be_visible()


async def test_an_error_of_a_field_that_is_not_there_is_said_at_the_form(signing: None, open_page: OpenPage) -> None:
    page = await open_page("/p/guestbook", ignore=REFUSED)
    # As the server answers when rows that hid a field have changed since the page was loaded.
    answer = {"effects": [], "result": None, "errors": [{"field": "later", "message": "Fill this in."}], "run": None}
    await page.route("**/forms/**", lambda route: route.fulfill(status=422, json=answer))
    await page.get_by_label("Your name").fill("Ann")
    await page.get_by_role("button", name="Sign").click()
    await expect(page.get_by_role("alert")).to_have_text("later: Fill this in.")


async def test_a_server_that_went_away_is_said_in_words(signing: None, open_page: OpenPage) -> None:
    page = await open_page("/p/guestbook", ignore=("Failed to load resource",))
    await page.route("**/forms/**", lambda route: route.abort())
    await page.get_by_label("Your name").fill("Ann")
    await page.get_by_role("button", name="Sign").click()
    await expect(page.get_by_role("alert")).to_contain_text("Check your connection")
    await expect(page.get_by_label("Your name")).to_have_value("Ann")

"""A page does without JavaScript what it does with it, and a person never reads what is meant for scripts."""

from typing import Any

import httpx
import pytest
from playwright.async_api import expect

from app.core.errors import Unavailable
from app.pages.visitors import router as post_router
from tests.browser.conftest import OpenPage
from tests.pages.conftest import Publish, node, publish  # noqa: F401 (a fixture)
from tests.pages.guestbook import add_entry, make_entries

pytestmark = pytest.mark.browser
REFUSED = ("the server responded with a status of 422",)
WAYS = {
    "#contact": "/p/shop/start#contact",
    "welcome": "/p/shop/welcome",
    "?a=b": "/p/shop/start?a=b",
    "/p/shop/welcome?x=1#y": "/p/shop/welcome?x=1#y",
}
MANY = {f"f{number}": "x" for number in range(101)}


async def test_a_way_leads_to_the_same_place_with_and_without_javascript(
    publish: Publish,  # noqa: F811
    open_page: OpenPage,
    origin: str,
) -> None:
    await publish("shop/welcome", node("h", "Heading", text="Welcome", level=1))
    await publish(
        "shop/start",
        node("contact", "Heading", text="Contact", level=1),
        *(
            node(f"b{number}", "Button", label=f"Way {number}", on_click=[{"do": "navigate", "to": to}])
            for number, to in enumerate(WAYS)
        ),
    )
    for with_script in (True, False):
        page = await open_page("/p/shop/start", java_script_enabled=with_script)
        for number, place in enumerate(WAYS.values()):
            await page.goto(f"{origin}/p/shop/start")
            await page.get_by_role("button", name=f"Way {number}").click()
            await page.wait_for_url(f"{origin}{place}")
            assert await page.get_by_role("heading", level=1).count() == 1, place


async def make_shop(owner: httpx.AsyncClient, publish: Publish) -> None:  # noqa: F811
    """Publish a page of one product, with two tables of several pages and a form."""
    await make_entries(owner)
    for name in "ABC":
        await add_entry(owner, name)
    columns = [{"key": "name", "label": "Name"}]
    await publish(
        "product",
        node("h", "Heading", text="Product {{ params.id }}", level=1),
        *(
            node(
                table,
                "DataTable",
                query="entries",
                columns=columns,
                page_size=1,
                caption=table + " of {{ params.id }}",
            )
            for table in ("t1", "t2")
        ),
        node(
            "f",
            "Form",
            node("n", "Input", name="n", label="Number", required=True),
            on_submit=[{"do": "refresh", "target": "t1"}],
        ),
        node("b", "Button", label="Part", on_click=[{"do": "navigate", "to": "#t2"}]),
    )


async def test_what_a_page_was_asked_for_stays_without_javascript(
    owner: httpx.AsyncClient,
    publish: Publish,  # noqa: F811
    open_page: OpenPage,
    origin: str,
) -> None:
    await make_shop(owner, publish)
    page = await open_page("/p/product?id=4%262&other=x", ignore=REFUSED, java_script_enabled=False)
    heading = page.get_by_role("heading", level=1)

    async def shown(first: int, second: int) -> None:
        await expect(heading).to_have_text("Product 4&2")
        await expect(page.locator("#t1 .of-pager-at")).to_have_text(f"Page {first}")
        await expect(page.locator("#t2 .of-pager-at")).to_have_text(f"Page {second}")

    await page.locator("#t1").get_by_role("link", name="Next").click()
    await shown(2, 1)
    await page.locator("#t2").get_by_role("link", name="Next").click()
    await shown(2, 2)
    await page.get_by_label("Number").fill(" ")
    await page.get_by_role("button", name="Send").click()
    await expect(page.get_by_text("Fill this in.")).to_be_visible()
    await shown(2, 2)
    await page.locator("#t1").get_by_role("link", name="Previous").click()
    await shown(1, 2)
    await page.get_by_label("Number").fill("  ")
    await page.get_by_role("button", name="Send").click()
    await page.get_by_label("Number").fill("7")
    await page.get_by_role("button", name="Send").click()
    await expect(page.get_by_text("Thank you.")).to_be_visible()
    await shown(1, 2)
    await page.get_by_role("button", name="Part").click()
    await page.wait_for_url("**#t2")
    await shown(1, 2)


async def test_rows_that_are_fetched_keep_what_the_page_was_asked_for(
    owner: httpx.AsyncClient,
    publish: Publish,  # noqa: F811
    open_page: OpenPage,
) -> None:
    await make_shop(owner, publish)
    page = await open_page("/p/product?id=42&page.t2=3")
    table = page.locator("#t1")
    await table.get_by_role("link", name="Next").click()
    await expect(table.locator(".of-pager-at")).to_have_text("Page 2")
    await expect(table.locator("caption")).to_have_text("t1 of 42")
    # What the link would be without JavaScript is the whole page still.
    href = await table.get_by_role("link", name="Next").get_attribute("href")
    assert href == "?id=42&page.t1=3&page.t2=3#t1"
    await page.get_by_label("Number").fill("7")
    await page.get_by_role("button", name="Send").click()
    await expect(page.get_by_text("Thank you.")).to_be_visible()
    await expect(table.locator(".of-pager-at")).to_have_text("Page 2")
    await expect(table.locator("caption")).to_have_text("t1 of 42")


async def test_a_person_reads_a_page_where_a_script_gets_a_problem(
    publish: Publish,  # noqa: F811
    origin: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await publish("send", node("f", "Form", node("n", "Input", name="n", label="N")))
    form = "/p/send/forms/f"
    own = {"Origin": origin}
    refused: list[tuple[int, str, str, dict[str, Any]]] = [
        (400, "POST", form, {"data": MANY}),
        (400, "POST", form, {"files": {"n": b"x"}}),
        (403, "POST", form, {"data": {"n": "x"}, "headers": {"Origin": "https://evil.example"}}),
        (404, "GET", "/p/send/data/f", {}),
        (404, "GET", "/p/nothing", {}),
        (405, "DELETE", "/p/send", {}),
        (413, "POST", form, {"content": b"n=" + b"x" * 2 * 1024 * 1024}),
        (415, "POST", form, {"json": {"n": "x"}}),
        (503, "POST", "/p/send/actions/f", {"data": {"n": "x"}}),
    ]

    async def away(*_arguments: Any, **_named: Any) -> None:
        raise Unavailable("The database does not answer.")

    monkeypatch.setattr(post_router.submissions, "submit", away)
    async with httpx.AsyncClient(base_url=origin) as visitor:
        for status, method, path, options in refused:
            sent = own | options.pop("headers", {})
            person = await visitor.request(method, path, headers=sent | {"Accept": "text/html"}, **options)
            assert (person.status_code, person.headers["content-type"]) == (status, "text/html; charset=utf-8"), path
            assert person.headers["cache-control"] == "no-store"
            assert "style-src 'sha256-" in person.headers["content-security-policy"]
            assert '<h1 class="of-notice-title">' in person.text
            assert person.headers["x-request-id"]
            script = await visitor.request(method, path, headers=sent | {"Accept": "application/json"}, **options)
            assert (script.status_code, script.json()["status"]) == (status, status)

"""A page does without JavaScript what it does with it, and a person never reads what is meant for scripts."""

from typing import Any

import httpx
import pytest

from app.pages import post_router
from tests.browser.conftest import OpenPage
from tests.pages.conftest import Publish, node, publish  # noqa: F401 (a fixture)

pytestmark = pytest.mark.browser
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
        (500, "POST", "/p/send/actions/f", {"data": {"n": "x"}}),
    ]

    async def broken(*_arguments: Any, **_named: Any) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(post_router.submit, "submit", broken)
    async with httpx.AsyncClient(base_url=origin) as visitor:
        for status, method, path, options in refused:
            sent = own | options.pop("headers", {})
            person = await visitor.request(method, path, headers=sent | {"Accept": "text/html"}, **options)
            assert (person.status_code, person.headers["content-type"]) == (status, "text/html; charset=utf-8"), path
            assert person.headers["cache-control"] == "no-store"
            assert "style-src 'self'" in person.headers["content-security-policy"]
            assert '<h1 class="of-heading of-heading--1">' in person.text
            assert person.headers["x-request-id"]
            script = await visitor.request(method, path, headers=sent | {"Accept": "application/json"}, **options)
            assert (script.status_code, script.json()["status"]) == (status, status)

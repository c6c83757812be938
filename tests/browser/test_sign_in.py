"""Signing in with a real browser: by keyboard alone, with and without scripts, on a phone."""

import pytest
from playwright.async_api import Page, expect

from app.auth.setup import prepare_setup
from app.main import OnefoldApp
from tests.auth.conftest import PASSWORD, ada  # noqa: F401 (a fixture)
from tests.browser.conftest import OpenPage, find_violations
from tests.pages.conftest import Publish, node, publish  # noqa: F401 (a fixture)

pytestmark = pytest.mark.browser
REFUSED = ("the server responded with a status of 401",)


async def type_in(page: Page, *fields: str) -> None:
    """Type into the form, beginning where the browser put the focus, and send it."""
    await expect(page.locator("[autofocus]")).to_be_focused()
    for at, text in enumerate(fields):
        if at:
            await page.keyboard.press("Tab")
        await page.keyboard.type(text)
    await page.keyboard.press("Enter")


@pytest.mark.parametrize("with_script", [True, False])
async def test_by_keyboard_in_and_out_again(
    ada: str,  # noqa: F811
    publish: Publish,  # noqa: F811
    open_page: OpenPage,
    origin: str,
    with_script: bool,
) -> None:
    await publish("welcome", node("h", "Heading", text="Hello", level=1), title="A welcome")
    page = await open_page("/login", ignore=REFUSED, java_script_enabled=with_script)
    await type_in(page, ada, "wrong horse battery")
    await expect(page.get_by_role("alert")).to_have_text("The e-mail address or the password is wrong")
    await expect(page.get_by_label("E-mail address")).to_have_value(ada)
    await type_in(page, PASSWORD)
    await expect(page.get_by_role("heading", level=1)).to_have_text("Signed in")
    await expect(page.get_by_text(ada)).to_be_visible()
    await page.get_by_role("link", name="A welcome").focus()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    assert page.url == f"{origin}/login"


async def test_the_api_reference_is_one_step_away(ada: str, open_page: OpenPage, origin: str) -> None:  # noqa: F811
    page = await open_page("/login?next=/docs")
    await type_in(page, ada, PASSWORD)
    await page.wait_for_url(f"{origin}/docs")
    me = await page.evaluate("() => fetch('/api/auth/me').then((answer) => answer.json())")
    assert me["email"] == ada


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_it_can_be_read_and_fits_a_phone(
    ada: str,  # noqa: F811
    open_page: OpenPage,
    scheme: str,
) -> None:
    for width in (1280, 390):
        page = await open_page(
            "/login", ignore=REFUSED, viewport={"width": width, "height": 844}, color_scheme=scheme
        )
        await type_in(page, f"{'long' * 40}@example.com", "wrong horse battery")
        await page.get_by_role("alert").wait_for()
        assert await find_violations(page) == []
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
        await page.get_by_label("E-mail address").fill(ada)
        await page.get_by_label("Password").fill(PASSWORD)
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", level=1)).to_have_text("Signed in")
        assert await find_violations(page) == []
        assert await page.evaluate("document.documentElement.scrollWidth") <= width


async def test_the_first_owner_by_keyboard(app: OnefoldApp, open_page: OpenPage) -> None:
    token = await prepare_setup(app.resources.database, app.resources.passwords, app.resources.settings)
    assert token is not None
    page = await open_page("/login")
    await type_in(page, token, "ada@example.com", PASSWORD)
    await expect(page.get_by_text("ada@example.com")).to_be_visible()

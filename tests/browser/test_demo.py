"""The page of `make demo`, as a visitor sees it in Chromium, with JavaScript on and off, by mouse and by keyboard."""

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect

from app.demo.load import demo_login, load_demo
from app.main import OnefoldApp
from tests.browser.conftest import OpenPage
from tests.conftest import make_settings

pytestmark = pytest.mark.browser


@pytest.fixture
def settings(tmp_path: Path, sqlite_template: Path) -> Any:
    """Settings with a first owner, as `onefold demo` makes them."""
    path = tmp_path / "onefold.db"
    path.write_bytes(sqlite_template.read_bytes())
    return make_settings(
        tmp_path / "data",
        f"sqlite:///{path}",
        admin_email="demo@example.com",
        admin_password="a password of the demo",
    )


@pytest.fixture
async def demo(app: OnefoldApp, origin: str) -> None:
    """The demo, loaded twice as two starts do it."""
    login = demo_login(app.resources.settings)
    assert await load_demo(app, login)
    assert await load_demo(app, login)


async def test_the_guestbook_is_signed_by_keyboard_alone(demo: None, open_page: OpenPage) -> None:
    page = await open_page("/p/welcome")
    await expect(page.get_by_role("img", name="An open book with a pen")).to_be_visible()
    await expect(page.get_by_text("Nobody yet. Be the first.")).to_be_visible()
    await page.get_by_label("Your name").focus()
    await page.keyboard.type("Ada")
    await page.keyboard.press("Tab")
    await page.keyboard.type("Hello from the keyboard")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("status").first).to_have_text("Thank you! Your entry is in the book.")
    await expect(page.get_by_role("cell", name="Hello from the keyboard")).to_be_visible()
    assert page.url.endswith("/p/welcome")


async def test_the_guestbook_is_signed_without_javascript(demo: None, open_page: OpenPage) -> None:
    page = await open_page("/p/welcome", java_script_enabled=False)
    await page.get_by_label("Your name").fill("Grace")
    await page.get_by_label("Your message").fill("Hello without a script")
    await page.get_by_role("button", name="Sign").click()
    await expect(page.get_by_role("status").first).to_have_text("Thank you! Your entry is in the book.")
    assert page.url.endswith("?sent=guestbook_form")
    await expect(page.get_by_role("cell", name="Hello without a script")).to_be_visible()


async def test_the_demo_is_the_home_page(demo: None, open_page: OpenPage) -> None:
    page = await open_page("/")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Welcome to Onefold")

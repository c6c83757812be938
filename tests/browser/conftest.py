"""A real server on loopback and a real Chromium that watches for errors and policy violations."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from app.main import OnefoldApp
from tests.conftest import make_settings
from tests.serving import AS_ONEFOLD, Serve

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
def settings(tmp_path: Path, sqlite_template: Path) -> Any:
    """Settings of an app on SQLite: a browser cannot tell the databases apart."""
    path = tmp_path / "onefold.db"
    path.write_bytes(sqlite_template.read_bytes())
    return make_settings(tmp_path / "data", f"sqlite:///{path}")


@pytest.fixture
async def origin(app: OnefoldApp, serve: Serve) -> str:
    """The origin of this test's app, served on loopback as `onefold serve` does."""
    return f"http://127.0.0.1:{await serve(app, **AS_ONEFOLD)}"


@pytest.fixture
async def chromium(tmp_path: Path) -> AsyncIterator[Browser]:
    """A headless Chromium; the test is skipped where there is none."""
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM} (Debian: apt-get install chromium)")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
        yield browser
        await browser.close()


async def find_violations(page: Page) -> list[Any]:
    """Return what axe has against a page, with where; the test is skipped where axe is not installed."""
    if not AXE.exists():
        pytest.skip("needs `npm ci`, which `make test` runs")
    await page.evaluate(AXE.read_text())
    found = await page.evaluate(
        "axe.run(document, {resultTypes: ['violations']}).then((result) => result.violations)"
    )
    return [(one["id"], [(where["target"], where["failureSummary"]) for where in one["nodes"]]) for one in found]


OpenPage = Callable[..., Awaitable[Page]]


@asynccontextmanager
async def watched(
    context: BrowserContext, expected: list[str], also: tuple[str, ...] = ()
) -> AsyncIterator[list[str]]:
    """Collect what goes wrong in a browser's pages: errors, console errors, requests that leave loopback.

    Addresses that begin with one of `also` are answered by the test itself.
    """
    found: list[str] = []

    def watch(page: Page) -> None:
        page.on("pageerror", lambda error: found.append(f"error: {error}"))
        page.on(
            "console",
            lambda message: (
                found.append(f"{message.type}: {message.text}")
                if message.type in ("error", "warning") and not any(part in message.text for part in expected)
                else None
            ),
        )
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith(("http://127.0.0.1:", "data:", *also))
                else found.append(f"left loopback: {request.url}")
            ),
        )

    context.on("page", watch)
    yield found


@pytest.fixture
async def open_page(chromium: Browser, origin: str) -> AsyncIterator[OpenPage]:
    """A function that opens a path in a window of its own; at the end no window may have seen an error.

    `expected` are parts of console messages that are not errors of ours, such as a 422 the test provokes.
    """
    contexts: list[BrowserContext] = []
    expected: list[str] = []
    problems: list[list[str]] = []

    async def open_path(path: str, *, ignore: tuple[str, ...] = (), **options: Any) -> Page:
        expected.extend(ignore)
        context = await chromium.new_context(**options)
        contexts.append(context)
        async with watched(context, expected) as found:
            problems.append(found)
        page = await context.new_page()
        await page.goto(f"{origin}{path}")
        return page

    yield open_path
    for context in contexts:
        await context.close()
    assert [problem for found in problems for problem in found] == []

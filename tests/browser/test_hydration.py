"""Islands come to life without touching what the server wrote: no node is replaced, added or changed."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, Page, Route

from app.pages.rendering.compile import CompiledPage, compile_page
from app.pages.rendering.document import CSP, MEDIA_TYPE, write_document
from app.pages.rendering.head import PageHead, link_sheet
from app.pages.rendering.registry import components
from app.pages.rendering.seo import Seo
from app.pages.rendering.sheets import assets, plain_sheet
from app.pages.rendering.tree import PageTree
from app.site.current import DEFAULT_LOOK
from tests.browser.conftest import watched
from tests.pages.conftest import cases_of, tree
from tests.pages.rendering.test_compile import in_place, scope_of

pytestmark = pytest.mark.browser
ISLANDS = [name for name, known in components().items() if known.island is not None]
WATCH = """() => {
    window.changes = [];
    window.nodes = [...document.querySelectorAll('main, main *')];
    const told = ({ type, attributeName, target }) => `${type} ${attributeName} ${target.outerHTML ?? target.data}`;
    new MutationObserver((records) => window.changes.push(...records.map(told))).observe(
        document, { subtree: true, childList: true, characterData: true, attributes: true },
    );
}"""
# What a renderer leaves on an element that it took over is the only property of its own that an element has.
ALIVE = """() => [...document.querySelectorAll('[data-island]')].filter(
    (root) => [root, ...root.querySelectorAll('*')].some((element) => Object.keys(element).length),
).length"""


def compile_cases() -> CompiledPage:
    """Return a page with each island in each of its cases."""
    children: list[dict[str, Any]] = []
    for name in ISLANDS:
        for position, props in enumerate(cases_of(name)):
            (one,) = in_place(name, props)["root"]["children"]
            children.append(one | {"id": f"{name}-{position}"})
    return compile_page(PageTree.model_validate(tree(*children)), slug="islands", version=1)


@dataclass(frozen=True, slots=True)
class Held:
    """A page of all islands whose scripts wait for `go`."""

    page: Page
    go: asyncio.Event


@pytest.fixture
async def held(chromium: Browser) -> AsyncIterator[Held]:
    """The page as the browser has parsed it."""
    compiled = compile_cases()
    head = PageHead(title="Islands", seo=Seo(), look=DEFAULT_LOOK, style=link_sheet(plain_sheet().url))
    html = write_document(compiled, scope_of("<b>&"), head)
    context = await chromium.new_context()
    go = asyncio.Event()

    async def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path in assets():
            if path.endswith(".js"):
                await go.wait()
            await route.fulfill(body=assets()[path].body, content_type=assets()[path].media_type)
        else:
            await route.fulfill(body=html, content_type=MEDIA_TYPE, headers={"content-security-policy": CSP})

    await context.route("**/*", answer)
    async with watched(context, []) as problems:
        opened = await context.new_page()
        await opened.goto("http://127.0.0.1:9/p/islands", wait_until="commit")
        await opened.wait_for_function("() => document.readyState === 'interactive'")
        yield Held(opened, go)
    await context.close()
    assert problems == []


async def test_hydration_changes_nothing(held: Held) -> None:
    page = held.page
    await page.evaluate(WATCH)
    held.go.set()
    await page.wait_for_load_state("load")
    # Effects run after the next frame.
    await page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)))")
    assert await page.evaluate("window.changes") == []
    assert await page.evaluate("window.nodes.every((node) => node.isConnected)")
    named = await page.evaluate("[...document.querySelectorAll('[data-island]')].map((root) => root.dataset.island)")
    assert await page.evaluate(ALIVE) == len(named)
    assert set(named) == set(ISLANDS)

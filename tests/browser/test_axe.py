"""Every component in each of its cases, on every surface, in light and dark: axe-core finds nothing, and on the
smallest phone nothing is wider than the screen, from left to right and from right to left.

The pages are written without a server; each has one component.
"""

import json
from collections.abc import AsyncIterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, Page, Route
from pydantic import ValidationError

from app.pages.rendering.bindings import ROWS
from app.pages.rendering.compile import CompiledPage, compile_page
from app.pages.rendering.document import MEDIA_TYPE, policy_of, write_document
from app.pages.rendering.head import PageHead, link_sheet
from app.pages.rendering.registry import components
from app.pages.rendering.seo import Seo
from app.pages.rendering.sheets import assets, write_sheet
from app.pages.rendering.tree import PageTree
from app.site.current import DEFAULT_LOOK, SiteLook
from tests.browser.conftest import AXE, watched
from tests.pages.conftest import cases_of, node, tree
from tests.pages.rendering.test_compile import in_place

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
ORIGIN = "http://127.0.0.1:9"
SHEET = "/p/_styles/axe.css"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="960" height="640"><rect width="960" height="640"/></svg>'
EXPECTED = ["Failed to load resource", "An iframe which has both allow-scripts and allow-same-origin"]
"""Pictures that are broken on purpose; frames of other sites, which are of other origins than the page."""
LONG = "Donaudampfschiff" * 19
ROW = {
    "name": "Ann & Ben",
    "site": "https://example.com/",
    "picture": "/files/public/a.png",
    "state": "open",
    "price": 1234.5,
    "share": 0.4,
    "made": "2026-11-26T12:00:00Z",
}
BACKGROUNDS = ("muted", "accent", "inverse")
OF_COLOUR = ("color-contrast", "link-in-text-block")
"""Rules of axe whose answer a dark page can change: it has the same elements."""
OF_THE_PAGE = (
    "heading-order",
    "landmark-no-duplicate-banner",
    "landmark-no-duplicate-contentinfo",
    "landmark-unique",
    "page-has-heading-one",
    "region",
)
"""Rules of axe about a page as a whole: no page has the same component thirty times."""
FIND_VIOLATIONS = """async ([but, only]) => {
  const rules = Object.fromEntries(but.map((rule) => [rule, {enabled: false}]));
  const which = only.length ? {runOnly: {type: 'rule', values: only}} : {rules};
  const {violations} = await axe.run(document, {resultTypes: ['violations'], ...which});
  return violations.map(({id, nodes}) =>
    `${id}: ${nodes.slice(0, 3).map(({html, any, all}) => `${html.slice(0, 200)} ${[...any, ...all]
      .map(({message}) => message).join(' ')}`).join(' | ')}`);
}"""
FIND_WIDE = """(width) => [...document.body.querySelectorAll('*')].filter((element) => {
  const box = element.getBoundingClientRect();
  if (!box.width || (box.right <= width + 1 && box.left >= -1)) return false;
  for (let around = element.parentElement; around; around = around.parentElement) {
    const style = getComputedStyle(around);
    if (style.overflowX !== 'visible') return false;
  }
  return !element.matches('.of-skip');
}).map((element) => element.outerHTML.slice(0, 120))"""


def scope_of(compiled: CompiledPage, words: str) -> dict[str, Any]:
    """Return variables that give these words to every case that is bound, and rows to components that show some."""
    rows = [ROW | {"name": words}, ROW]
    shown = {"rows": rows, "row_count": 2, "has_more": True, "total": 5, "totals": {"price": 2469, "site": None}}
    data = {"entries": {"rows": rows, "row_count": 2}, "nothing": {"rows": [], "row_count": 0}}
    return {
        "data": data,
        ROWS: {
            node_id: shown if rows_of.query == "entries" else {"rows": []}
            for node_id, (rows_of, _) in compiled.bindings.shown.items()
        },
        "params": {},
        "page": {},
        "session": {},
        "cookies": {},
    }


def placed(mark: str, name: str, cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return a component in each case where it may stand, with ids that begin with `mark`."""

    def marked(one: dict[str, Any], prefix: str) -> dict[str, Any]:
        children = [marked(child, prefix) for child in one["children"]]
        return one | {"id": f"{prefix}-{one['id']}", "children": children}

    found: list[dict[str, Any]] = []
    for position, props in enumerate(cases):
        found += [marked(one, f"{mark}-{position}") for one in in_place(name, props)["root"]["children"]]
    return found


def with_long_words(name: str, props: Mapping[str, Any]) -> dict[str, Any]:
    """Return props whose texts are one long word each, wherever the component takes that."""
    model = components()[name].component.props

    def lengthen(whole: dict[str, Any], around: Any, key: Any) -> None:
        value = around[key]
        if isinstance(value, (dict, list)):
            for inner in list(value) if isinstance(value, dict) else range(len(value)):
                lengthen(whole, value, inner)
        elif isinstance(value, str):
            for words in (LONG[:300], LONG[:200], LONG[:60], value):
                around[key] = words
                try:
                    model.model_validate(whole, strict=True)
                    return
                except ValidationError:
                    continue

    whole: dict[str, Any] = json.loads(json.dumps(props))
    for key in list(whole):
        if not known_by_expression(whole[key]):
            lengthen(whole, whole, key)
    return whole


def known_by_expression(value: Any) -> bool:
    """Return whether an expression gives the value, which then is long by what it reads."""
    return "{{" in json.dumps(value)


def compile_surfaces(name: str) -> CompiledPage:
    """Return the page of a component: its cases in the page, on every background, and on a card within one."""
    cases = cases_of(name)
    bands = [
        node(f"band-{background}", "Section", *placed(background, name, cases), background=background)
        for background in BACKGROUNDS
    ]
    bands[1]["children"].append(node("card", "Card", *placed("card", name, cases)))
    return compile_page(PageTree.model_validate(tree(*placed("m", name, cases), *bands)), slug="axe", version=1)


def compile_long(name: str) -> CompiledPage:
    """Return the page of a component whose words are long and whose pictures are broken."""
    cases = [with_long_words(name, props) for props in cases_of(name)]
    narrow = node("row", "Row", node("column", "Column", *placed("r", name, cases)), stack="never")
    band = node("band", "Section", node("card", "Card", *placed("c", name, cases)), narrow)
    return compile_page(PageTree.model_validate(tree(*placed("m", name, cases), band)), slug="axe", version=1)


class Shown:
    """A window that shows one compiled page after the other."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._html = b""
        self._css = ""
        self._policy = ""

    async def answer(self, route: Route) -> None:
        """Answer what the page asks for; nothing is asked of a server."""
        url = urlsplit(route.request.url)
        if f"{url.scheme}://{url.netloc}" != ORIGIN:
            await route.fulfill(body="<!doctype html><title>Frame</title><html lang=en>", content_type=MEDIA_TYPE)
        elif url.path == "/p/axe":
            headers = {"content-security-policy": self._policy}
            await route.fulfill(body=self._html, content_type=MEDIA_TYPE, headers=headers)
        elif url.path == SHEET:
            await route.fulfill(body=self._css, content_type="text/css")
        elif url.path in assets():
            await route.fulfill(body=assets()[url.path].body, content_type=assets()[url.path].media_type)
        elif url.path.startswith("/files/") and url.path.endswith((".png", ".jpg")):
            await route.fulfill(body=PICTURE, content_type="image/svg+xml")
        else:
            await route.fulfill(status=404)

    async def show(
        self,
        compiled: CompiledPage,
        words: str,
        look: SiteLook = DEFAULT_LOOK,
        scope: Mapping[str, Any] | None = None,
    ) -> None:
        """Show a page, with these words where an expression gives them, or with these variables."""
        head = PageHead(title="Axe", seo=Seo(), look=look, style=link_sheet(SHEET))
        self._html = write_document(compiled, dict(scope or scope_of(compiled, words)), head)
        self._css = write_sheet(look.css, compiled.used, compiled.islands, compiled.style_css)
        self._policy = policy_of(compiled)
        await self.page.goto(f"{ORIGIN}/p/axe")
        await self.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


@pytest.fixture
async def shown(chromium: Browser) -> AsyncIterator[Shown]:
    """A window whose pages must not report an error."""
    context = await chromium.new_context(reduced_motion="reduce", bypass_csp=False)
    async with watched(context, EXPECTED, also=("https://",)) as problems:
        window = Shown(await context.new_page())
        await context.route("**/*", window.answer)
        yield window
    await context.close()
    assert problems == []


async def test_axe_finds_nothing_on_any_surface_in_light_and_dark(shown: Shown) -> None:
    if not AXE.exists():
        pytest.skip("needs `npm ci`, which `make test` runs")
    axe, found = AXE.read_text(), {}
    await shown.page.set_viewport_size({"width": 1280, "height": 900})
    for name in components():
        await shown.show(compile_surfaces(name), "Ann & Ben")
        await shown.page.evaluate(axe)
        for scheme, only in (("light", ()), ("dark", OF_COLOUR)):
            await shown.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two
            if violations := await shown.page.evaluate(FIND_VIOLATIONS, [list(OF_THE_PAGE), list(only)]):
                found[name, scheme] = violations
    assert found == {}


async def test_nothing_is_wider_than_the_smallest_phone_in_either_direction(shown: Shown) -> None:
    found: dict[tuple[str, str], Any] = {}
    await shown.page.set_viewport_size({"width": 320, "height": 700})
    for name in components():
        await shown.show(compile_long(name), LONG)
        for direction in ("ltr", "rtl"):
            await shown.page.evaluate("(direction) => { document.documentElement.dir = direction; }", direction)
            wide = await shown.page.evaluate(FIND_WIDE, 320)
            if wide or await shown.page.evaluate("document.documentElement.scrollWidth") > 320:
                found[name, direction] = wide[:5]
    assert found == {}

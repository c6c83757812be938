"""How pages look: what stands side by side, what fits a phone, what can be read on every surface."""

import itertools
from typing import Any

import httpx
import pytest
from playwright.async_api import Page, Route

from tests.browser.conftest import OpenPage, find_violations
from tests.pages.conftest import Publish, node, publish  # noqa: F401 (a fixture)
from tests.pages.guestbook import add_entry, make_entries

pytestmark = pytest.mark.browser
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="960" height="420"><rect width="960" height="420"/></svg>'
NOT_THERE = ("Failed to load resource",)
LONG = "Donaudampfschiff" * 19
OPTIONS = [{"value": "1", "label": "One"}]
BOXES = (
    "(ids) => ids.map((id) => document.getElementById(id).closest('.of-container, .of-image, .of-form, .of-field')\
    .getBoundingClientRect()).map((box) => [box.left, box.top, box.right, box.bottom].map(Math.round))"
)


async def show_pictures(page: Page) -> None:
    """Answer `/p/picture.svg` in the browser, and load the page again."""

    async def answer(route: Route) -> None:
        await route.fulfill(content_type="image/svg+xml", body=PICTURE)

    await page.route("**/picture.svg", answer)
    await page.reload()


def every_component(mark: str, words: str) -> list[dict[str, Any]]:
    """Return one of each component, with these words in all places that take some; ids begin with `mark`."""

    def one(suffix: str, type_: str, *children: dict[str, Any], **props: Any) -> dict[str, Any]:
        return node(f"{mark}-{suffix}", type_, *children, **props)

    fields = [
        one("i", "Input", name="i", label=words, help=words, placeholder="An example", required=True),
        one("c", "Input", name="c", label=words, help=words, type="checkbox", required=True),
        one("a", "Textarea", name="a", label=words, help=words, placeholder="An example", required=True),
        one("o", "Select", name="o", label=words, help=words, options=[{"value": "1", "label": words[:200]}]),
    ]
    click = [{"do": "toast", "message": words}]
    columns = [{"key": "name", "label": words[:200]}, {"key": "message", "label": "Message"}]
    variants = ("primary", "secondary", "ghost", "danger")
    return [
        one("h", "Heading", text=words, level=2),
        *(one(f"t{name}", "Text", text=words, variant=name) for name in ("body", "lead", "muted", "small")),
        one("l", "Link", text=words, href="/p/looks"),
        *(one(f"b{name}", "Button", label=words, variant=name, on_click=click) for name in variants),
        one("f", "Form", *fields, submit_label=words),
        one("d", "DataTable", query="entries", columns=columns, page_size=1, caption=words),
        one("p", "Image", src="/p/picture.svg", alt=words, width=960, height=420),
        one("q", "Image", src="/p/not-there.png", alt=words, width=960, height=420),
    ]


async def test_blocks_in_a_row_stand_side_by_side_and_below_each_other_on_a_phone(
    publish: Publish,  # noqa: F811
    open_page: OpenPage,
) -> None:
    def card(name: str, text: str) -> dict[str, Any]:
        return node(f"{name}-card", "Container", node(name, "Heading", text=text, level=2), surface="card")

    def row(*children: dict[str, Any]) -> dict[str, Any]:
        return node(f"row-{children[0]['id']}", "Container", *children, direction="row", width="wide")

    await publish(
        "rows",
        row(card("a1", "One"), card("a2", "Two " * 40)),
        row(card("b1", "One"), card("b2", "Two"), card("b3", "Three")),
        row(
            node("c1-picture", "Image", src="/p/picture.svg", alt="A picture", width=960, height=420),
            card("c2", "Words beside it " * 10),
        ),
        row(
            node("d1-form", "Form", node("d1", "Input", name="n", label="Name")),
            node("d2-form", "Form", node("d2", "Input", name="n", label="Name")),
        ),
    )
    page = await open_page("/p/rows", ignore=NOT_THERE, viewport={"width": 1280, "height": 900})
    await show_pictures(page)
    for ids in (["a1", "a2"], ["b1", "b2", "b3"], ["d1", "d2"]):
        boxes = await page.evaluate(BOXES, ids)
        assert len({box[1] for box in boxes}) == 1, ids
        widths = [box[2] - box[0] for box in boxes]
        assert max(widths) - min(widths) <= 1, ids
        assert all(one[2] < other[0] for one, other in itertools.pairwise(boxes)), ids
    picture = await page.evaluate(
        "(({left, top, right, bottom}) => [left, top, right, bottom])"
        "(document.querySelector('.of-image').getBoundingClientRect())"
    )
    ((left, top, _, bottom),) = await page.evaluate(BOXES, ["c2"])
    assert picture[2] < left
    assert top < picture[3]
    assert picture[1] < bottom
    await page.set_viewport_size({"width": 390, "height": 900})
    for ids in (["a1", "a2"], ["b1", "b2", "b3"], ["d1", "d2"]):
        boxes = await page.evaluate(BOXES, ids)
        assert len({(box[0], box[2]) for box in boxes}) == 1, ids
        assert all(one[3] <= other[1] for one, other in itertools.pairwise(boxes)), ids


async def test_nothing_is_wider_than_a_phone(
    owner: httpx.AsyncClient,
    publish: Publish,  # noqa: F811
    open_page: OpenPage,
) -> None:
    await make_entries(owner)
    await add_entry(owner, LONG, LONG)
    await add_entry(owner, "B", "b")
    row = node("row", "Container", *every_component("r", LONG), direction="row")
    await publish(
        "looks",
        *every_component("m", LONG),
        node("s", "Section", *every_component("s", LONG), node("c", "Container", row, surface="card")),
    )
    page = await open_page("/p/looks", ignore=(*NOT_THERE, "status of 422"), viewport={"width": 390, "height": 800})
    await show_pictures(page)
    await page.evaluate("document.querySelectorAll('form').forEach((form) => { form.noValidate = true; })")
    await page.locator("#m-f button").click()
    await page.get_by_role("alert").wait_for()
    await page.locator("#m-bprimary button").click()
    await page.locator(".of-toast").wait_for()
    for width in (390, 320):
        await page.set_viewport_size({"width": width, "height": 800})
        wide = await page.evaluate(
            "(width) => [...document.body.querySelectorAll('*')]"
            ".filter((element) => !element.closest('table') && element.getBoundingClientRect().right > width)"
            ".map((element) => element.outerHTML.slice(0, 100))",
            width,
        )
        assert wide == []
        assert await page.evaluate("document.documentElement.scrollWidth") <= width


async def test_axe_finds_nothing_on_any_surface_in_light_and_dark(
    owner: httpx.AsyncClient,
    publish: Publish,  # noqa: F811
    open_page: OpenPage,
) -> None:
    await make_entries(owner)
    for name in ("Ann", "Ben"):
        await add_entry(owner, name)
    surfaces = []
    for surface in ("none", "muted", "accent"):
        card = node(
            f"{surface}-card", "Container", *every_component(f"{surface}-c", f"{surface} card"), surface="card"
        )
        inside = every_component(surface, surface)
        surfaces.append(node(f"{surface}-s", "Section", *inside, card, background=surface, label=f"Part {surface}"))
    await publish("looks", node("h", "Heading", text="Looks", level=1), *every_component("m", "Main"), *surfaces)
    page = await open_page("/p/looks", ignore=(*NOT_THERE, "status of 422"), viewport={"width": 1280, "height": 900})
    await show_pictures(page)
    await page.evaluate("document.querySelectorAll('form').forEach((form) => { form.noValidate = true; })")
    forms = ["m-f", *(f"{surface}{part}-f" for surface in ("none", "muted", "accent") for part in ("", "-c"))]
    for form in forms:
        await page.locator(f"#{form} button").click()
        await page.locator(f"#{form} [aria-invalid=true]").first.wait_for()
    await page.locator("#m-bprimary button").click()
    await page.locator(".of-toast").wait_for()
    for scheme in ("light", "dark"):
        await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert await find_violations(page) == [], scheme


CONTRASTS = """() => {
  const parse = (text) => text.match(/[\\d.]+/g).slice(0, 3).map(Number);
  const part = (value) => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const light = (text) => parse(text).reduce((sum, value, i) => sum + part(value) * [0.2126, 0.7152, 0.0722][i], 0);
  const contrast = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const surface = (element) => {
    for (; element; element = element.parentElement) {
      const colour = getComputedStyle(element).backgroundColor;
      if (colour !== "rgba(0, 0, 0, 0)") return colour;
    }
  };
  return [...document.querySelectorAll("[aria-invalid=true]")].map((field) => {
    const style = getComputedStyle(field), around = surface(field.parentElement);
    return field.type === "checkbox"
      ? [field.id, style.outlineStyle === "solid" ? contrast(style.outlineColor, around) : 0]
      : [field.id, contrast(style.borderColor, style.backgroundColor),
         Math.max(contrast(style.borderColor, around),
                  style.boxShadow === "none" ? 0 : contrast(style.boxShadow, around))];
  });
}"""
"""How the edge of each wrong field stands out from the field, and from what is around it (WCAG 2.2, 1.4.11)."""


async def test_a_field_that_is_wrong_shows_it_by_its_edge_on_every_surface(
    publish: Publish,  # noqa: F811
    open_page: OpenPage,
) -> None:
    def form(mark: str) -> dict[str, Any]:
        choice = node(f"{mark}-o", "Select", name="o", label="Choice", required=True, options=OPTIONS)
        fields = [
            node(f"{mark}-i", "Input", name="i", label="Name", required=True),
            node(f"{mark}-a", "Textarea", name="a", label="Words", required=True),
            node(f"{mark}-c", "Input", name="c", label="Agree", type="checkbox", required=True),
        ]
        return node(f"{mark}-f", "Form", *fields, choice)

    surfaces = [
        node(
            f"{surface}-s",
            "Section",
            form(surface),
            node(f"{surface}-card", "Container", form(f"{surface}-c"), surface="card"),
            background=surface,
        )
        for surface in ("none", "muted", "accent")
    ]
    await publish("wrong", form("m"), *surfaces)
    page = await open_page("/p/wrong", ignore=("status of 422",), viewport={"width": 1280, "height": 900})
    await page.evaluate("document.querySelectorAll('form').forEach((form) => { form.noValidate = true; })")
    for form_id in await page.evaluate("[...document.querySelectorAll('.of-form')].map((form) => form.id)"):
        await page.locator(f"[id='{form_id}'] button").click()
        await page.locator(f"[id='{form_id}'] [aria-invalid=true]").nth(3).wait_for()
    await page.mouse.move(0, 0)
    for scheme in ("light", "dark"):
        await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        await page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))")
        found = await page.evaluate(CONTRASTS)
        assert len(found) == 7 * 4
        assert [one for one in found if min(one[1:]) < 3] == [], scheme

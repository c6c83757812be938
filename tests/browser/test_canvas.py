"""The canvas of a builder in a browser: what was edited is put in place, and what is done there is told."""

from typing import Any

import httpx
import pytest
from playwright.async_api import Frame, Page

from tests.browser.conftest import OpenPage
from tests.pages.conftest import node
from tests.pages.editing.test_canvas import canvas_of, create, render

pytestmark = pytest.mark.browser
BUILDER = """<!doctype html><title>Builder</title><iframe src="{}" width="900" height="700"></iframe>
<script>
const heard = [];
const frame = document.querySelector('iframe');
frame.onload = () => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => heard.push(data);
  window.port = port1;
  frame.contentWindow.postMessage(null, '*', [port2]);
};
const last = (type) => heard.findLast((one) => one.type === type);
</script>"""


async def open_canvas(open_page: OpenPage, owner: httpx.AsyncClient, page: str) -> tuple[Page, Frame]:
    """Return a page that frames the canvas, as a builder does, and the canvas."""
    canvas = await canvas_of(owner, page)
    window = await open_page("/robots.txt", viewport={"width": 1280, "height": 900})
    html = BUILDER.replace("{}", canvas)
    await window.route("**/builder/", lambda route: route.fulfill(body=html, content_type="text/html"))
    await window.goto(httpx.URL(window.url).join("/builder/").__str__())
    await window.wait_for_function("last('ready')")
    return window, window.frames[1]


async def send(window: Page, message: dict[str, Any]) -> None:
    """Send the canvas a message."""
    await window.evaluate("(message) => port.postMessage(message)", message)


async def put(window: Page, owner: httpx.AsyncClient, page: str, revision: int, **body: Any) -> dict[str, Any]:
    """Render parts, have the canvas show them, and return what it says then."""
    rendered = await render(owner, page, **body)
    parts = {"fragments": rendered["fragments"], "css": rendered["css"]}
    await send(window, {"type": "apply", "revision": revision, **parts})
    await window.wait_for_function(f"last('painted')?.revision === {revision}")
    painted: dict[str, Any] = await window.evaluate("last('painted')")
    return painted


async def test_an_edit_changes_what_it_must_and_nothing_else(owner: httpx.AsyncClient, open_page: OpenPage) -> None:
    kept, edited = node("k", "Input", name="k", label="Kept"), node("h", "Heading", text="Before", level=2)
    page = await create(owner, node("s", "Section", edited, node("f", "Form", kept)), node("w", "Carousel"))
    window, canvas = await open_canvas(open_page, owner, page)
    assert (await window.evaluate("last('ready').ids")) == ["s", "h", "f", "k", "w"]
    await canvas.evaluate("document.querySelector('#k').isTheSame = true")
    changed = node("h", "Heading", text="After", level=3) | {"style": {"background": "inverse"}}
    inside = [{"id": "s", "type": "Section"}]
    assert (await put(window, owner, page, 1, root=[changed], ancestors=inside))["missing"] == []
    heading = canvas.get_by_role("heading", name="After", level=3)
    assert await heading.evaluate("(one) => getComputedStyle(one).backgroundColor") != "rgba(0, 0, 0, 0)"
    section = node("s", "Section", changed, node("n", "Text", text="New"), node("f", "Form", kept))
    await put(window, owner, page, 2, root=[section])
    assert await canvas.get_by_text("New").is_visible()
    assert await canvas.evaluate("document.querySelector('#k').isTheSame")
    text = node("w", "Text", text="No box")
    assert (await put(window, owner, page, 3, root=[text, node("gone", "Text")]))["missing"] == ["gone"]
    assert await canvas.locator(".of-canvas-problem").count() == 0
    assert await canvas.get_by_text("No box").is_visible()
    draft = {"root": [section, text, node("z", "Text", text="Last")]}
    await put(window, owner, page, 4, **draft, only=[""])
    assert await canvas.get_by_text("Last").is_visible()
    assert await canvas.evaluate("document.querySelector('#k').isTheSame")


async def test_it_tells_where_things_are_and_what_is_clicked(owner: httpx.AsyncClient, open_page: OpenPage) -> None:
    parts = [
        node("a", "Link", text="Away", href="/p/away"),
        node("b", "Button", label="Press"),
        node("c", "Card", node("d", "Text", text="Inside")),
    ]
    page = await create(owner, *parts)
    window, canvas = await open_canvas(open_page, owner, page)
    for name, id_ in (("Away", "a"), ("Press", "b"), ("Inside", "d")):
        await canvas.get_by_text(name).click()
        await window.wait_for_function(f"last('click')?.id === '{id_}' && last('hover')?.id === '{id_}'")
    assert "/canvas?" in canvas.url
    await send(window, {"type": "watch", "ids": ["c", "d", "gone"]})
    await window.wait_for_function("last('rects')")
    rects = await window.evaluate("last('rects').rects")
    box = await canvas.locator(".of-card").evaluate(
        "(one) => (({left, top, width, height}) => [left, top, width, height])(one.getBoundingClientRect())"
    )
    assert rects["c"] == box
    assert rects["c"][3] > rects["d"][3] > 0
    assert rects["gone"] is None
    x, y = rects["d"][0] + 5, rects["d"][1] + 5
    await send(window, {"type": "find", "x": x, "y": y})
    await window.wait_for_function("last('found')")
    assert await window.evaluate("last('found').id") == "d"
    await window.evaluate("frame.focus()")
    await window.keyboard.press("Control+z")
    await window.wait_for_function("last('key')?.key === 'z' && last('key').meta")


async def test_a_text_is_edited_in_place(owner: httpx.AsyncClient, open_page: OpenPage) -> None:
    page = await create(owner, node("h", "Heading", text="Before", level=1), node("t", "Text", text="Other"))
    window, canvas = await open_canvas(open_page, owner, page)
    await send(window, {"type": "edit", "id": "h"})
    await canvas.wait_for_selector("[contenteditable]")
    await window.keyboard.type("After")
    await window.wait_for_function("last('text')?.value === 'After'")
    await put(window, owner, page, 1, root=[node("h", "Heading", text="Aft", level=1)])
    assert await canvas.get_by_role("heading").inner_text() == "After"
    await window.keyboard.press("Enter")
    await window.wait_for_function("last('text').done")
    assert await window.evaluate("last('text')") == {
        "type": "text", "id": "h", "value": "After", "done": True, "cancelled": False,
    }  # fmt: skip
    await send(window, {"type": "edit", "id": "t"})
    await canvas.wait_for_selector("[contenteditable]")
    await window.keyboard.type("Never")
    await window.keyboard.press("Escape")
    await window.wait_for_function("last('text').cancelled")
    assert await canvas.get_by_text("Other").is_visible()


async def test_nothing_of_the_canvas_reaches_the_builder(owner: httpx.AsyncClient, open_page: OpenPage) -> None:
    page = await create(
        owner, node("t", "Text", text="Hi"), node("m", "Modal", node("i", "Text", text="In"), title="M")
    )
    window, canvas = await open_canvas(open_page, owner, page)
    assert await canvas.evaluate("origin") == "null"
    tried = "(() => { try { return parent.document.title } catch { return 'refused' } })()"
    assert await canvas.evaluate(tried) == "refused"
    await send(window, {"type": "open", "id": "m", "open": True})
    await canvas.get_by_text("In", exact=True).wait_for()

"""Variables of a page and of a visitor's session: what is bound to them follows at once, and across reloads."""

from typing import Any

import httpx
import pytest
from playwright.async_api import Page, Route, expect

from tests.auth.conftest import PASSWORD, ada  # noqa: F401 (a fixture)
from tests.browser.conftest import OpenPage
from tests.pages.conftest import Publish, node, publish, tree  # noqa: F401 (a fixture)
from tests.pages.guestbook import make_workflow, respond

pytestmark = pytest.mark.browser
VARIABLES = [
    {"scope": "page", "name": "count", "type": "number", "default": 0},
    {"scope": "page", "name": "open", "type": "boolean", "default": False},
    {"scope": "session", "name": "name", "type": "string", "default": "nobody"},
    {"scope": "session", "name": "tone", "type": "string", "default": "body"},
]


def press(node_id: str, label: str, *steps: dict[str, Any]) -> dict[str, Any]:
    return node(node_id, "Button", label=label, on_click=list(steps))


def setting(scope: str, name: str, value: Any) -> dict[str, Any]:
    return {"do": "set", "scope": scope, "name": name, "value": value}


NODES = [
    node("h", "Heading", text="Hello {{ session.name | upper }}", level=1),
    node("t", "Text", text="Pressed {{ page.count }} times of {{ params.most or 9 }}.", variant="{{ session.tone }}"),
    node("l", "Link", text="Mine", href="/p/of/{{ session.name }}"),
    node("more", "Text", text="<b>There is more</b>") | {"visible": "{{ page.open }}"},
    node("less", "Text", text="There is less") | {"visible": "{{ not page.open }}"},
    press("add", "Add {{ page.count + 1 }}", setting("page", "count", "{{ page.count + 1 }}")),
    press("turn", "Turn", setting("page", "open", "{{ not page.open }}")),
    press("ann", "Ann", setting("session", "name", "<i>Ann</i>"), setting("session", "tone", "lead")),
    press("bad", "Bad", setting("session", "name", "a b"), setting("session", "tone", '"><img src=x>')),
]


@pytest.fixture
async def publish_vars(publish: Publish) -> None:  # noqa: F811
    """A page at /p/vars on which everything is bound to variables."""
    await publish("vars", draft=tree(*NODES) | {"variables": VARIABLES})


async def test_what_is_bound_follows_in_place(publish_vars: None, open_page: OpenPage) -> None:
    page = await open_page("/p/vars?most=%3Cb%3E5")
    posts: list[str] = []
    page.on("request", lambda request: posts.append(request.method) if request.method != "GET" else None)
    await expect(page.get_by_text("Pressed 0 times of <b>5.")).to_be_visible()
    button = page.get_by_role("button", name="Add 1")
    await button.click()
    await expect(page.get_by_text("Pressed 1 times of <b>5.")).to_be_visible()
    await page.get_by_role("button", name="Add 2").press("Enter")
    await expect(page.get_by_text("Pressed 2 times of <b>5.")).to_be_visible()
    await expect(page.get_by_role("button", name="Add 3")).to_be_focused()
    await expect(page.get_by_text("There is less")).to_be_visible()
    await expect(page.get_by_text("There is more")).to_have_count(0)
    for shown, hidden in (("more", "less"), ("less", "more"), ("more", "less")):
        await page.get_by_role("button", name="Turn").click()
        await expect(page.get_by_text(f"There is {shown}")).to_be_visible()
        await expect(page.get_by_text(f"There is {hidden}")).to_have_count(0)
    assert posts == []
    await page.reload()
    await expect(page.get_by_text("Pressed 0 times of <b>5.")).to_be_visible()
    await expect(page.get_by_text("There is less")).to_be_visible()


async def see_ann(page: Page) -> None:
    await expect(page.get_by_role("heading", level=1)).to_have_text("Hello <I>ANN</I>")
    await expect(page.get_by_text("Pressed")).to_have_class("of-text of-text--lead of-align--start")
    # The name is no address: without one, a link leads nowhere.
    assert await page.get_by_text("Mine").get_attribute("href") is None


async def test_a_session_is_kept_until_somebody_else_is_there(publish_vars: None, open_page: OpenPage) -> None:
    page = await open_page("/p/vars")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Hello NOBODY")
    assert await page.get_by_text("Mine").get_attribute("href") == "/p/of/nobody"
    other = await page.context.new_page()
    await other.goto(page.url)
    await page.get_by_role("button", name="Ann").click()
    await see_ann(page)
    await see_ann(other)
    await page.reload()
    await see_ann(page)
    await page.get_by_role("button", name="Bad").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Hello A B")
    await expect(page.get_by_text("Pressed")).to_have_class("of-text of-text--body of-align--start")
    # What was set before somebody signed in is theirs until they sign out.
    for visitor in ("ann", "ann", ""):
        await page.context.add_cookies([{"name": "of-visitor", "value": visitor, "url": page.url}])
        await page.reload()
        await expect(page.get_by_role("heading", level=1)).to_have_text("Hello A B" if visitor else "Hello NOBODY")
        await page.evaluate("document.querySelector('#turn').click()")
        if visitor:
            await page.get_by_role("button", name="Bad").click()


async def test_signing_out_ends_a_session(publish_vars: None, ada: str, open_page: OpenPage) -> None:  # noqa: F811
    page = await open_page("/login?next=/p/vars")
    await page.get_by_label("E-mail address").fill(ada)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Ann").click()
    await see_ann(page)
    await page.goto(page.url.replace("/p/vars", "/login"))
    await page.get_by_role("button", name="Sign out").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    await page.goto(page.url.replace("/login", "/p/vars"))
    await expect(page.get_by_role("heading", level=1)).to_have_text("Hello NOBODY")


async def test_nothing_is_painted_before_what_was_kept_is_applied(publish_vars: None, open_page: OpenPage) -> None:
    page = await open_page("/p/vars")
    await page.get_by_role("button", name="Ann").click()
    await page.add_init_script("""
        window.seen = new Set();
        const look = () => {
            const heading = document.querySelector('h1');
            if (heading) seen.add(heading.textContent);
            requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
    """)

    async def answer_late(route: Route) -> None:
        await page.evaluate("new Promise((done) => setTimeout(done, 200))")
        await route.continue_()

    await page.route("**/_assets/live-*.js", answer_late)
    await page.reload()
    await see_ann(page)
    await page.evaluate("new Promise((done) => requestAnimationFrame(done))")
    assert await page.evaluate("[...window.seen]") == ["Hello <I>ANN</I>"]


async def test_a_browser_that_keeps_nothing_shows_the_defaults(publish_vars: None, open_page: OpenPage) -> None:
    page = await open_page("/p/vars")
    await page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
    )
    await page.reload()
    await page.get_by_role("button", name="Ann").click()
    await see_ann(page)
    await page.reload()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Hello NOBODY")


async def test_without_javascript_the_defaults_are_shown(publish_vars: None, open_page: OpenPage) -> None:
    page = await open_page("/p/vars", java_script_enabled=False)
    await expect(page.get_by_role("heading", level=1)).to_have_text("Hello NOBODY")
    await expect(page.get_by_text("There is less")).to_be_visible()
    await expect(page.get_by_text("There is more")).to_have_count(0)


async def test_the_server_reads_and_sets_what_the_browser_has(
    owner: httpx.AsyncClient,
    publish: Publish,  # noqa: F811
    open_page: OpenPage,
) -> None:
    workflow_id = await make_workflow(owner, respond("{{ trigger.input.count * 2 }}"))
    steps = [
        {"do": "run_workflow", "workflow_id": workflow_id, "input": {"count": "{{ page.count }}"}},
        setting("page", "count", "{{ result }}"),
        {"do": "toast", "message": "Now {{ page.count }} for {{ session.name }}"},
    ]
    await publish("twice", draft=tree(*NODES, press("two", "Twice", *steps)) | {"variables": VARIABLES})
    page = await open_page("/p/twice")
    for shown in (1, 2, 3):
        await page.get_by_role("button", name=f"Add {shown}").click()
    await page.get_by_role("button", name="Twice").click()
    await expect(page.get_by_text("Pressed 6 times")).to_be_visible()
    await expect(page.get_by_text("Now 6 for nobody")).to_be_visible()

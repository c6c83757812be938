"""Variables in cookies: the server sets them, reads them again, and shows nobody what another visitor's say."""

from typing import Any

import httpx
import pytest

from app.main import OnefoldApp
from tests.conftest import BASE_URL, ONE_DATABASE
from tests.pages.conftest import Publish, node, tree

pytestmark = ONE_DATABASE
JSON = {"Accept": "application/json", "Origin": BASE_URL}
HTML = {"Accept": "text/html", "Origin": BASE_URL}
VARIABLES: list[dict[str, Any]] = [
    {"scope": "cookies", "name": "size", "type": "number", "default": 3, "max_age": 60, "same_site": "strict"},
    {"scope": "cookies", "name": "secret", "type": "string", "default": "-", "http_only": True},
]


def setting(name: str, value: Any) -> dict[str, Any]:
    return {"do": "set", "scope": "cookies", "name": name, "value": value}


@pytest.fixture
async def page(publish: Publish) -> None:
    """A page at /p/kept that reads two cookies and sets them."""
    draft = tree(
        node("t", "Text", text="Size {{ cookies.size }}, {{ cookies.secret }}"),
        node("more", "Button", label="More", on_click=[setting("size", "{{ cookies.size + 1 }}")]),
        node("both", "Button", label="Both", on_click=[setting("size", 9), setting("secret", "ä; <b>\r\n")]),
        node("wrong", "Button", label="Wrong", on_click=[setting("size", 9), setting("size", "many")]),
        node("huge", "Button", label="Huge", on_click=[setting("secret", "{{ 'x' * 5000 }}")]),
        node("big", "Button", label="Big", on_click=[{"do": "toast", "message": "Big"}])
        | {"visible": "{{ cookies.size > 3 }}"},
    )
    await publish("kept", draft=draft | {"variables": VARIABLES})


def visitor(app: OnefoldApp, **cookies: str) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app),
        base_url=BASE_URL,
        cookies={f"of.{name}": value for name, value in cookies.items()},
    )


async def test_a_cookie_is_set_and_read_again_without_a_script(page: None, app: OnefoldApp) -> None:
    async with visitor(app) as ann:
        shown = await ann.get("/p/kept")
        assert "Size 3, -<" in shown.text
        assert shown.headers["cache-control"] == "private, no-store"
        for size in (4, 5):
            sent = await ann.post("/p/kept/actions/more", headers=HTML)
            assert (sent.status_code, sent.headers["location"]) == (303, "/p/kept?sent=more")
            assert f"Size {size}, -<" in (await ann.get("/p/kept")).text
        sent = await ann.post("/p/kept/actions/both", headers=HTML)
        size_cookie, secret_cookie = sent.headers.get_list("set-cookie")
        assert size_cookie == "of.size=9; Max-Age=60; Path=/; SameSite=strict"
        assert secret_cookie.endswith("; HttpOnly; Path=/; SameSite=lax")
        assert "Size 9, ä; &lt;b&gt;" in (await ann.get("/p/kept")).text


async def test_a_script_is_told_to_fetch_the_page_again(page: None, app: OnefoldApp) -> None:
    async with visitor(app) as ann:
        sent = await ann.post("/p/kept/actions/both", headers=JSON)
        assert sent.json()["effects"] == [{"do": "reload"}]
        assert len(sent.headers.get_list("set-cookie")) == 2


@pytest.mark.parametrize("pressed", ["wrong", "huge"])
async def test_a_value_that_cannot_be_kept_sets_nothing(page: None, app: OnefoldApp, pressed: str) -> None:
    async with visitor(app) as ann:
        sent = await ann.post(f"/p/kept/actions/{pressed}", headers=JSON)
        assert (sent.status_code, sent.json()["effects"]) == (422, [])
        assert "set-cookie" not in sent.headers


async def test_nothing_of_one_visitor_reaches_another(page: None, app: OnefoldApp) -> None:
    async with visitor(app, size="7", secret="%22mine%22") as ann, visitor(app) as ben:
        for _ in range(3):
            assert "Size 7, mine" in (await ann.get("/p/kept")).text
            assert "Size 3, -<" in (await ben.get("/p/kept")).text


@pytest.mark.parametrize("value", ["", "x", "%22x%22", "[1]", "1e999", "%FF", "[" * 5000, "true", "NaN"])
async def test_a_cookie_that_is_no_value_of_the_variable_is_its_default(
    page: None, app: OnefoldApp, value: str
) -> None:
    async with visitor(app, size=value) as ann:
        assert "Size 3, -<" in (await ann.get("/p/kept")).text


async def test_what_a_cookie_hides_does_not_answer(page: None, app: OnefoldApp) -> None:
    async with visitor(app, size="7") as ann, visitor(app) as ben:
        assert (await ann.post("/p/kept/actions/big", headers=JSON)).status_code == 200
        assert (await ben.post("/p/kept/actions/big", headers=JSON)).json()["code"] == "component_not_found"

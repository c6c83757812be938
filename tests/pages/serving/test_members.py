"""Pages for members: the people with an account here see them, and nobody else one byte of them."""

from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from app.auth.access import Role
from app.main import OnefoldApp
from tests.conftest import SignIn
from tests.pages.conftest import Publish, node

HTML = {"Accept": "text/html"}
SECRET = "Only for members"


@pytest.fixture
async def page(owner: httpx.AsyncClient, publish: Publish) -> str:
    """The path in the API of a page for members, at /p/inside and at /."""
    columns = [{"name": "label", "type": "text"}]
    table = await owner.post("/api/data-sources/local/tables", json={"name": "things", "columns": columns})
    assert table.is_success
    query = {"name": "things", "source": "local", "sql": "SELECT label FROM things", "params": []}
    assert (await owner.post("/api/queries", json=query)).is_success
    toast = [{"do": "toast", "message": SECRET}]
    made = await publish(
        "inside",
        node("t", "Text", text=f"{SECRET}, {{{{ params.name or 'you' }}}}"),
        node("f", "Form", node("n", "Input", name="n", label="N", required=True), on_submit=toast),
        node("b", "Button", label="Go", on_click=toast),
        node("d", "DataTable", query="things", columns=[{"key": "label", "label": "Label"}]),
        access="members",
        is_home=True,
        title="Inside",
        seo={"description": SECRET},
    )
    return f"/api/pages/{made['id']}"


async def test_nobody_else_gets_one_byte(
    app: OnefoldApp, owner: httpx.AsyncClient, client: httpx.AsyncClient, page: str
) -> None:
    origin = {"Origin": str(client.base_url).rstrip("/")}
    requests = [
        ("GET", "/p/inside", {}),
        ("GET", "/", {}),
        ("HEAD", "/p/inside", {}),
        ("GET", "/p/inside?name=x&sent=b", {"If-None-Match": "*"}),
        ("POST", "/p/inside/forms/f", origin),
        ("POST", "/p/inside/actions/b", origin | {"Accept": "application/json"}),
        ("GET", "/p/inside/data/d", {}),
        ("GET", "/p/inside/data/d", HTML),
        ("GET", "/api/public/pages/inside", {}),
        ("GET", "/p/inside", {"Authorization": "Bearer of_sk_x"}),
        ("GET", "/p/inside", {"Cookie": "sid=made-up"}),
    ]
    # Before and after a member had it: nothing of it is kept for others.
    for _ in range(2):
        for method, path, headers in requests:
            refused = await client.request(method, path, headers=headers)
            assert refused.status_code == 401, (method, path, refused.text)
            assert SECRET not in refused.text
            assert "Inside" not in refused.text
            assert "etag" not in refused.headers
            if method == "GET" and "text/html" not in refused.headers["content-type"]:
                assert refused.json()["code"] == "members_only"
        assert (await owner.get("/p/inside")).is_success
    assert app.resources.page_cache.count_entries() == 0
    for path in ("/sitemap.xml", "/login"):
        assert "inside" not in (await client.get(path)).text


async def test_a_browser_is_led_to_the_sign_in_page_and_back(
    client: httpx.AsyncClient, owner: httpx.AsyncClient, page: str
) -> None:
    origin = {"Origin": str(client.base_url).rstrip("/")}
    for method, path, back, headers in (
        ("GET", "/p/inside?name=Ann%20B", "/p/inside?name=Ann%20B", HTML),
        ("GET", "/", "/", HTML),
        ("POST", "/p/inside/forms/f", "/p/inside", HTML | origin),
    ):
        led = await client.request(method, path, headers=headers)
        location = urlsplit(led.headers["location"])
        assert (led.status_code, location.path, led.content) == (303, "/login", b"")
        assert parse_qs(location.query) == {"next": [back]}
        assert led.headers["cache-control"] == "private, no-store"


@pytest.mark.parametrize("role", [Role.VIEWER, Role.OWNER])
async def test_a_member_has_all_of_it_and_no_cache_keeps_it(sign_in: SignIn, page: str, role: Role) -> None:
    member = await sign_in(role)
    for path, words in (("/p/inside?name=Ann", f"{SECRET}, Ann"), ("/", f"{SECRET}, you")):
        shown = await member.get(path, headers=HTML)
        assert (shown.status_code, words in shown.text) == (200, True)
        assert shown.headers["cache-control"] == "private, no-store"
        assert "default-src 'none'" in shown.headers["content-security-policy"]
        assert "etag" not in shown.headers
    sent = await member.post("/p/inside/forms/f", data={"n": "x"}, headers={"Accept": "application/json"})
    assert (sent.status_code, sent.json()["effects"]) == (200, [{"do": "toast", "message": SECRET}])
    wrong = await member.post("/p/inside/forms/f", data={"n": ""}, headers=HTML)
    assert (wrong.status_code, SECRET in wrong.text) == (422, True)
    rows = await member.get("/p/inside/data/d")
    assert (rows.status_code, rows.headers["cache-control"]) == (200, "private, no-store")


async def test_access_changes_at_once_both_ways(
    app: OnefoldApp, owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    page = await publish("open", node("t", "Text", text=SECRET))
    url = f"/api/pages/{page['id']}"
    assert SECRET in (await client.get("/p/open")).text
    assert (await owner.patch(url, json={"access": "members"}, headers={"If-Match": '"r2"'})).is_success
    assert (await client.get("/p/open")).status_code == 401
    assert app.resources.page_cache.stale("/p/open", b"") is None, "not even while the database is away"
    assert (await owner.patch(url, json={"access": "public"}, headers={"If-Match": '"r3"'})).is_success
    assert SECRET in (await client.get("/p/open")).text
    # A session that has ended opens nothing.
    assert (await owner.patch(url, json={"access": "members"}, headers={"If-Match": '"r4"'})).is_success
    assert (await owner.get("/p/open")).status_code == 200
    assert (await owner.post("/api/auth/logout")).is_success
    assert (await owner.get("/p/open")).status_code == 401
